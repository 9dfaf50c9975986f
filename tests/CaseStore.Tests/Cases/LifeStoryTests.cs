using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

/// <summary>From the first word to the last, as the history tells it.</summary>
public sealed class LifeStoryTests
{
    [Fact]
    public async Task The_Bin_That_Was_Emptied()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        await life.DoneAsync(new CaseAct.Rate(5, "很快"), life.Reporter);

        await TellsAsync(life, "Report Dispatch Accept Resolve Outcome Rate Close");
    }

    [Fact]
    public async Task The_Noise_That_Was_Nobodys_Then_Somebodys()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        await life.DoneAsync(new CaseAct.Return("先由物业劝阻"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Decline("劝阻无效"), Some.Officer);
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Accept(), Some.Handler);
        await life.DoneAsync(await life.ResolveAsync(Outcome.Explained), Some.Handler);
        await life.DoneAsync(new CaseAct.Rate(3, null), life.Reporter);

        await TellsAsync(life, "Report SendToReview Return Dispatch Decline SendToReview Approve Dispatch Accept Resolve Outcome Rate Close");
    }

    [Fact]
    public async Task The_Lamp_That_Took_Three_Attempts_And_A_Week_Of_Silence()
    {
        using var life = await Life.FiledAsync();
        life.Pass(TimeSpan.FromDays(3));
        await life.LookAtDueAsync();
        await life.LookAtDueAsync();
        await life.DoneAsync(new CaseAct.Urge(), Some.Staff);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        await life.DoneAsync(new CaseAct.NotFixed("还是不亮"), life.Reporter);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        await life.DoneAsync(new CaseAct.Rate(2, "又灭了"), life.Reporter);
        await life.DoneAsync(await life.ResolveAsync(Outcome.LongTerm), Some.Staff);
        life.Pass(TimeSpan.FromDays(7));
        await life.LookAtDueAsync();

        await TellsAsync(
            life,
            "Report Dispatch NudgeAcknowledge Nudge Urge Accept Resolve Outcome NotFixed Reopen Dispatch Accept Resolve Outcome Rate Reopen Dispatch Accept Resolve Outcome Close");
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Closed, true, 2, 3), (kase.State, kase.GradedByDefault, kase.Reopened, kase.DeadlineVersion));
        Assert.Equal(3, kase.Photos.Count);
    }

    private static async Task TellsAsync(Life life, string story) =>
        Assert.Equal(story, string.Join(' ', (await life.LookAsync()).History.Select(h => h.Act)));
}
