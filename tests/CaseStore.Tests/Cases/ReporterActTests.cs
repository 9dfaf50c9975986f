using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

public sealed class ReporterActTests
{
    [Fact]
    public async Task Withdrawing_Ends_It()
    {
        using var life = await Life.FiledAsync();

        var done = await life.DoneAsync(new CaseAct.Withdraw(), life.Reporter);

        Assert.Equal([CaseEventKind.Withdrawn], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal(CaseState.Withdrawn, kase.State);
        Assert.Null(kase.NextDueAt);
        Assert.Equal(life.Now, kase.ClosedAt);
    }

    [Fact]
    public async Task Once_Accepted_It_Cannot_Be_Withdrawn()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Withdraw(), life.Reporter));
    }

    [Fact]
    public async Task Urging_Is_Possible_Once_A_Day_For_Reporter_And_Community_Together()
    {
        using var life = await Life.FiledAsync();

        var done = await life.DoneAsync(new CaseAct.Urge(), life.Reporter);
        Assert.Equal([CaseEventKind.Urged], done.Events.Select(e => e.Kind));
        life.Pass(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Refusal.TooSoon, await life.RefusedAsync(new CaseAct.Urge(), life.Reporter));
        Assert.Equal(Refusal.TooSoon, await life.RefusedAsync(new CaseAct.Urge(), Some.Staff));
        life.Pass(TimeSpan.FromMilliseconds(1));
        await life.DoneAsync(new CaseAct.Urge(), Some.Staff);

        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, (DateTimeOffset?)life.Now, 2), (kase.State, kase.UrgedAt, kase.History.Count(h => h.Act == "Urge")));
    }

    [Fact]
    public async Task What_Is_Resolved_Cannot_Be_Urged()
    {
        using var life = await Life.ResolvedAsync();

        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Urge(), life.Reporter));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(3)]
    public async Task A_Good_Grade_Closes(int grade)
    {
        using var life = await Life.ResolvedAsync();

        var done = await life.DoneAsync(new CaseAct.Rate(grade, null), life.Reporter);

        Assert.Equal([CaseEventKind.Closed], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Closed, (int?)grade, false), (kase.State, kase.Grade, kase.GradedByDefault));
        Assert.Equal(life.Now.AddDays(90), kase.PageUntil);
        Assert.Null(kase.NextDueAt);
        Assert.Equal(["Rate", "Close"], kase.History.TakeLast(2).Select(h => h.Act));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_Bad_Grade_Needs_A_Reason_And_Reopens_With_A_New_Promise(int grade)
    {
        using var life = await Life.ResolvedAsync();
        life.Pass(TimeSpan.FromDays(2));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Rate(grade, null), life.Reporter));

        var done = await life.DoneAsync(new CaseAct.Rate(grade, "桶还是满的"), life.Reporter);

        Assert.Equal([(CaseEventKind.Reopened, "桶还是满的"), (CaseEventKind.Dispatched, null)], done.Events.Select(e => (e.Kind, e.Note)));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, "p1", 1), (kase.State, kase.HandlerOrganisation, kase.Reopened));
        Assert.Equal((life.Now.AddDays(3), 2), (kase.DueAt!.Value, kase.DeadlineVersion));
        Assert.Equal((DueStep.Acknowledge, kase.AcknowledgeBy), (kase.NextDue!.Value, kase.NextDueAt));
        Assert.Null(kase.AcceptedAt);
        Assert.Null(kase.HandlerMember);
        Assert.Null(kase.ResolvedAt);
        Assert.Null(kase.Outcome);
        Assert.Contains(kase.History, h => h is { Act: "Outcome", Note: "Fixed" });
        Assert.Equal($"{grade} 桶还是满的", kase.History.Single(h => h.Act == "Rate").Note);
    }

    [Fact]
    public async Task A_Second_Time_The_Community_Must_Verify()
    {
        using var life = await Life.ResolvedAsync();
        await life.DoneAsync(new CaseAct.Rate(1, "没解决"), life.Reporter);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);

        var done = await life.DoneAsync(new CaseAct.NotFixed("还是没解决"), life.Reporter);

        Assert.Equal([CaseEventKind.Reopened, CaseEventKind.Dispatched], done.Events.Select(e => e.Kind));
        Assert.Equal((CaseState.Dispatched, "c1", 2), (done.Case.State, done.Case.HandlerOrganisation, done.Case.Reopened));
        await life.DoneAsync(await life.ResolveAsync(), Some.Staff);
    }

    [Fact]
    public async Task Not_Fixed_Needs_A_Reason()
    {
        using var life = await Life.ResolvedAsync();

        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.NotFixed(""), life.Reporter));
    }

    [Fact]
    public async Task What_Is_Closed_Cannot_Be_Rated_Again()
    {
        using var life = await Life.ResolvedAsync();
        await life.DoneAsync(new CaseAct.Rate(5, null), life.Reporter);

        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Rate(1, "骗人"), life.Reporter));
    }

    [Fact]
    public async Task A_Grade_That_Does_Not_Exist_Is_Our_Own_Mistake()
    {
        using var life = await Life.ResolvedAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => life.TryAsync(new CaseAct.Rate(6, null), life.Reporter));
    }

    [Fact]
    public async Task The_Reporter_Adds_Words_And_Photos_While_It_Is_Worked_On()
    {
        using var life = await Life.FiledAsync();
        await life.Store.AddPhotoAsync("more");

        var done = await life.DoneAsync(new CaseAct.Supplement("202室有老人", ["more"]), life.Reporter);

        Assert.Equal([(CaseEventKind.Supplemented, "202室有老人")], done.Events.Select(e => (e.Kind, e.Note!)));
        var kase = await life.LookAsync();
        Assert.Contains(kase.Photos, p => p.Key == "more" && p.Role == PhotoRole.Report);
        Assert.Equal(("Supplement", "202室有老人"), (kase.History[^1].Act, kase.History[^1].Note!));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Supplement(" ", []), life.Reporter));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Supplement("x", []), Some.Officer));
    }
}
