using System.Text;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Due;

namespace BotGateway.Due;

/// <summary>The explanation as staff read it in a terminal: a few sentences and an aligned table of days.</summary>
internal static class DueText
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
    private static readonly string[] Head = ["日期", "星期", "这一天", "计入", "不计", "当日", "累计"];

    public static string Of(CaseDue due, WorkingCalendar calendar) => Of(due.Number, due.Why, due.WaitingSince, calendar);

    /// <summary>A rule tried without a case.</summary>
    public static string Of(DueExplanation why, WorkingCalendar calendar) => Of(null, why, null, calendar);

    private static string Of(string? number, DueExplanation why, DateTimeOffset? waitingSince, WorkingCalendar calendar)
    {
        var text = new StringBuilder();
        text.AppendLine($"{(number is null ? "" : number + " ")}最迟 {Moment(why.Due, calendar)}");
        text.AppendLine($"规则:{Rule(why.Rule, calendar)}");
        text.AppendLine($"起算:{Moment(why.Start, calendar)}");
        if (waitingSince is { } since)
        {
            text.AppendLine($"正在等居民答复(自 {Moment(since, calendar)}),计时停着。下面按现在就答复来算。");
        }

        foreach (var pause in why.Pauses)
        {
            text.AppendLine($"等居民答复,不计:{Moment(pause.From, calendar)} 至 {Moment(pause.To, calendar)}");
        }

        foreach (var year in why.UnpublishedYears)
        {
            text.AppendLine($"注意:日历里没有 {year} 年的放假安排,这一年只除去周末。国务院公布后请补进 calendar.cn.json。");
        }

        if (why.Rule is DueRule.Months)
        {
            return text.ToString();
        }

        text.AppendLine();
        Table(text, [Head, .. why.Days.Select(d => Row(d, calendar))]);
        if (why.Days.LastOrDefault(d => d.Counted.Count > 0)?.Counted[^1].To < why.Due)
        {
            text.AppendLine("数满时正好下班,所以到下一个上班时刻为止。");
        }

        return text.ToString();
    }

    private static string Rule(DueRule rule, WorkingCalendar calendar) => rule switch
    {
        DueRule.OfLimit { Limit: var limit, Word: var word } =>
            LimitWords(limit, calendar) + (limit.Source is null ? "" : $"(依据:{limit.Source})") + (word is null ? "" : $",因为上报里说到“{word}”"),
        DueRule.Months months => $"社区重新定的期限,{months.Count} 个月",
        DueRule.AsPromised => "当时已经答应居民的期限。规则后来改过,答应的不变;下面按答应时的算法列出",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static string LimitWords(Limit limit, WorkingCalendar calendar) => limit.Unit switch
    {
        LimitUnit.ClockMinutes => $"{limit.Amount} 分钟,夜里和节假日也算",
        LimitUnit.ClockHours => $"{limit.Amount} 小时,夜里和节假日也算",
        LimitUnit.ClockDays => $"{limit.Amount} 天,夜里和节假日也算",
        LimitUnit.WorkingHours => $"{limit.Amount} 个工作小时,只算上班时间",
        LimitUnit.WorkingDays => $"{limit.Amount} 个工作日,每天 {Length(calendar.DayLength)},共 {Length(calendar.DayLength * limit.Amount)}",
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, null),
    };

    private static string[] Row(DueDay day, WorkingCalendar calendar) =>
    [
        $"{day.Date:yyyy-MM-dd}",
        Weekdays[(int)day.Date.DayOfWeek],
        day.Day switch
        {
            { Kind: DayKind.Holiday, Holiday: { } name } => name,
            { Kind: DayKind.MakeUpDay } => "调休上班",
            { Kind: DayKind.Weekend } => "周末",
            _ => "工作日",
        },
        day.Counted.Count == 0 ? "不计" : string.Join(' ', day.Counted.Select(s => Stretch(s, day.Date, calendar))),
        day.Paused.Count == 0 ? "" : "等答复 " + string.Join(' ', day.Paused.Select(s => Stretch(s, day.Date, calendar))),
        day.Counted.Count == 0 ? "" : Length(day.Amount),
        Length(day.Sum),
    ];

    private static void Table(StringBuilder text, string[][] rows)
    {
        var columns = Enumerable.Range(0, Head.Length).Where(c => rows.Skip(1).Any(r => r[c].Length > 0)).ToList();
        var widths = columns.ToDictionary(c => c, c => rows.Max(r => Width(r[c])));
        foreach (var row in rows)
        {
            text.AppendLine(string.Join("  ", columns.Select(c => row[c] + new string(' ', widths[c] - Width(row[c])))).TrimEnd());
        }
    }

    /// <summary>A Chinese character takes two places in a terminal.</summary>
    private static int Width(string text) => text.Sum(c => c >= '⺀' ? 2 : 1);

    private static string Stretch(TimeStretch stretch, DateOnly day, WorkingCalendar calendar) =>
        $"{Time(stretch.From, calendar)}-{(calendar.DayOf(stretch.To) > day ? "24:00" : Time(stretch.To, calendar))}";

    private static string Moment(DateTimeOffset moment, WorkingCalendar calendar)
    {
        var local = Local(moment, calendar);
        return $"{local:yyyy-MM-dd}({Weekdays[(int)local.DayOfWeek]}){Time(moment, calendar)}";
    }

    private static string Time(DateTimeOffset moment, WorkingCalendar calendar) =>
        Local(moment, calendar) is var local && local.Second == 0 ? $"{local:HH:mm}" : $"{local:HH:mm:ss}";

    private static string Length(TimeSpan length)
    {
        var seconds = (long)Math.Round(length.TotalSeconds);
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        string[] parts = [hours > 0 ? $"{hours} 小时" : "", minutes > 0 ? $"{minutes} 分" : "", seconds % 60 > 0 ? $"{seconds % 60} 秒" : ""];
        return seconds == 0 ? "0" : string.Join(' ', parts.Where(p => p.Length > 0));
    }

    private static DateTimeOffset Local(DateTimeOffset moment, WorkingCalendar calendar) => TimeZoneInfo.ConvertTime(moment, calendar.Zone);
}
