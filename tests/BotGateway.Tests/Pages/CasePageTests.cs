using System.Text;
using System.Text.RegularExpressions;
using BotGateway.Pages;
using FsCheck;
using FsCheck.Xunit;
using static BotGateway.Tests.Pages.SomeView;

namespace BotGateway.Tests.Pages;

public sealed partial class CasePageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&</title></style><img src=x onerror=alert(1)>";

    [Fact]
    public void It_Says_Who_Is_Responsible_Who_Helps_How_Far_And_Until_When()
    {
        var html = CasePage.Render(View);
        foreach (var said in new[] { "WP-20261122-0007", "物业服务 · 环境卫生", "望湖苑 3号楼2单元门口", "安和物业正在处理", "责任对象", "协作对象", "柳荫社区", "11月25日(星期三)上午10:12 前", "还有 2 天 3 小时", "处理前", "您上报了这件事" })
            Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.DoesNotContain("处理后", html, StringComparison.Ordinal);
        Assert.DoesNotContain("处理结果", html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_Is_Light_And_Needs_No_Script()
    {
        var steps = Enumerable.Repeat(new CaseStep("11月22日 10:12", "已超过期限,已催促承办单位并告知社区", null), 60);
        var html = CasePage.Render(View with { Steps = [.. steps], Description = new string('字', 600) });
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 30_000);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Hostile_Words_Stay_Words_Wherever_They_Stand()
    {
        var html = CasePage.Render(View with
        {
            City = Hostile,
            Number = Hostile,
            Kind = Hostile,
            Subtype = Hostile,
            Place = Hostile,
            Description = Hostile,
            State = Hostile,
            Responsible = Hostile,
            Helpers = [Hostile],
            Limit = new CaseLimit(Hostile, Hostile, true),
            Progress = new CaseProgress([Hostile, Hostile], 1, false),
            Outcome = Hostile,
            OutcomeNote = Hostile,
            Rating = Hostile,
            PhotosBefore = [Hostile],
            PhotosAfter = [Hostile],
            Steps = [new CaseStep(Hostile, Hostile, Hostile)],
        });
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "</style>"));
    }

    [Property]
    public void No_Word_Brings_A_Tag(NonNull<string> word)
    {
        var plain = Tags().Count(CasePage.Render(View with { Description = "x" }));
        Assert.Equal(plain, Tags().Count(CasePage.Render(View with { Description = word.Get })));
    }

    [Fact]
    public void A_Solved_Case_Shows_Result_Photos_Note_And_Rating()
    {
        var html = CasePage.Render(View with
        {
            Limit = null,
            Progress = new CaseProgress(["上报", "派单", "受理", "处理", "评价"], 4, true),
            State = "已办结",
            Outcome = "已解决",
            OutcomeNote = "已清运,加了一个桶",
            Rating = "非常满意",
            PhotosAfter = ["/photos/after1", "/photos/after2"],
        });
        foreach (var said in new[] { "已办结", "处理结果", "已解决", "已清运,加了一个桶", "您的评价:<strong>非常满意</strong>", "处理后的照片,第 2 张", "src=\"/photos/after2/small\"", "<a href=\"/photos/after2\">" })
            Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-current", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Video_Is_Played_Where_It_Stands_And_Loads_Nothing_Before()
    {
        var html = CasePage.Render(View with { PhotosBefore = ["/photos/before", "/photos/film"], Videos = new HashSet<string> { "/photos/film" } });

        Assert.Contains("<video controls preload=\"metadata\" src=\"/photos/film\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img loading=\"lazy\" src=\"/photos/film\"", html, StringComparison.Ordinal);
        Assert.Contains("<img loading=\"lazy\" src=\"/photos/before/small\"", html, StringComparison.Ordinal);
        Assert.Contains("media-src 'self'", CasePageStyle.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Neighbours_Are_Counted_And_Nobody_Is_Where_There_Is_None()
    {
        Assert.Contains("另有 2 位邻居关注", CasePage.Render(View with { Followers = 2 }), StringComparison.Ordinal);
        Assert.DoesNotContain("邻居关注", CasePage.Render(View), StringComparison.Ordinal);
    }

    [Fact]
    public void What_Is_Not_There_Is_Met_With_Kind_Words()
    {
        var html = CasePage.RenderNotFound();
        Assert.Contains("过了有效期", html, StringComparison.Ordinal);
        Assert.Contains("noindex", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[a-z!/]")]
    private static partial Regex Tags();
}
