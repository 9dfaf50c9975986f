using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

public sealed class FilingTests
{
    [Fact]
    public async Task A_Property_Report_Goes_Straight_To_The_Property_With_A_Promise_Of_Three_Days()
    {
        using var life = new Life();

        var done = await life.FileAsync(Some.Report());

        Assert.Equal([CaseEventKind.Filed, CaseEventKind.Dispatched], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal("WP-20261123-0001", kase.Number);
        Assert.Equal(CaseState.Dispatched, kase.State);
        Assert.Equal(Loop.Micro, kase.Loop);
        Assert.Equal("p1", kase.HandlerOrganisation);
        Assert.Equal(Some.Now.AddDays(3), kase.DueAt);
        Assert.Equal(Some.Now, kase.ClockStartedAt);
        Assert.Equal(1, kase.DeadlineVersion);
        Assert.Equal((DueStep.Acknowledge, Some.FourWorkingHours), (kase.NextDue!.Value, kase.NextDueAt!.Value));
        Assert.Equal(Some.FourWorkingHours, kase.AcknowledgeBy);
        Assert.Equal(["Report", "Dispatch"], kase.History.Select(h => h.Act));
        Assert.Equal([kase.Reporter.PublicId, "clock"], kase.History.Select(h => h.By));
        Assert.Equal(Role.Reporter, kase.History[0].Role);
        Assert.Equal(1, kase.Version);
    }

    [Theory]
    [InlineData(CaseKind.PropertyService, "Sanitation", "x1", "p1", Loop.Micro, CaseState.Dispatched)]
    [InlineData(CaseKind.PropertyService, "Sanitation", "x-none", "c1", Loop.Self, CaseState.Dispatched)]
    [InlineData(CaseKind.PropertyService, "Sanitation", "x-empty", "c1", Loop.Self, CaseState.Dispatched)]
    [InlineData(CaseKind.PropertyService, "Sanitation", "x-nobody", "t1", Loop.Self, CaseState.Dispatched)]
    [InlineData(CaseKind.LawEnforcement, "Noise", "x1", "t1", Loop.Small, CaseState.UnderReview)]
    [InlineData(CaseKind.LawEnforcement, "Noise", "x2", "command-centre", Loop.Small, CaseState.UnderReview)]
    [InlineData(CaseKind.LawEnforcement, "Other", "x1", "t1", Loop.Small, CaseState.UnderReview)]
    [InlineData(CaseKind.LawEnforcement, null, "x1", "t1", Loop.Small, CaseState.UnderReview)]
    [InlineData(CaseKind.Suggestion, null, "x1", "c1", Loop.Self, CaseState.Dispatched)]
    [InlineData(CaseKind.Consultation, null, "x1", "c1", Loop.Self, CaseState.Dispatched)]
    [InlineData(CaseKind.Praise, null, "x1", "p1", Loop.Micro, CaseState.Dispatched)]
    [InlineData(CaseKind.Praise, null, "x-none", "c1", Loop.Self, CaseState.Dispatched)]
    public async Task Everything_Finds_Somebody(CaseKind kind, string? subtype, string compound, string organisation, Loop loop, CaseState state)
    {
        using var life = await Life.FiledAsync(Some.Report(kind, subtype, compound));

        var kase = await life.LookAsync();
        Assert.Equal((organisation, loop, state), (kase.HandlerOrganisation, kase.Loop, kase.State));
        Assert.NotEmpty(Some.City.FindOrganisation(organisation)!.Members);
    }

    [Fact]
    public async Task A_Law_Enforcement_Report_Says_That_It_Went_To_Review()
    {
        using var life = new Life();

        var done = await life.FileAsync(Some.Enforcement());

        Assert.Equal([CaseEventKind.Filed, CaseEventKind.SentToReview], done.Events.Select(e => e.Kind));
        Assert.Equal(["Report", "SendToReview"], done.Case.History.Select(h => h.Act));
    }

    [Fact]
    public async Task A_Subtype_Nobody_Knows_Is_Other_And_Not_Refused()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.PropertyService, "Abolished"));

        var kase = await life.LookAsync();
        Assert.Equal((CaseKind.LawEnforcement, "Other"), (kase.Kind, kase.Subtype));
    }

    [Theory]
    [InlineData(CaseKind.LawEnforcement, "Noise")]
    [InlineData(CaseKind.PropertyService, "Sanitation")]
    public async Task Danger_To_Life_Goes_To_Whoever_Is_Nearest_With_The_Shortest_Limit(CaseKind kind, string subtype)
    {
        using var life = await Life.FiledAsync(Some.Report(kind, subtype, emergency: true));

        var kase = await life.LookAsync();
        Assert.True(kase.Emergency);
        Assert.Equal((CaseState.Dispatched, "p1"), (kase.State, kase.HandlerOrganisation));
        Assert.Equal(Some.Now.AddHours(1), kase.DueAt);
        Assert.Equal((DueStep.Alarm, Some.Now.AddMinutes(10), Some.Now.AddMinutes(15)), (kase.NextDue!.Value, kase.NextDueAt!.Value, kase.AcknowledgeBy!.Value));
        life.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal([CaseEventKind.Alarmed], await life.LookAtAllAsync());
        Assert.Equal(DueStep.Acknowledge, (await life.LookAsync()).NextDue);
        life.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal([CaseEventKind.Unacknowledged], await life.LookAtAllAsync());
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        Assert.Equal((DueStep.Warning, Some.Now.AddMinutes(48)), ((await life.LookAsync()).NextDue!.Value, (await life.LookAsync()).NextDueAt!.Value));
    }

    /// <summary>The words choose among the limits; an answer goes before them, and what the bot asked was not said by whoever reported.</summary>
    [Theory]
    [InlineData("楼顶多了一间房", 15 * 24)]
    [InlineData("楼顶正在建一间房", 2 * 24)]
    [InlineData("楼顶那间房早就建好了", 30 * 24)]
    [InlineData("正在建的那间;正在建,还是已经建好了:已经建好了", 30 * 24)]
    [InlineData("早就建好了一层;正在建,还是已经建好了:还没完,正在建呢", 2 * 24)]
    [InlineData("楼顶多了一间房;正在建,还是已经建好了:看不清楚", 15 * 24)]
    [InlineData("楼顶正在建一间房;正在建,还是已经建好了:看不清楚", 2 * 24)]
    [InlineData("楼顶多了一间房;是正在建房时吵吗:是", 15 * 24)]
    public async Task What_Was_Said_Chooses_The_Limit(string description, int hours)
    {
        using var life = new Life();
        life.ChangeCatalogue(Some.Building);

        var done = await life.FileAsync(Some.Report(CaseKind.LawEnforcement, "Building") with { Description = description });

        Assert.Equal((Some.Now.AddHours(hours), LimitUnit.ClockDays), (done.Case.DueAt!.Value, done.Case.DueCounts!.Value));
    }

    [Fact]
    public async Task Danger_To_Life_Has_One_Limit_Whatever_Was_Said()
    {
        using var life = new Life();
        life.ChangeCatalogue(Some.Building);

        var done = await life.FileAsync(Some.Report(CaseKind.LawEnforcement, "Building", emergency: true) with { Description = "正在建的墙要塌了" });

        Assert.Equal(Some.Now.AddHours(1), done.Case.DueAt);
    }

    [Fact]
    public async Task A_Corrected_Subtype_Has_Its_Limit_Chosen_By_The_Same_Words_And_A_Chosen_Promise_Stays()
    {
        using var life = new Life();
        life.ChangeCatalogue(Some.Building);
        await life.FileAsync(Some.Report(CaseKind.LawEnforcement, "Other") with { Description = "楼顶正在建一间房" });

        var corrected = (await life.DoneAsync(new CaseAct.Correct("Building"), Some.Reviewer)).Case;
        Assert.Equal(Some.Now.AddDays(2), corrected.DueAt);

        life.ChangeCatalogue(Some.Building with { Subtypes = [.. Some.Building.Subtypes.Select(s => s with { Limits = [] })] });
        await life.DoneAsync(new CaseAct.Approve("t1-urban"), Some.Reviewer);
        Assert.Equal(Some.Now.AddDays(2), (await life.LookAsync()).DueAt);
    }

    [Fact]
    public async Task A_Person_Is_Kept_Once_However_Often_They_Report()
    {
        using var life = await Life.FiledAsync();
        var first = life.Reporter;

        await life.FileAsync(Some.Report());
        Assert.Equal(first, life.Reporter);
        Assert.Equal("WP-20261123-0002", life.Number);

        await life.FileAsync(Some.Report() with { Channel = Channel.MiniProgram });
        Assert.NotEqual(first, life.Reporter);
    }

    [Fact]
    public async Task The_Day_Of_The_Number_Is_The_Citys()
    {
        using var life = new Life();
        life.JumpTo(new DateTimeOffset(2026, 11, 23, 17, 30, 0, TimeSpan.Zero));

        await life.FileAsync(Some.Report());

        Assert.Equal("WP-20261124-0001", life.Number);
    }

    [Fact]
    public async Task Photos_Are_Attached_Except_Those_That_Cannot_Be_Shown()
    {
        using var life = new Life();
        await life.Store.AddPhotoAsync("kept");
        await life.Store.AddPhotoAsync("waiting", PhotoState.Waiting);
        await life.Store.AddPhotoAsync("refused", PhotoState.Refused);
        await life.Store.AddPhotoAsync("lost", PhotoState.Lost);

        await life.FileAsync(Some.Report(photos: ["kept", "waiting", "refused", "lost", "never-seen"]));

        var kase = await life.LookAsync();
        Assert.Equal(["kept", "waiting"], kase.Photos.Select(p => p.Key).Order());
        Assert.All(kase.Photos, p => Assert.Equal(PhotoRole.Report, p.Role));
    }

    [Fact]
    public async Task A_Photo_Belongs_To_One_Case()
    {
        using var life = new Life();
        await life.Store.AddPhotoAsync("once");
        await life.FileAsync(Some.Report(photos: "once"));

        await life.FileAsync(Some.Report(photos: "once"));

        Assert.Empty((await life.LookAsync()).Photos);
    }

    [Fact]
    public async Task Page_Tokens_Are_Long_Different_And_Fit_Into_A_Link()
    {
        using var life = new Life();
        var tokens = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            tokens.Add((await life.FileAsync(Some.Report())).Case.PageToken);
        }

        Assert.Equal(50, tokens.Count);
        Assert.All(tokens, t => Assert.Matches("^[A-Za-z0-9_-]{22,}$", t));
    }

    [Fact]
    public async Task The_Promise_Stays_When_The_Catalogue_Changes()
    {
        using var life = await Life.FiledAsync();
        life.ChangeCatalogue(Some.Catalogue with
        {
            Subtypes = [.. Some.Catalogue.Subtypes.Select(s => s with { Limit = s.Limit with { Amount = 30 } })],
        });

        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);

        var kase = await life.LookAsync();
        Assert.Equal(Some.Now.AddDays(3), kase.DueAt);
        Assert.Equal(1, kase.DeadlineVersion);
    }
}
