using System.Globalization;

namespace CaseStore.City;

/// <summary>The hours of a day, in the city's time, in which nobody is told what can wait: quiet from the first moment on, over at the last.</summary>
/// <param name="From">The same as <paramref name="To"/> in <see cref="None"/>.</param>
public readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    public const string Format = "HH:mm-HH:mm, or none";

    /// <summary>Of a city that says nothing of it.</summary>
    public static readonly QuietHours Usual = new(new TimeOnly(21, 0), new TimeOnly(8, 0));

    /// <summary>For who is on duty round the clock.</summary>
    public static readonly QuietHours None;

    /// <returns>Null when it is not written as <see cref="Format"/>, or ends when it begins.</returns>
    public static QuietHours? Read(string text)
    {
        if (text == "none")
        {
            return None;
        }

        return text.Split('-') is [var from, var to] && Time(from) is { } begin && Time(to) is { } end && begin != end ? new QuietHours(begin, end) : null;
    }

    public bool IsQuiet(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

        // Over midnight when it ends earlier than it begins; nothing lies between a time and itself.
        return From != To && time.IsBetween(From, To);
    }

    /// <summary>The first moment from <paramref name="moment"/> on that is not quiet.</summary>
    public DateTimeOffset EndOf(DateTimeOffset moment, TimeZoneInfo zone)
    {
        if (!IsQuiet(moment, zone))
        {
            return moment;
        }

        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var end = local + (To - TimeOnly.FromDateTime(local.DateTime));
        if (zone.GetUtcOffset(end) == local.Offset)
        {
            return end;
        }

        // Clocks are changed in this night: minute by minute, since the end may be left out, come twice, or come by the change itself.
        for (var step = moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1); ; step = step.AddMinutes(1))
        {
            if (!IsQuiet(step, zone))
            {
                return TimeZoneInfo.ConvertTime(step, zone);
            }
        }
    }

    public override string ToString() => From == To ? "none" : $"{From:HH:mm}-{To:HH:mm}";

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
