using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Assessment;

/// <summary>Hard cases, hot spots, and the meeting that talks about them.</summary>
public sealed class MeetingTests
{
    private static readonly AssessmentRules Rules = new();

    [Theory]
    [InlineData(1, "Small", false)]
    [InlineData(2, "Micro", true)]
    [InlineData(0, "Big", true)]
    public async Task Hard_Is_Twice_Extended_Or_In_The_Big_Loop(int extensions, string loop, bool hard)
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        await SetAsync(life, extensions, loop);

        var found = await life.Store.LookAsync(c => OpenCases.HardAsync(c));

        Assert.Equal(hard ? [life.Number] : [], found.Select(c => c.Number));
        Assert.All(found, c => Assert.Equal(("p1", "officer-1", (DateTimeOffset?)Some.Now.AddDays(3)), (c.Organisation, c.Member, c.DueAt)));
    }

    [Fact]
    public async Task A_Hard_Case_That_Was_Resolved_Is_No_Longer_Watched()
    {
        using var life = await Life.ResolvedAsync();
        await SetAsync(life, 2, "Big");

        Assert.Empty(await life.Store.LookAsync(c => OpenCases.HardAsync(c)));
    }

    [Fact]
    public async Task A_Hot_Spot_Is_One_Subtype_At_One_Spot_However_It_Is_Written()
    {
        using var life = await Life.FiledAsync(At("3号楼2单元门口"));
        var first = life.Number;
        await life.FileAsync(At("3 号楼,2单元门口"));
        await life.FileAsync(At("4号楼2单元门口"));
        await life.FileAsync(At("３号楼２单元门口") with { CompoundId = "x2" });
        await life.FileAsync(At("3号楼2单元门口") with { Kind = CaseKind.LawEnforcement, Subtype = "Noise" });
        Assert.Empty(await SpotsAsync(life));

        life.Pass(TimeSpan.FromMinutes(1));
        await life.FileAsync(At("３号楼２单元 门口!"));
        var spot = Assert.Single(await SpotsAsync(life));

        Assert.Equal(("x1", "Sanitation", "３号楼２单元 门口!", 3, 0), (spot.CompoundId, spot.Subtype, spot.Place, spot.Open, spot.Followers));
        Assert.Equal([first, "WP-20261123-0002", life.Number], spot.Numbers);
        Assert.Single(await life.Store.LookAsync(c => HotSpots.FindAsync(c, Rules, Some.Now.AddDays(90))));
        Assert.Empty(await life.Store.LookAsync(c => HotSpots.FindAsync(c, Rules, Some.Now.AddDays(90).AddMilliseconds(1))));
    }

    [Fact]
    public async Task What_Was_Withdrawn_Heats_No_Spot_And_What_Was_Fixed_Still_Does()
    {
        using var life = await Life.ResolvedAsync(At("地库入口"));
        await life.FileAsync(At("地库入口"));
        await life.FileAsync(At("地库入口"));
        await life.DoneAsync(new CaseAct.Withdraw(), life.Reporter);
        Assert.Empty(await SpotsAsync(life));

        await life.FileAsync(At("地库入口"));
        await life.DoneAsync(new CaseAct.Follow("我家也是", []), await NeighbourAsync(life));

        var spot = Assert.Single(await SpotsAsync(life));
        Assert.Equal((3, 2, 1), (spot.Numbers.Count, spot.Open, spot.Followers));
    }

    [Fact]
    public async Task The_Meeting_Hears_Of_Its_Own_Community_And_Of_What_Is_Not_Done()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.Suggestion, null));
        var suggestion = life.Number;
        await life.FileAsync(Some.Report(CaseKind.Suggestion, null));
        await life.DoneAsync(new CaseAct.Resolve(Outcome.Explained, "已采纳", []), Some.Staff);
        await life.FileAsync(Some.Report());
        var late = life.Number;
        await life.FileAsync(Some.Report(compound: "x-none"));
        var hard = life.Number;
        await SetAsync(life, 2, "Self");
        await life.FileAsync(Some.Report(compound: "x2"));
        life.Pass(TimeSpan.FromDays(3));

        var agenda = await PrepareAsync(life, "2026-11");

        Assert.Equal(("c1", life.Now), (agenda.Community.Id, agenda.At));
        Assert.Equal([suggestion], agenda.Suggestions.Select(c => c.Number));
        Assert.Equal([hard], agenda.HardCases.Select(c => c.Number));
        Assert.Equal(new[] { late, hard }.Order(), agenda.Overdue.Where(c => c.Kind == CaseKind.PropertyService).Select(c => c.Number).Order());
        Assert.Empty(agenda.HotSpots);
        var before = await PrepareAsync(life, "2026-10");
        Assert.Empty(before.Suggestions.Concat(before.HardCases).Concat(before.Overdue));
    }

    private static async Task<Agenda> PrepareAsync(Life life, string month) => await life.Store.LookAsync(
        c => Agenda.PrepareAsync(c, Some.City, Rules, Some.City.FindOrganisation("c1")!, Period.Parse(month, Some.Zone)!, life.Now));

    private static NewReport At(string place) => Some.Report() with { Place = place };

    private static Task<IReadOnlyList<HotSpot>> SpotsAsync(Life life) => life.Store.LookAsync(c => HotSpots.FindAsync(c, Rules, life.Now.AddMinutes(1)));

    private static Task<Actor> NeighbourAsync(Life life) => life.Store.RunAsync(
        async s => Actor.Reporter((await People.Residents.OfAsync(s, People.Channel.WeChat, "openid-2", life.Now)).PublicId));

    /// <summary>As the acts of extending and escalating leave it.</summary>
    private static Task<int> SetAsync(Life life, int extensions, string loop) => life.Store.LookAsync(c => c.Cases.Where(k => k.Number == life.Number)
        .ExecuteUpdateAsync(set => set.SetProperty(k => k.Extensions, extensions).SetProperty(k => k.Loop, Enum.Parse<Loop>(loop))));
}
