using System.CommandLine;
using System.Globalization;
using BotGateway.Api;
using BotGateway.Papers;
using CaseStore.Assessment;

namespace BotGateway.Cli;

/// <summary><c>assessment --period 2026-11 --of properties</c>, <c>assessment list --quarter 2026Q4</c>, <c>assessment praise --period 2026-11</c>.</summary>
internal static class AssessmentVerb
{
    private static readonly string[] Headings =
        ["单位", "接收", "办结", "按时率", "按时", "超时", "评价", "份数", "默认", "重办", "重办率", "响应(半数)", "响应(九成)", "已解决", "解决率", "催办"];

    public static Command Command()
    {
        var period = PeriodOption();
        var of = new Option<string>("--of") { Description = $"One of {string.Join(", ", AssessmentAnswers.Groups)}", DefaultValueFactory = _ => "properties" };
        of.AcceptOnlyFromAmong([.. AssessmentAnswers.Groups]);
        var json = StoreQuestion.Json();
        var figures = new Command("assessment", "Figures of a month, quarter, half-year or year (考核指标)") { period, of, json };
        figures.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, _) =>
            answers.ReadPeriod(parsed.GetValue(period)) is not { } asked
                ? await StoreQuestion.RefuseAsync($"--period: written as {Period.Format}")
                : StoreQuestion.Print(await answers.FiguresAsync(store, parsed.GetValue(of)!, asked, cancellation), parsed.GetValue(json), Words)));
        figures.Add(List());
        figures.Add(Praise());
        return figures;
    }

    private static Command List()
    {
        var quarter = new Option<string>("--quarter") { Description = "e.g. 2026Q4", Required = true };
        var json = StoreQuestion.Json();
        var list = new Command("list", "The red, grey and black list of property companies (红灰黑榜)") { quarter, json };
        list.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, _) =>
            answers.ReadPeriod(parsed.GetValue(quarter)) is not { IsQuarter: true } asked
                ? await StoreQuestion.RefuseAsync("--quarter: written as 2026Q4")
                : StoreQuestion.Print(await answers.CompaniesAsync(store, asked, cancellation), parsed.GetValue(json), Words)));
        return list;
    }

    private static Command Praise()
    {
        var period = PeriodOption();
        var json = StoreQuestion.Json();
        var praise = new Command("praise", "Who earned how many points, by surname (通报表彰)") { period, json };
        praise.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, _) =>
            answers.ReadPeriod(parsed.GetValue(period)) is not { } asked
                ? await StoreQuestion.RefuseAsync($"--period: written as {Period.Format}")
                : StoreQuestion.Print(await answers.PraiseAsync(store, asked, cancellation), parsed.GetValue(json), Words)));
        return praise;
    }

    private static Option<string> PeriodOption() => new("--period") { Description = Period.Format, Required = true };

    private static string Words(AssessmentJson answer) => $"{answer.Period.Name} 考核指标" + Environment.NewLine + TextTable.Of(Headings, answer.Items.Select(Row));

    private static IReadOnlyList<string> Row(FiguresJson f) =>
    [
        f.Name ?? f.Id, $"{f.Received}", $"{f.Closed}", ListWords.Share(f.OnTimeRate), $"{f.Kept}", $"{f.Broken}", ListWords.Grade(f.Rating), $"{f.Ratings}", $"{f.DefaultRatings}",
        $"{f.Reopened}", ListWords.Share(f.ReopenedRate), Span(f.ResponseMedianMinutes), Span(f.ResponseP90Minutes), $"{f.Fixed}", ListWords.Share(f.FixedShare), $"{f.Nudges}",
    ];

    private static string Span(double? minutes) => ListWords.Span(minutes is { } known ? TimeSpan.FromMinutes(known) : null);

    private static string Words(CompanyListJson answer) => $"{answer.Period.Name} 物业企业红灰黑榜" + Environment.NewLine
        + TextTable.Of(["企业", "榜单", "理由"], answer.Items.Select(i => (IReadOnlyList<string>)[i.Name, i.List, string.Join(';', i.Reasons)]));

    private static string Words(PraiseTableJson answer) => $"{answer.Period.Name} 啄木鸟积分" + Environment.NewLine
        + TextTable.Of(["名次", "编号", "姓", "积分", "有效上报", "解决"], answer.Items.Select(i => (IReadOnlyList<string>)
            [i.Rank.ToString(CultureInfo.InvariantCulture), i.Id, i.Name ?? ListWords.Nothing, $"{i.Points}", $"{i.ValidReports}", $"{i.SolvedCases}"]));
}
