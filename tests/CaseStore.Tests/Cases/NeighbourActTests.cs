using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Joining a neighbour's case, and saying where an emergency is.</summary>
public sealed class NeighbourActTests
{
    private static Task<Actor> NeighbourAsync(Life life, string openid = "openid-2") => life.Store.RunAsync(
        async s => Actor.Reporter((await Residents.OfAsync(s, Channel.WeChat, openid, life.Now)).PublicId));

    [Fact]
    public async Task A_Neighbour_Follows_And_What_They_Sent_Is_Added()
    {
        using var life = await Life.FiledAsync();
        await life.Store.AddPhotoAsync("theirs");
        var neighbour = await NeighbourAsync(life);

        var done = await life.DoneAsync(new CaseAct.Follow("我家门口也是", ["theirs"]), neighbour);

        Assert.Equal([CaseEventKind.Followed], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal("openid-2", Assert.Single(kase.Followers).Person.ExternalId);
        Assert.Contains(kase.Photos, p => p.Key == "theirs" && p.Role == PhotoRole.Report);
        var line = Assert.Single(kase.History, h => h.Act == "Follow");
        Assert.Equal((neighbour.Id, "我家门口也是"), (line.By, line.Note));
    }

    [Fact]
    public async Task Nobody_Follows_Twice_Or_Their_Own()
    {
        using var life = await Life.FiledAsync();
        var neighbour = await NeighbourAsync(life);
        await life.DoneAsync(new CaseAct.Follow(null, []), neighbour);

        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.Follow(null, []), neighbour));
        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.Follow(null, []), life.Reporter));
        Assert.Single((await life.LookAsync()).Followers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_Waits_For_It_Already_Joins_By_Adding_What_They_Sent(bool own)
    {
        using var life = await Life.FiledAsync();
        var who = own ? life.Reporter : await NeighbourAsync(life);
        if (!own)
        {
            await life.DoneAsync(new CaseAct.Follow(null, []), who);
        }

        await life.Store.AddPhotoAsync("again");
        var done = await life.DoneAsync(new CaseAct.Follow("又堆了一地", ["again"]), who);

        Assert.Equal([(CaseEventKind.Supplemented, "又堆了一地")], done.Events.Select(e => (e.Kind, e.Note!)));
        var kase = await life.LookAsync();
        Assert.Equal(own ? 0 : 1, kase.Followers.Count);
        Assert.Contains(kase.Photos, p => p.Key == "again" && p.Role == PhotoRole.Report);
        Assert.Equal(("Supplement", who.Id, "又堆了一地"), (kase.History[^1].Act, kase.History[^1].By, kase.History[^1].Note));
        await life.Store.AddPhotoAsync("once more");
        Assert.Equal([CaseEventKind.Supplemented], (await life.DoneAsync(new CaseAct.Follow(null, ["once more"]), who)).Events.Select(e => e.Kind));
        Assert.Contains((await life.LookAsync()).Photos, p => p.Key == "once more");
    }

    [Fact]
    public async Task What_A_Neighbour_Adds_Is_No_Answer_And_A_Stranger_Adds_Nothing()
    {
        using var life = await Life.AcceptedAsync();
        var neighbour = await NeighbourAsync(life);
        await life.DoneAsync(new CaseAct.Follow(null, []), neighbour);
        await life.DoneAsync(new CaseAct.AskReporter("哪一栋?"), Some.Officer);

        var added = await life.DoneAsync(new CaseAct.Supplement("更臭了", []), neighbour);

        Assert.Equal([CaseEventKind.Supplemented], added.Events.Select(e => e.Kind));
        Assert.NotNull((await life.LookAsync()).WaitingSince);
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Supplement("我也说一句", []), await NeighbourAsync(life, "openid-9")));
        Assert.Equal([CaseEventKind.Answered], (await life.DoneAsync(new CaseAct.Follow("12栋", []), life.Reporter)).Events.Select(e => e.Kind));
        Assert.Null((await life.LookAsync()).WaitingSince);
    }

    [Fact]
    public async Task What_Is_Resolved_Cannot_Be_Followed_And_Staff_Do_Not_Follow()
    {
        using var life = await Life.FiledAsync();
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Follow(null, []), Some.Staff));
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);

        Assert.IsType<ActResult.Refused>(await life.TryAsync(new CaseAct.Follow(null, []), await NeighbourAsync(life)));
    }

    [Fact]
    public async Task An_Emergency_Nobody_Knows_The_Place_Of_Goes_To_The_Command_Centre_And_Once_Located_To_The_Property()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "", emergency: true) with { Place = "" });
        var lost = await life.LookAsync();
        Assert.Equal(("command-centre", ""), (lost.HandlerOrganisation, lost.CompoundId));

        var done = await life.DoneAsync(new CaseAct.Locate("x1", "12栋一楼", "在甲苑12栋一楼"), life.Reporter);

        Assert.Equal([CaseEventKind.Located, CaseEventKind.Dispatched], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal(("p1", "x1", "12栋一楼", CaseState.Dispatched), (kase.HandlerOrganisation, kase.CompoundId, kase.Place, kase.State));
        Assert.Contains(kase.History, h => h.Act == "Locate" && h.Note == "在甲苑12栋一楼");
    }

    [Fact]
    public async Task A_Sharper_Place_Changes_No_Desk()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        var done = await life.DoneAsync(new CaseAct.Locate(null, "3号楼302", "302"), life.Reporter);

        Assert.Equal([CaseEventKind.Located], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal(("p1", "3号楼302", CaseState.Accepted, "officer-1"), (kase.HandlerOrganisation, kase.Place, kase.State, kase.HandlerMember));
    }

    [Fact]
    public async Task In_Danger_A_Wrong_Compound_Is_Corrected_Even_When_Somebody_Has_Accepted()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        await life.DoneAsync(new CaseAct.Locate("x2", null, "不对,是乙苑"), life.Reporter);

        var kase = await life.LookAsync();
        Assert.Equal(("p2", CaseState.Dispatched), (kase.HandlerOrganisation, kase.State));
        Assert.Null(kase.HandlerMember);
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Accept(), Some.Officer));
    }

    [Fact]
    public async Task Only_The_Reporter_Of_An_Emergency_Says_Where_It_Is()
    {
        using var ordinary = await Life.FiledAsync();
        Assert.IsType<ActResult.Refused>(await ordinary.TryAsync(new CaseAct.Locate("x2", null, "x"), ordinary.Reporter));
        using var emergency = await Life.FiledAsync(Some.Report(emergency: true));
        Assert.IsType<ActResult.Refused>(await emergency.TryAsync(new CaseAct.Locate("x2", null, "x"), await NeighbourAsync(emergency)));
        Assert.Equal(Refusal.ReasonMissing, await emergency.RefusedAsync(new CaseAct.Locate(null, " ", "x"), emergency.Reporter));
        Assert.Equal("p1", (await emergency.LookAsync()).HandlerOrganisation);
    }

    [Fact]
    public async Task An_Ordinary_Report_Without_A_Compound_Is_Our_Mistake_And_A_Question_Is_Not()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Life.FiledAsync(Some.Report(compound: "")));
        using var asked = await Life.FiledAsync(Some.Report(CaseKind.Consultation, null, compound: ""));
        Assert.Equal("command-centre", (await asked.LookAsync()).HandlerOrganisation);
    }
}
