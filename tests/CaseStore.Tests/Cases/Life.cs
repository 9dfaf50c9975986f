using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

/// <summary>One case and its clock: does what it is told at the present moment and lets the test look.</summary>
internal sealed class Life : IDisposable
{
    private readonly TestStore _store = new();
    private CaseDesk _desk = Some.Desk();
    private int _photos;

    public DateTimeOffset Now { get; private set; } = Some.Now;

    public string Number { get; private set; } = "";

    public TestStore Store => _store;

    public Actor Reporter { get; private set; } = Some.Stranger;

    public static async Task<Life> FiledAsync(NewReport? report = null)
    {
        var life = new Life();
        await life.FileAsync(report ?? Some.Report());
        return life;
    }

    public static async Task<Life> AcceptedAsync()
    {
        var life = await FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        return life;
    }

    public static async Task<Life> ResolvedAsync(NewReport? report = null)
    {
        var life = await FiledAsync(report);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        return life;
    }

    public async Task<ActResult.Done> FileAsync(NewReport report)
    {
        var done = await _store.RunAsync(s => _desk.FileAsync(s, report, Now));
        Number = done.Case.Number;
        Reporter = Actor.Reporter(done.Case.Reporter.PublicId);
        return done;
    }

    public Task<Case> LookAsync() => _store.ReadAsync(Number);

    public Task<ActResult> TryAsync(CaseAct act, Actor by) => _store.RunAsync(s => _desk.ActAsync(s, Number, act, by, Now));

    public async Task<ActResult.Done> DoneAsync(CaseAct act, Actor by) => Assert.IsType<ActResult.Done>(await TryAsync(act, by));

    public async Task<Refusal> RefusedAsync(CaseAct act, Actor by) => Assert.IsType<ActResult.Refused>(await TryAsync(act, by)).Why;

    public async Task<CaseAct.Resolve> ResolveAsync(Outcome outcome = Outcome.Fixed)
    {
        var key = $"result-{++_photos}";
        await _store.AddPhotoAsync(key);
        return new CaseAct.Resolve(outcome, "已清运", [key]);
    }

    public Task<IReadOnlyList<CaseEvent>> LeaveAsync(string member) => _store.RunAsync(s => _desk.MarkMemberInvalidAsync(s, member, Now));

    /// <summary>No message reaches this resident any more.</summary>
    public Task<IReadOnlyList<CaseEvent>> UnfollowAsync(string openid) => _store.RunAsync(async s =>
    {
        await People.Residents.MarkLeftAsync(s, People.Channel.WeChat, openid, Now);
        return await _desk.ReleaseClaimsAsync(s, People.Channel.WeChat, openid, Now);
    });

    /// <summary>All that the clock has to do by now.</summary>
    public async Task<IReadOnlyList<CaseEventKind>> LookAtAllAsync()
    {
        var all = new List<CaseEventKind>();
        while (await LookAtDueAsync() is { Count: > 0 } events)
        {
            all.AddRange(events.Select(e => e.Kind));
        }

        return all;
    }

    public Task<IReadOnlyList<CaseEvent>> LookAtDueAsync(int atMost = 100) => _store.RunAsync(s => _desk.LookAtDueAsync(s, atMost, Now));

    /// <summary>To another case of the same life.</summary>
    public void TurnTo(string number) => Number = number;

    public void Pass(TimeSpan time) => Now += time;

    public void JumpTo(DateTimeOffset moment) => Now = moment;

    /// <summary>The process ends, and starts again with another city.json.</summary>
    public void ChangeCity(City.CityFile city) => _desk = Some.Desk(city: new City.CityDirectory(city));

    /// <summary>What every start does.</summary>
    public async Task<IReadOnlyList<CaseEvent>> StartAsync()
    {
        var numbers = await _store.LookAsync(store => _desk.StrandedAsync(store));
        return await _store.RunAsync(s => _desk.PassOnAsync(s, numbers, Now));
    }

    public void ChangeCatalogue(Catalogue.CatalogueFile file) => _desk = Some.Desk(file);

    public void Dispose() => _store.Dispose();
}
