using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BotGateway.Photos;

namespace BotGateway.Pages;

/// <summary>Writes a case as HTML: one light page without script, everything that came from outside encoded.</summary>
internal static class CasePage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Render(CasePageView view)
    {
        var html = new StringBuilder(8192);
        Open(html, "我的上报 " + view.Number);
        html.Append("<header><p class=\"city\">").Text(view.City).Append(" · 啄木鸟</p><h1>").Text(view.Subtype ?? view.Kind).Append("</h1><p class=\"number\">编号 ").Text(view.Number).Append("</p></header><main>");
        Status(html, view);
        Facts(html, view);
        Photos(html, view);
        Outcome(html, view);
        Timeline(html, view.Steps);
        html.Append("</main><footer><p>有新情况会在微信里告诉您。</p><p>在公众号发“进度”“催办”“评价”也能办理。</p></footer></body></html>");
        return html.ToString();
    }

    public static string RenderNotFound()
    {
        var html = new StringBuilder(2048);
        Open(html, "链接已失效");
        html.Append("<main class=\"gone\"><h1>这个链接打不开了</h1><p>可能是链接不完整,也可能已经过了有效期。</p><p>请回到微信公众号,发送 <strong>“我的上报”</strong>,就能看到您报过的每一件事。</p></main></body></html>");
        return html.ToString();
    }

    private static void Open(StringBuilder html, string title) => html
        .Append("<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .Append("<meta name=\"robots\" content=\"noindex,nofollow\"><meta name=\"referrer\" content=\"no-referrer\"><meta name=\"format-detection\" content=\"telephone=no\"><title>")
        .Text(title).Append("</title><style>").Append(CasePageStyle.Css).Append("</style></head><body>");

    private static void Status(StringBuilder html, CasePageView view)
    {
        var mood = view.Limit is { Late: true } ? " late" : view.Progress.Ended ? " ended" : "";
        html.Append("<section class=\"status").Append(mood).Append("\" aria-label=\"办到哪一步\">");
        if (view.Emergency)
            html.Append("<p class=\"urgent\">紧急</p>");
        html.Append("<p class=\"state\">").Text(view.State).Append("</p><ol class=\"way\">");
        for (var i = 0; i < view.Progress.Stations.Count; i++)
        {
            var done = i < view.Progress.At || view.Progress.Ended;
            html.Append(done ? "<li class=\"done\">" : i == view.Progress.At ? "<li class=\"now\" aria-current=\"step\">" : "<li>")
                .Append("<span class=\"dot\" aria-hidden=\"true\">").Append(done ? "✓" : (i + 1).ToString()).Append("</span>").Text(view.Progress.Stations[i]).Append("</li>");
        }

        html.Append("</ol></section>");
    }

    private static void Facts(StringBuilder html, CasePageView view)
    {
        html.Append("<section><dl>");
        Fact(html, "责任对象", view.Responsible);
        if (view.Helpers.Count > 0)
            Fact(html, "协作对象", string.Join("、", view.Helpers));
        if (view.Limit is { } limit)
        {
            html.Append("<div><dt>办理期限</dt><dd>").Text(limit.Until).Append("<br><strong class=\"").Append(limit.Late ? "late" : "left").Append("\">").Text(limit.Left).Append("</strong></dd></div>");
        }

        Fact(html, "类型", view.Subtype is null ? view.Kind : $"{view.Kind} · {view.Subtype}");
        Fact(html, "地点", view.Place);
        if (view.Description is { } words)
            Fact(html, "问题", words);
        if (view.Followers > 0)
            Fact(html, "关注", $"另有 {view.Followers} 位邻居关注");
        html.Append("</dl></section>");
    }

    private static void Fact(StringBuilder html, string name, string value) =>
        html.Append("<div><dt>").Text(name).Append("</dt><dd>").Text(value).Append("</dd></div>");

    private static void Photos(StringBuilder html, CasePageView view)
    {
        if (view.PhotosBefore.Count + view.PhotosAfter.Count == 0 && !view.PhotosPending)
            return;
        html.Append("<section><h2>照片</h2>");
        Gallery(html, "处理前", view.PhotosBefore, view.Videos);
        Gallery(html, "处理后", view.PhotosAfter, view.Videos);
        if (view.PhotosPending)
            html.Append("<p class=\"quiet\">还有照片正在保存,过一会儿再看。</p>");
        html.Append("</section>");
    }

    private static void Gallery(StringBuilder html, string name, IReadOnlyList<string> photos, IReadOnlySet<string> videos)
    {
        if (photos.Count == 0)
            return;
        html.Append("<h3>").Text(name).Append("</h3><div class=\"photos\">");
        for (var i = 0; i < photos.Count; i++)
        {
            if (videos.Contains(photos[i]))
            {
                html.Append("<video controls preload=\"metadata\" src=\"").Text(photos[i]).Append("\" aria-label=\"").Text($"{name}的视频").Append("\"></video>");
                continue;
            }

            html.Append("<a href=\"").Text(photos[i]).Append("\"><img loading=\"lazy\" src=\"").Text(PhotoEndpoints.PathOfSmall(photos[i])).Append("\" alt=\"").Text($"{name}的照片,第 {i + 1} 张").Append("\"></a>");
        }

        html.Append("</div>");
    }

    private static void Outcome(StringBuilder html, CasePageView view)
    {
        if (view.Outcome is null && view.Rating is null)
            return;
        html.Append("<section><h2>处理结果</h2>");
        if (view.Outcome is not null)
            html.Append("<p class=\"outcome\">").Text(view.Outcome).Append("</p>");
        if (view.OutcomeNote is not null)
            html.Append("<blockquote>").Text(view.OutcomeNote).Append("</blockquote>");
        if (view.Rating is not null)
            html.Append("<p>您的评价:<strong>").Text(view.Rating).Append("</strong></p>");
        html.Append("</section>");
    }

    private static void Timeline(StringBuilder html, IReadOnlyList<CaseStep> steps)
    {
        html.Append("<section><h2>办理经过</h2><ol class=\"steps\">");
        foreach (var step in steps.Reverse())
        {
            html.Append("<li><time>").Text(step.When).Append("</time><p>").Text(step.What).Append("</p>");
            if (step.Note is not null)
                html.Append("<blockquote>").Text(step.Note).Append("</blockquote>");
            html.Append("</li>");
        }

        html.Append("</ol></section>");
    }

    private static StringBuilder Text(this StringBuilder html, string text) => html.Append(Encoder.Encode(text));
}
