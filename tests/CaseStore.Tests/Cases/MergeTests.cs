using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Two cases that are one matter.</summary>
public sealed class MergeTests
{
    private static async Task<(Life Life, string First, Actor FirstReporter, string Second)> TwoAsync(NewReport? second = null)
    {
        var life = await Life.FiledAsync();
        var (first, reporter) = (life.Number, life.Reporter);
        await life.FileAsync((second ?? Some.Report()) with { ExternalId = "openid-2" });
        return (life, first, reporter, life.Number);
    }

    [Fact]
    public async Task Who_Reported_The_Ended_One_And_Reports_It_Again_Adds_To_The_One_That_Is_Left()
    {
        var (life, first, reporter, second) = await TwoAsync();
        using var _ = life;
        life.TurnTo(first);
        await life.DoneAsync(new CaseAct.Merge(second), Some.Staff);
        await life.Store.AddPhotoAsync("again");
        await life.Store.AddPhotoAsync("elsewhere");
        var neighbour = await life.Store.RunAsync(async s => Actor.Reporter((await Residents.OfAsync(s, Channel.WeChat, "openid-3", life.Now)).PublicId));

        life.TurnTo(second);
        var done = await life.DoneAsync(new CaseAct.Follow("又堆了一地", ["again"]), reporter);
        Assert.Equal([(CaseEventKind.Supplemented, second)], done.Events.Select(e => (e.Kind, e.Case.Number)));

        // It was still on the screen when it ended: whoever chooses it now joins what is left of it.
        life.TurnTo(first);
        var joined = await life.DoneAsync(new CaseAct.Follow("我家也是", ["elsewhere"]), neighbour);
        Assert.Equal([(CaseEventKind.Followed, second)], joined.Events.Select(e => (e.Kind, e.Case.Number)));

        Assert.Empty((await life.LookAsync()).Photos);
        life.TurnTo(second);
        var left = await life.LookAsync();
        Assert.Equal(["again", "elsewhere"], left.Photos.Where(p => p.Role == PhotoRole.Report).Select(p => p.Key).Order());
        Assert.Equal([reporter.Id, neighbour.Id], left.Followers.Select(f => f.Person.PublicId));
    }

    [Fact]
    public async Task One_Ends_And_Everybody_Waits_For_The_Other()
    {
        var (life, first, reporter, second) = await TwoAsync();
        using var _ = life;
        life.TurnTo(first);
        var neighbour = await life.Store.RunAsync(async s => Actor.Reporter((await Residents.OfAsync(s, Channel.WeChat, "openid-3", life.Now)).PublicId));
        await life.DoneAsync(new CaseAct.Follow(null, []), neighbour);

        var done = await life.DoneAsync(new CaseAct.Merge(second), Some.Staff);

        Assert.Equal([(CaseEventKind.Merged, first, null), (CaseEventKind.MergedHere, second, first)], done.Events.Select(e => (e.Kind, e.Case.Number, e.Note)));
        var gone = await life.LookAsync();
        Assert.Equal((CaseState.Merged, second, (Outcome?)Outcome.Duplicate, (DateTimeOffset?)life.Now), (gone.State, gone.MergedInto, gone.Outcome, gone.ClosedAt));
        Assert.Equal(life.Now.AddDays(90), gone.PageUntil);
        Assert.Null(gone.NextDueAt);
        life.TurnTo(second);
        var left = await life.LookAsync();
        Assert.Equal([reporter.Id, neighbour.Id], left.Followers.Select(f => f.Person.PublicId));
        Assert.Equal((2, "MergedHere", first), (left.Version, left.History[^1].Act, left.History[^1].Note));
    }

    [Fact]
    public async Task Nobody_Hears_Twice()
    {
        var (life, first, reporter, second) = await TwoAsync();
        using var _ = life;
        await life.DoneAsync(new CaseAct.Follow(null, []), reporter);
        await life.FileAsync(Some.Report() with { ExternalId = "openid-2" });
        await life.DoneAsync(new CaseAct.Merge(second), Some.Reviewer);
        life.TurnTo(first);

        await life.DoneAsync(new CaseAct.Merge(second), Some.Commander);

        life.TurnTo(second);
        Assert.Equal([reporter.Id], (await life.LookAsync()).Followers.Select(f => f.Person.PublicId));
    }

    [Fact]
    public async Task A_Chain_Ends_At_The_Last_And_What_Is_Said_To_The_First_Counts_There()
    {
        var (life, first, reporter, second) = await TwoAsync();
        using var _ = life;
        await life.FileAsync(Some.Report() with { ExternalId = "openid-3" });
        var third = life.Number;
        life.TurnTo(first);
        await life.DoneAsync(new CaseAct.Merge(second), Some.Staff);
        life.TurnTo(second);
        await life.DoneAsync(new CaseAct.Merge(third), Some.Staff);
        await life.FileAsync(Some.Report() with { ExternalId = "openid-4" });

        Assert.Equal(third, (await life.DoneAsync(new CaseAct.Merge(first), Some.Staff)).Case.MergedInto);
        life.TurnTo(first);
        var said = await life.DoneAsync(new CaseAct.Supplement("今天又满了", []), reporter);
        Assert.Equal((third, CaseEventKind.Supplemented), (said.Case.Number, said.Events[0].Kind));
        Assert.Equal(third, (await life.DoneAsync(new CaseAct.Urge(), reporter)).Case.Number);
        Assert.Equal(Refusal.TooSoon, await life.RefusedAsync(new CaseAct.Urge(), reporter));
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Rate(1, "没好"), reporter));
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.NotFixed("没好"), reporter));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Supplement("x", []), Actor.Reporter("R99")));
        life.TurnTo(third);
        Assert.Equal(3, (await life.LookAsync()).Followers.Count);
        await life.DoneAsync(new CaseAct.Withdraw(), Actor.Reporter((await life.LookAsync()).Reporter.PublicId));
        life.TurnTo(first);
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Supplement("x", []), reporter));
    }

    [Fact]
    public async Task Not_Into_Itself_Nor_Elsewhere_Nor_Into_What_Is_Over_Nor_Danger_Into_Something_Ordinary()
    {
        var (life, first, _, second) = await TwoAsync();
        using var __ = life;
        Assert.Equal(Refusal.NotMergeable, await life.RefusedAsync(new CaseAct.Merge(second), Some.Staff));
        Assert.Equal(Refusal.NotMergeable, await life.RefusedAsync(new CaseAct.Merge("WP-20260101-0001"), Some.Staff));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Merge(first), Some.Officer));
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        life.TurnTo(first);
        Assert.Equal(Refusal.NotMergeable, await life.RefusedAsync(new CaseAct.Merge(second), Some.Staff));
        await life.FileAsync(Some.Report(compound: "x-none"));
        Assert.Equal(Refusal.NotMergeable, await life.RefusedAsync(new CaseAct.Merge(first), Some.Staff));
        await life.FileAsync(Some.Report(emergency: true));
        Assert.Equal(Refusal.NotMergeable, await life.RefusedAsync(new CaseAct.Merge(first), Some.Staff));
    }
}
