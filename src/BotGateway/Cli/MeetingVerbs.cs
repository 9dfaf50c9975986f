using System.CommandLine;
using System.Globalization;
using System.Text;
using BotGateway.Api;
using BotGateway.Papers;

namespace BotGateway.Cli;

/// <summary><c>watchlist</c>, <c>hotspots</c> and <c>agenda --community c1</c>.</summary>
internal static class MeetingVerbs
{
    public static Command WatchList()
    {
        var json = StoreQuestion.Json();
        var verb = new Command("watchlist", "Hard cases: twice extended or in the big loop (疑难件)") { json };
        verb.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, _) =>
            StoreQuestion.Print(await answers.WatchListAsync(store, cancellation), parsed.GetValue(json), a => Title("疑难件", a.At) + Cases(a.Items))));
        return verb;
    }

    public static Command HotSpots()
    {
        var community = new Option<string?>("--community") { Description = "Only this community's, by its id" };
        var json = StoreQuestion.Json();
        var verb = new Command("hotspots", "Several cases of one subtype at one spot (热点)") { community, json };
        verb.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, _) =>
        {
            var asked = answers.FindCommunity(parsed.GetValue(community));
            return parsed.GetValue(community) is { } id && asked is null
                ? await StoreQuestion.RefuseAsync($"--community {id}: city.json has none of that id")
                : StoreQuestion.Print(await answers.HotSpotsAsync(store, asked, cancellation), parsed.GetValue(json), a => Title("热点", a.At) + Spots(a.Items));
        }));
        return verb;
    }

    public static Command Agenda()
    {
        var community = new Option<string>("--community") { Description = "Its id in city.json", Required = true };
        var month = new Option<string?>("--month") { Description = "e.g. 2026-11; without it, this month" };
        var json = StoreQuestion.Json();
        var verb = new Command("agenda", "What a community's consultation meeting has to talk about (联席会议题)") { community, month, json };
        verb.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, _) =>
            answers.FindCommunity(parsed.GetValue(community)) is not { } asked
                ? await StoreQuestion.RefuseAsync($"--community {parsed.GetValue(community)}: city.json has none of that id")
            : (parsed.GetValue(month) is { } text ? answers.ReadPeriod(text) : answers.ThisMonth) is not { IsMonth: true } of
                ? await StoreQuestion.RefuseAsync("--month: written as 2026-11")
            : StoreQuestion.Print(await answers.AgendaAsync(store, asked, of, cancellation), parsed.GetValue(json), Words)));
        return verb;
    }

    private static string Words(AgendaJson agenda)
    {
        var text = new StringBuilder(Title($"{agenda.Community.Name} {agenda.Month.Name} 联席会议题", agenda.At));
        Section("一、疑难件", agenda.HardCases.Count, Cases(agenda.HardCases));
        Section("二、多次上报的地点", agenda.HotSpots.Count, Spots(agenda.HotSpots));
        Section("三、还没答复的建议", agenda.Suggestions.Count, Cases(agenda.Suggestions));
        Section("四、超期未办结", agenda.Overdue.Count, Cases(agenda.Overdue));
        return text.ToString();

        void Section(string heading, int count, string table) => text.AppendLine().AppendLine(heading).Append(count == 0 ? "无" + Environment.NewLine : table);
    }

    private static string Cases(IReadOnlyList<OpenCaseJson> cases) => TextTable.Of(
        ["编号", "事项", "小区", "责任单位", "责任人", "上报", "答复时限", "超期", "延期"],
        cases.Select(c => (IReadOnlyList<string>)
        [
            c.Number, c.Subject, c.Compound?.Name ?? ListWords.Nothing, c.Organisation.Name, string.Join(' ', c.Responsible), Day(c.ReportedAt),
            c.DueAt is { } due ? Day(due) : ListWords.Nothing, c.Overdue ? "是" : "", c.Extensions > 0 ? $"{c.Extensions}次" : "",
        ]));

    private static string Spots(IReadOnlyList<HotSpotJson> spots) => TextTable.Of(
        ["小区", "地点", "事项", "件数", "未办结", "跟进", "编号"],
        spots.Select(s => (IReadOnlyList<string>)
            [s.Compound.Name, s.Spot ?? ListWords.Nothing, s.Subject, $"{s.Cases}", $"{s.Open}", $"{s.Followers}", string.Join(' ', s.Numbers)]));

    private static string Title(string title, DateTimeOffset at) => $"{title}({at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)})" + Environment.NewLine;

    private static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
