using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Neighbours settle it among themselves where nobody is paid for it.</summary>
public sealed class ClaimTests
{
    private static Task<Actor> ResidentAsync(Life life, ReporterRole? role, string? compound, string openid = "openid-3") => life.Store.RunAsync(async s =>
    {
        var person = await Residents.OfAsync(s, Channel.WeChat, openid, life.Now);
        (person.Verified, person.Role, person.CompoundId) = (role is not null, role, compound);
        return Actor.Reporter(person.PublicId);
    });

    [Fact]
    public async Task A_Volunteer_Claims_It_Settles_It_And_The_Community_Stays_Responsible()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await ResidentAsync(life, ReporterRole.Volunteer, "x-none");

        var claimed = await life.DoneAsync(new CaseAct.Claim(), volunteer);

        Assert.Equal([CaseEventKind.Claimed], claimed.Events.Select(e => e.Kind));
        Assert.Equal((CaseState.Dispatched, "c1", volunteer.Id), (claimed.Case.State, claimed.Case.HandlerOrganisation, claimed.Case.ClaimedBy));
        Assert.Null(claimed.Case.AcknowledgeBy);
        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.Claim(), volunteer));
        Assert.Equal(Refusal.NotClaimable, await life.RefusedAsync(new CaseAct.Claim(), await ResidentAsync(life, ReporterRole.GridMember, "x-none", "openid-4")));
        Assert.Equal(Refusal.ProofMissing, await life.RefusedAsync(new CaseAct.Resolve(Outcome.Fixed, "清了", []), volunteer));

        var resolved = await life.DoneAsync(await life.ResolveAsync(), volunteer);

        Assert.Equal((CaseState.Resolved, "c1"), (resolved.Case.State, resolved.Case.HandlerOrganisation));
        Assert.Null(resolved.Case.HandlerMember);
        Assert.Equal(["Claim", "Accept", "Resolve", "Outcome"], resolved.Case.History.TakeLast(4).Select(h => h.Act));
    }

    [Fact]
    public async Task A_Volunteers_Proof_That_Is_No_Picture_Brings_The_Case_Back_To_Them()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await ResidentAsync(life, ReporterRole.Volunteer, "x-none");
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        var resolve = await life.ResolveAsync();
        await life.DoneAsync(resolve, volunteer);
        await life.Store.RunAsync(async s => (await s.Cases.Photos.FindAsync(resolve.Photos[0]))!.State = PhotoState.Refused);

        var recalled = await life.DoneAsync(new CaseAct.Recall(), volunteer);

        Assert.Equal([CaseEventKind.Recalled], recalled.Events.Select(e => e.Kind));
        Assert.Equal((CaseState.Accepted, volunteer.Id, (DateTimeOffset?)null), (recalled.Case.State, recalled.Case.ClaimedBy, recalled.Case.ResolvedAt));
        Assert.Equal([CaseEventKind.Resolved], (await life.DoneAsync(await life.ResolveAsync(), volunteer)).Events.Select(e => e.Kind));
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Recall(), volunteer));
    }

    [Theory]
    [InlineData("x-none", null, "x-none")]
    [InlineData("x-none", ReporterRole.Resident, "x-none")]
    [InlineData("x-none", ReporterRole.Volunteer, "x1")]
    [InlineData("x-none", ReporterRole.Volunteer, null)]
    [InlineData("x1", ReporterRole.Volunteer, "x1")]
    [InlineData("x-empty", ReporterRole.Volunteer, "x-empty")]
    public async Task Others_And_Elsewhere_Cannot_Claim(string compound, ReporterRole? role, string? of)
    {
        using var life = await Life.FiledAsync(Some.Report(compound: compound));

        Assert.Equal(Refusal.NotClaimable, await life.RefusedAsync(new CaseAct.Claim(), await ResidentAsync(life, role, of)));
    }

    [Fact]
    public async Task Nobody_Claims_What_They_Reported_Or_A_Question_Or_Without_Ever_Having_Written()
    {
        using var own = await Life.FiledAsync(Some.Report(compound: "x-none"));
        Assert.Equal(Refusal.NotClaimable, await own.RefusedAsync(new CaseAct.Claim(), await ResidentAsync(own, ReporterRole.Volunteer, "x-none", "openid-1")));
        Assert.Equal(Refusal.NotClaimable, await own.RefusedAsync(new CaseAct.Claim(), Actor.Reporter("stranger")));
        using var asked = await Life.FiledAsync(Some.Report(CaseKind.Consultation, null, "x-none"));
        Assert.Equal(Refusal.NotClaimable, await asked.RefusedAsync(new CaseAct.Claim(), await ResidentAsync(asked, ReporterRole.Volunteer, "x-none")));
    }

    [Fact]
    public async Task The_Community_Claims_By_Accepting_And_What_Moves_On_Is_Claimed_No_More()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await ResidentAsync(life, ReporterRole.PartyMember, "x-none");
        await life.DoneAsync(new CaseAct.Claim(), volunteer);

        var accepted = await life.DoneAsync(new CaseAct.Claim(), Some.Staff);
        Assert.Equal((CaseEventKind.Accepted, CaseState.Accepted, "staff-1", "Accept"), (accepted.Events[0].Kind, accepted.Case.State, accepted.Case.HandlerMember!, accepted.Case.History[^1].Act));
        await life.DoneAsync(new CaseAct.Decline("要镇里来"), Some.Staff);

        Assert.Null((await life.LookAsync()).ClaimedBy);
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(await life.ResolveAsync(), Some.Staff));
    }

    [Fact]
    public async Task What_A_Volunteer_Who_Left_Had_Claimed_Is_Anybodys_Again_And_The_Promise_Stands()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        await life.DoneAsync(new CaseAct.Claim(), await ResidentAsync(life, ReporterRole.Volunteer, "x-none"));
        var due = (await life.LookAsync()).DueAt;
        life.Pass(TimeSpan.FromHours(24));

        var told = await life.UnfollowAsync("openid-3");

        Assert.Equal([(CaseEventKind.ClaimLapsed, Actor.Clock)], told.Select(e => (e.Kind, e.By)));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, "c1", null, due), (kase.State, kase.HandlerOrganisation, kase.ClaimedBy, kase.DueAt));
        Assert.Equal(("ClaimLapse", life.Now, "clock", Role.System, null), (kase.History[^1].Act, kase.History[^1].At, kase.History[^1].By, kase.History[^1].Role, kase.History[^1].Note));
        Assert.Equal((DueStep.Acknowledge, Some.FourWorkingHours.AddDays(1)), (kase.NextDue!.Value, kase.NextDueAt!.Value));
        Assert.Empty(await life.LookAtAllAsync());

        Assert.Empty(await life.UnfollowAsync("openid-3"));
        Assert.Equal(kase.Version, (await life.LookAsync()).Version);
        var other = await ResidentAsync(life, ReporterRole.GridMember, "x-none", "openid-4");
        Assert.Equal(other.Id, (await life.DoneAsync(new CaseAct.Claim(), other)).Case.ClaimedBy);
        Assert.Empty(await life.UnfollowAsync("openid-3"));
        Assert.Empty(await life.UnfollowAsync("never-seen"));
        Assert.Equal(other.Id, (await life.LookAsync()).ClaimedBy);
    }

    [Fact]
    public async Task Every_Case_That_They_Claimed_And_None_Of_Others_Lapses()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var (one, volunteer) = (life.Number, await ResidentAsync(life, ReporterRole.Volunteer, "x-none"));
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        await life.FileAsync(Some.Report(compound: "x-none"));
        await life.DoneAsync(new CaseAct.Claim(), await ResidentAsync(life, ReporterRole.Volunteer, "x-none", "openid-4"));
        await life.FileAsync(Some.Report(compound: "x-none"));
        var three = life.Number;
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        await life.FileAsync(Some.Report(compound: "x-none"));

        Assert.Equal([(one, CaseEventKind.ClaimLapsed), (three, CaseEventKind.ClaimLapsed)], (await life.UnfollowAsync("openid-3")).Select(e => (e.Case.Number, e.Kind)));
    }

    [Fact]
    public async Task What_Is_Done_And_Proved_Waits_For_Its_Rating_Whoever_Leaves()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await ResidentAsync(life, ReporterRole.Volunteer, "x-none");
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        await life.DoneAsync(await life.ResolveAsync(), volunteer);

        Assert.Empty(await life.UnfollowAsync("openid-3"));

        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Resolved, volunteer.Id), (kase.State, kase.ClaimedBy));
        await life.DoneAsync(new CaseAct.Rate(5, null), life.Reporter);
        Assert.Empty(await life.UnfollowAsync("openid-3"));
    }

    [Fact]
    public async Task A_Proof_That_Is_No_Picture_Brings_The_Case_Back_To_The_Desk_When_Its_Volunteer_Has_Left()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await ResidentAsync(life, ReporterRole.Volunteer, "x-none");
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        var resolve = await life.ResolveAsync();
        await life.DoneAsync(resolve, volunteer);
        await life.UnfollowAsync("openid-3");
        await life.Store.RefusePhotoAsync(resolve.Photos[0]);

        var recalled = await life.DoneAsync(new CaseAct.Recall(), volunteer);

        Assert.Equal([CaseEventKind.Recalled, CaseEventKind.ClaimLapsed], recalled.Events.Select(e => e.Kind));
        Assert.Equal((CaseState.Dispatched, null, null), (recalled.Case.State, recalled.Case.ClaimedBy, recalled.Case.AcceptedAt));
        Assert.Equal("staff-1", (await life.DoneAsync(new CaseAct.Accept(), Some.Staff)).Case.HandlerMember);
    }

    [Fact]
    public async Task What_Only_The_Volunteer_Had_Accepted_Is_To_Be_Accepted_Again_And_What_A_Member_Has_Stays_With_Them()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await ResidentAsync(life, ReporterRole.Volunteer, "x-none");
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        var resolve = await life.ResolveAsync();
        await life.DoneAsync(resolve, volunteer);
        await life.Store.RefusePhotoAsync(resolve.Photos[0]);
        Assert.Equal(CaseState.Accepted, (await life.DoneAsync(new CaseAct.Recall(), volunteer)).Case.State);
        await life.UnfollowAsync("openid-3");
        Assert.Equal(CaseState.Dispatched, (await life.LookAsync()).State);

        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        await life.DoneAsync(new CaseAct.Accept(), Some.Staff);
        Assert.Equal([CaseEventKind.ClaimLapsed], (await life.UnfollowAsync("openid-3")).Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Accepted, "staff-1", null), (kase.State, kase.HandlerMember, kase.ClaimedBy));
    }

    [Fact]
    public async Task Danger_That_A_Volunteer_Had_Claimed_Rings_Again_The_Moment_They_Are_Gone()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none", emergency: true));
        await life.DoneAsync(new CaseAct.Claim(), await ResidentAsync(life, ReporterRole.Volunteer, "x-none"));
        life.Pass(TimeSpan.FromMinutes(14));
        Assert.Empty(await life.LookAtAllAsync());

        await life.UnfollowAsync("openid-3");

        Assert.Equal([CaseEventKind.Alarmed], await life.LookAtAllAsync());
        Assert.Equal(life.Now.AddMinutes(10), (await life.LookAsync()).NextDueAt);
    }

    [Fact]
    public async Task A_Question_To_The_Reporter_Stays_Open_When_The_Claim_Lapses()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        await life.DoneAsync(new CaseAct.Claim(), await ResidentAsync(life, ReporterRole.Volunteer, "x-none"));
        await life.DoneAsync(new CaseAct.AskReporter("哪一栋?"), Some.Staff);

        await life.UnfollowAsync("openid-3");

        Assert.Equal((life.Now, DueStep.AskLapse), ((await life.LookAsync()).WaitingSince!.Value, (await life.LookAsync()).NextDue!.Value));
    }
}
