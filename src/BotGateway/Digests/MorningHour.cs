using CaseStore.City;

namespace BotGateway.Digests;

/// <summary>From when to when an organisation gets its digest of a day: at the end of its quiet hours, or within four hours of it when nobody could send it then.</summary>
internal readonly record struct MorningHour(TimeOnly From)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <summary>The rest of the day, as hours in which no digest is sent.</summary>
    private QuietHours Rest => new(From.Add(Patience), From);

    /// <summary>Who has no quiet hours gets it when the city wakes.</summary>
    public static MorningHour Of(Organisation desk, CityDirectory city) =>
        new(new[] { desk.QuietHours, city.QuietHours, QuietHours.Usual }.First(hours => hours != QuietHours.None).To);

    /// <summary>The day whose digest may be sent now; null when it is too early or too late.</summary>
    public DateOnly? Day(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Rest.IsQuiet(now, zone))
        {
            return null;
        }

        // The day on which the hour began: a late one may reach past midnight.
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        return DateOnly.FromDateTime(local - (TimeOnly.FromDateTime(local) - From));
    }

    /// <summary>When it comes next, if that of now is done.</summary>
    public DateTimeOffset Next(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        return Rest.EndOf(Rest.IsQuiet(now, zone) ? now : now + (From.Add(Patience) - TimeOnly.FromDateTime(local)), zone);
    }
}
