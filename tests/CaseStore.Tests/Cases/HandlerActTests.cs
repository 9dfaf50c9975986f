using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

public sealed class HandlerActTests
{
    [Fact]
    public async Task Accepting_Names_Who_And_Keeps_The_Promise()
    {
        using var life = await Life.FiledAsync();
        life.Pass(TimeSpan.FromMinutes(5));

        var done = await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        Assert.Equal([CaseEventKind.Accepted], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Accepted, "officer-1", (DateTimeOffset?)life.Now), (kase.State, kase.HandlerMember, kase.AcceptedAt));
        Assert.Equal(Some.Now.AddDays(3), kase.DueAt);
        Assert.Equal(["Report", "Dispatch", "Accept"], kase.History.Select(h => h.Act));
        Assert.Equal(2, kase.Version);
    }

    [Fact]
    public async Task A_Second_Accept_Comes_Too_Late_And_Shows_The_Case()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        var refused = Assert.IsType<ActResult.Refused>(await life.TryAsync(new CaseAct.Accept(), new Actor("officer-1b", Role.InfoOfficer)));

        Assert.Equal(Refusal.NotNow, refused.Why);
        Assert.Equal(CaseState.Accepted, refused.Case!.State);
    }

    [Fact]
    public async Task Resolving_Attaches_The_Proof_And_Waits_For_The_Rating()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        life.Pass(TimeSpan.FromDays(1));

        var done = await life.DoneAsync(await life.ResolveAsync(Outcome.Explained), new Actor("officer-1b", Role.InfoOfficer));

        Assert.Equal([(CaseEventKind.Resolved, "已清运")], done.Events.Select(e => (e.Kind, e.Note!)));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Resolved, Outcome.Explained, "已清运"), (kase.State, kase.Outcome!.Value, kase.OutcomeNote));
        Assert.Equal("officer-1", kase.HandlerMember);
        Assert.Equal(life.Now, kase.ResolvedAt);
        Assert.Equal((DueStep.RatingLapse, life.Now.AddDays(7)), (kase.NextDue!.Value, kase.NextDueAt!.Value));
        Assert.Equal(PhotoRole.Result, Assert.Single(kase.Photos).Role);
        Assert.Equal(["Resolve", "Outcome"], kase.History.TakeLast(2).Select(h => h.Act));
        Assert.Equal("Explained", kase.History[^1].Note);
    }

    [Fact]
    public async Task Resolving_At_Once_Accepts_On_The_Way_Without_A_Message_Of_Its_Own()
    {
        using var life = await Life.FiledAsync();

        var done = await life.DoneAsync(await life.ResolveAsync(), Some.Officer);

        Assert.Equal([CaseEventKind.Resolved], done.Events.Select(e => e.Kind));
        Assert.Equal(["Report", "Dispatch", "Accept", "Resolve", "Outcome"], done.Case.History.Select(h => h.Act));
        Assert.Equal("officer-1", done.Case.HandlerMember);
        Assert.NotNull(done.Case.AcceptedAt);
    }

    [Theory]
    [InlineData("已清运", "never-seen")]
    [InlineData("已清运", "refused")]
    [InlineData("已清运", null)]
    [InlineData(" ", "good")]
    public async Task Without_Note_And_Photo_Nothing_Is_Resolved(string note, string? photo)
    {
        using var life = await Life.FiledAsync();
        await life.Store.AddPhotoAsync("good");
        await life.Store.AddPhotoAsync("refused", PhotoState.Refused);

        Assert.Equal(Refusal.ProofMissing, await life.RefusedAsync(new CaseAct.Resolve(Outcome.Fixed, note, photo is null ? [] : [photo]), Some.Officer));

        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, 1, 2), (kase.State, kase.Version, kase.History.Count));
    }

    [Theory]
    [InlineData(CaseKind.Suggestion, "staff-1")]
    [InlineData(CaseKind.Consultation, "staff-1")]
    [InlineData(CaseKind.Praise, "officer-1")]
    public async Task What_Needs_No_Photo_To_Report_Needs_None_To_Answer(CaseKind kind, string user)
    {
        using var life = await Life.FiledAsync(Some.Report(kind, null));

        await life.DoneAsync(new CaseAct.Resolve(Outcome.Explained, "谢谢", []), new Actor(user, Role.CommunityStaff));

        Assert.Equal(CaseState.Resolved, (await life.LookAsync()).State);
    }

    [Fact]
    public async Task Declining_Sends_It_To_The_Reviewer_And_Keeps_The_Promise()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        var done = await life.DoneAsync(new CaseAct.Decline("不归我们管"), Some.Officer);

        Assert.Equal([CaseEventKind.Declined, CaseEventKind.SentToReview], done.Events.Select(e => e.Kind));
        Assert.Equal("不归我们管", done.Events[0].Note);
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.UnderReview, "t1", Loop.Small), (kase.State, kase.HandlerOrganisation, kase.Loop));
        Assert.Null(kase.HandlerMember);
        Assert.Equal((Some.Now.AddDays(3), 1), (kase.DueAt!.Value, kase.DeadlineVersion));
        Assert.Equal(["Decline", "SendToReview"], kase.History.TakeLast(2).Select(h => h.Act));
    }

    [Fact]
    public async Task Declining_Needs_A_Reason()
    {
        using var life = await Life.FiledAsync();

        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Decline("　"), Some.Officer));
    }

    [Fact]
    public async Task Nobody_Can_Act_On_A_Case_That_Is_Not_There()
    {
        using var life = await Life.FiledAsync();

        var result = await life.Store.RunAsync(s => Some.Desk().ActAsync(s, "WP-20261123-9999", new CaseAct.Accept(), Some.Officer, life.Now));

        Assert.Equal(new ActResult.Refused(Refusal.NoSuchCase, null), result);
    }

    [Fact]
    public async Task A_Proof_That_Turns_Out_To_Be_No_Picture_Puts_The_Case_In_Work_Again_Under_The_Old_Promise()
    {
        using var life = await Life.FiledAsync();
        await life.Store.AddPhotoAsync("proof", PhotoState.Waiting);
        await life.DoneAsync(new CaseAct.Resolve(Outcome.Fixed, "已清运", ["proof"]), Some.Officer);
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Recall(), Some.Officer));
        await life.Store.RefusePhotoAsync("proof");

        var done = await life.DoneAsync(new CaseAct.Recall(), Some.Officer);

        Assert.Equal([CaseEventKind.Recalled], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Accepted, (Outcome?)null, (DateTimeOffset?)null), (kase.State, kase.Outcome, kase.ResolvedAt));
        Assert.Equal((DueStep.Warning, Some.Now.AddSeconds(207_360), Some.Now.AddDays(3)), (kase.NextDue!.Value, kase.NextDueAt!.Value, kase.DueAt!.Value));
    }
}
