namespace BotGateway.Pages;

/// <summary>Moments as people say them; the moment given is already in the city's time.</summary>
internal static class CityTime
{
    private static readonly string[] Days = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

    public static string Full(DateTimeOffset local) => $"{local.Month}月{local.Day}日({Days[(int)local.DayOfWeek]})";

    public static string Short(DateTimeOffset local) => $"{local.Month}月{local.Day}日 {local:HH:mm}";

    public static string Limit(DateTimeOffset local) => $"{Full(local)}{PartOfDay(local.Hour)}{local:HH:mm} 前";

    /// <summary>How long it is until a moment, or since: roughly, as one says it.</summary>
    public static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalDays: >= 1 } days => $"{(int)days.TotalDays} 天{(days.Hours > 0 && days.TotalDays < 3 ? $" {days.Hours} 小时" : "")}",
        { TotalHours: >= 1 } hours => $"{(int)hours.TotalHours} 小时",
        { TotalMinutes: >= 1 } minutes => $"{(int)minutes.TotalMinutes} 分钟",
        _ => "不到 1 分钟",
    };

    private static string PartOfDay(int hour) => hour switch
    {
        < 6 => "凌晨",
        < 12 => "上午",
        < 13 => "中午",
        < 18 => "下午",
        _ => "晚上",
    };
}
