using System.Globalization;

namespace CaseStore.Assessment;

/// <summary>A month, quarter, half-year or year of the city: from its first midnight up to, and without, the next one's.</summary>
/// <param name="Name"><c>2026-11</c>, <c>2026Q4</c>, <c>2026H2</c> or <c>2026</c>.</param>
public sealed record Period(string Name, DateTimeOffset From, DateTimeOffset To)
{
    public const string Format = "2026-11, 2026Q4, 2026H2 or 2026";

    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>Null when the text names no period.</summary>
    public static Period? Parse(string? text, TimeZoneInfo zone) => text switch
    {
        [_, _, _, _] when Number(text) is { } year => Of(text, year, 1, 12, zone),
        [_, _, _, _, '-', _, _] when Number(text[..4]) is { } year && Number(text[5..]) is { } month and >= 1 and <= 12 => Of(text, year, month, 1, zone),
        [_, _, _, _, 'Q' or 'q', >= '1' and <= '4' and var quarter] when Number(text[..4]) is { } year =>
            Of($"{year}Q{quarter}", year, ((quarter - '1') * 3) + 1, 3, zone),
        [_, _, _, _, 'H' or 'h', '1' or '2'] when Number(text[..4]) is { } year => Of($"{year}H{text[5]}", year, text[5] == '1' ? 1 : 7, 6, zone),
        _ => null,
    };

    /// <summary>The month that holds this moment.</summary>
    public static Period MonthOf(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return Of(string.Create(CultureInfo.InvariantCulture, $"{local.Year:D4}-{local.Month:D2}"), local.Year, local.Month, 1, zone);
    }

    public bool IsMonth => Name.Length == 7;

    public bool IsQuarter => Name.Contains('Q', StringComparison.Ordinal);

    public bool Holds(DateTimeOffset moment) => From <= moment && moment < To;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (text.Length < 4 || number is >= FirstYear and <= LastYear) ? number : null;

    private static Period Of(string name, int year, int month, int months, TimeZoneInfo zone)
    {
        var first = new DateOnly(year, month, 1);
        return new Period(name, Midnight(first, zone), Midnight(first.AddMonths(months), zone));
    }

    internal static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
