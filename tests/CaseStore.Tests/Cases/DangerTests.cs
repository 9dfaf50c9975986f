using CaseStore.Cases;
using CaseStore.City;

namespace CaseStore.Tests.Cases;

/// <summary>Danger to life is told again every ten minutes, ever higher, until somebody takes it in hand.</summary>
public sealed class DangerTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Nobody_Accepts_And_Every_Ten_Minutes_The_Next_One_Hears_It()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));

        var rungs = new List<string>();
        for (var minutes = 1; minutes <= 70; minutes++)
        {
            life.Pass(TimeSpan.FromMinutes(1));
            rungs.AddRange((await life.LookAtDueAsync()).Where(e => e.Kind == CaseEventKind.Alarmed).Select(e => $"{minutes} {e.Note}"));
        }

        Assert.Equal(["10 p1", "20 c1", "30 t1", "40 command-centre", "50 command-centre", "60 command-centre", "70 command-centre"], rungs);
        var history = (await life.LookAsync()).History;
        Assert.Equal(["p1", "c1", "t1", CityDirectory.CommandCentreId], history.Where(h => h.Act == "Alarm").Take(4).Select(h => h.Note));
    }

    [Fact]
    public async Task Not_A_Moment_Earlier_And_Not_Twice()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        life.Pass(TenMinutes - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await life.LookAtDueAsync());

        life.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal([CaseEventKind.Alarmed], await life.LookAtAllAsync());
        Assert.Empty(await life.LookAtDueAsync());
    }

    [Fact]
    public async Task After_A_Night_In_Which_Nobody_Looked_It_Is_Told_Once()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        life.Pass(TimeSpan.FromHours(10));

        Assert.Single(await life.LookAtAllAsync(), CaseEventKind.Alarmed);
        Assert.Equal(life.Now + TenMinutes, (await life.LookAsync()).NextDueAt);
    }

    public static TheoryData<CaseAct, string> Ends() => new()
    {
        { new CaseAct.Accept(), "officer" }, { new CaseAct.HandOver("officer-1b"), "officer" }, { new CaseAct.Withdraw(), "reporter" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Whoever_Takes_It_In_Hand_Or_Takes_It_Back_Ends_It(CaseAct act, string who)
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        life.Pass(TenMinutes);
        await life.LookAtAllAsync();

        await life.DoneAsync(act, who == "reporter" ? life.Reporter : Some.Officer);
        life.Pass(TimeSpan.FromHours(3));

        Assert.DoesNotContain(CaseEventKind.Alarmed, await life.LookAtAllAsync());
    }

    [Fact]
    public async Task What_Another_Desk_Would_Not_Have_Begins_At_The_Foot_Of_The_Ladder_Also_Under_Review()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        life.Pass(TenMinutes);
        await life.LookAtAllAsync();
        life.Pass(TimeSpan.FromMinutes(5));
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);
        Assert.Equal(CaseState.UnderReview, (await life.LookAsync()).State);

        life.Pass(TenMinutes - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await life.LookAtDueAsync());
        life.Pass(TimeSpan.FromMilliseconds(1));
        var rungs = (await life.LookAtDueAsync()).Select(e => e.Note).ToList();
        for (var i = 0; i < 6; i++)
        {
            life.Pass(TenMinutes / 2);
            rungs.AddRange((await life.LookAtDueAsync()).Where(e => e.Kind == CaseEventKind.Alarmed).Select(e => e.Note));
        }

        // The township is the desk now; nobody hears it twice on the way up.
        Assert.Equal(["t1", "c1", CityDirectory.CommandCentreId, CityDirectory.CommandCentreId], rungs);
    }

    [Fact]
    public async Task A_Question_That_Nobody_Answers_Does_Not_Silence_It()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        await life.DoneAsync(new CaseAct.AskReporter("几号楼?"), Some.Officer);
        life.Pass(TenMinutes);

        Assert.Equal([CaseEventKind.Alarmed], await life.LookAtAllAsync());
    }

    [Fact]
    public async Task Danger_At_A_Place_Nobody_Has_Named_Rings_At_The_Command_Centre()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "", emergency: true));
        life.Pass(TenMinutes);

        Assert.Equal([CityDirectory.CommandCentreId], (await life.LookAtDueAsync()).Select(e => e.Note));
    }

    [Fact]
    public async Task What_Is_No_Danger_Never_Rings()
    {
        using var life = await Life.FiledAsync();
        life.Pass(TimeSpan.FromDays(30));

        Assert.DoesNotContain(CaseEventKind.Alarmed, await life.LookAtAllAsync());
    }
}
