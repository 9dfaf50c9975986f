using BotGateway.Papers;
using CaseStore.Assessment;
using CaseStore.City;
using Conversation.Phrases;

namespace BotGateway.Tests.Papers;

public sealed class PaperTests
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly CityConfiguration.Loaded City = (CityConfiguration.Loaded)CityConfiguration.Load(Config);
    private static readonly PhraseBook Book = PhraseBook.Load(Config).Book!;
    private static readonly Period Quarter = Period.Parse("2026Q4", City.City.TimeZone)!;
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 20, 0, 0, TimeSpan.Zero); // the 5th in the city

    private static readonly Figures Poor = new()
    {
        Received = 12,
        Closed = 9,
        Kept = 6,
        Broken = 3,
        Ratings = 4,
        Grades = 13,
        DefaultRatings = 5,
        Reopened = 1,
        Responses = 12,
        ResponseMedian = TimeSpan.FromMinutes(310),
        ResponseP90 = TimeSpan.FromHours(51),
        ProblemsClosed = 9,
        Fixed = 8,
        Nudges = 7,
    };

    private static readonly Occasion[] Occasions =
    [
        new(OccasionKind.Late, "WP-20261101-0003", new DateTimeOffset(2026, 11, 4, 17, 0, 0, TimeSpan.Zero)),
        new(OccasionKind.Late, "WP-20261201-0001", new DateTimeOffset(2026, 12, 4, 2, 0, 0, TimeSpan.Zero)),
        new(OccasionKind.BadRating, "WP-20261101-0003", new DateTimeOffset(2026, 12, 6, 2, 0, 0, TimeSpan.Zero)),
        new(OccasionKind.Reopened, "WP-20261101-0003", new DateTimeOffset(2026, 12, 6, 2, 0, 0, TimeSpan.Zero)),
    ];

    [Fact]
    public void A_Work_Reminder_Says_What_It_Is_About_Case_By_Case() => Assert.Equal(
        """
        工作提醒函

        安和物业:
            2026年10月1日至2026年12月31日,贵单位办理啄木鸟上报事项的情况:
            接收 12 件,办结 9 件;按时率 66.7%(承诺 9 个);居民评价 3.25(4 份,另有默认 5 份不计);重办率 10%;首次响应一半在 5小时10分钟内、九成在 2天3小时内;解决率 88.9%;超期催办 7 次。

            请关注以下事项:
        1. WP-20261101-0003 11月5日超过承诺时限;12月6日居民评价不满意;12月6日居民反映没有解决,重办
        2. WP-20261201-0001 12月4日超过承诺时限

            请尽快办理,并把原因和下一步安排告诉我们。

        示例市社会治理现代化综合指挥中心
        2027年1月5日
        """.ReplaceLineEndings("\n"),
        Write(PaperKind.Reminder)!.Text);

    [Fact]
    public void A_Rectification_Notice_Has_A_Date_By_Which_It_Wants_An_Answer()
    {
        var text = Write(PaperKind.Rectification)!.Text;

        Assert.StartsWith("整改通知书\n", text, StringComparison.Ordinal);
        Assert.Contains("请在2027年1月20日前完成整改", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_A_Reason_There_Is_No_Paper() => Assert.Null(Write(PaperKind.Rectification, []));

    [Fact]
    public void The_Page_For_The_Printer_Holds_The_Same_Words_And_No_Markup_Of_Anybody_Elses()
    {
        var html = new ReminderPaper("标题<b>\n\n第一行 & 第二行\n").Html();

        Assert.Contains("<h1>标题&lt;b&gt;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<p>第一行 &amp; 第二行</p>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "—")]
    [InlineData(0.0, "0分钟")]
    [InlineData(59.0, "59分钟")]
    [InlineData(60.0, "1小时")]
    [InlineData(310.0, "5小时10分钟")]
    [InlineData(1440.0, "1天")]
    [InlineData(3060.0, "2天3小时")]
    public void A_Time_Is_Said_In_Its_Two_Largest_Units(double? minutes, string words) =>
        Assert.Equal(words, ListWords.Span(minutes is { } known ? TimeSpan.FromMinutes(known) : null));

    [Fact]
    public void Reasons_Are_Words_With_The_Figure_And_The_Limit()
    {
        var words = new ListWords(Book);

        Assert.Equal("按时率 62.5%,低于黑榜线 70%", words.Reason(new Judgement.Missed(Measure.OnTime, 0.625, Standing.Black, 0.7)));
        Assert.Equal("重办率 35%,高于灰榜线 15%", words.Reason(new Judgement.Missed(Measure.Reopened, 0.35, Standing.Grey, 0.15)));
        Assert.Equal("居民评价 4.67,达到红榜线 4.5", words.Reason(new Judgement.Reached(Measure.Rating, 4.6667, Standing.Red, 4.5)));
        Assert.Equal("居民评价可算的只有 2 件,不足 5 件,不评", words.Reason(new Judgement.TooFew(Measure.Rating, 2, 5)));
        Assert.Equal(Enum.GetValues<Standing>().Length, Enum.GetValues<Standing>().Select(words.List).Distinct().Count());
    }

    private static ReminderPaper? Write(PaperKind kind, Occasion[]? occasions = null) => ReminderPaper.Write(
        kind, new TrackRecord(City.City.FindOrganisation("p1")!, Poor, occasions ?? Occasions), Quarter, City.Catalogue.File.Assessment, City.City, Book, Now);
}
