using BotGateway.Couriers.Pictures;
using BotGateway.Settings;
using CaseStore.City;

namespace BotGateway.Couriers;

/// <summary>When somebody may be told what can wait: not in the quiet hours of whoever hears it.</summary>
internal sealed class DecentHours(CityNow city)
{
    /// <summary>The first moment from <paramref name="moment"/> on for a message to this destination (<see cref="Conversation.Announcements.Notification.Destination"/>).</summary>
    /// <param name="atOnce">Danger, or an answer to what somebody has just done: that never waits.</param>
    public DateTimeOffset Next(string destination, bool atOnce, DateTimeOffset moment)
    {
        if (atOnce)
        {
            return moment;
        }

        // Who is on duty for several organisations is awake when one of them is.
        var now = city();
        return HoursOf(now, destination).Min(hours => hours.EndOf(moment, now.TimeZone));
    }

    private static IEnumerable<QuietHours> HoursOf(CityDirectory city, string destination)
    {
        var whom = Aside.WhomOf(destination);
        Organisation[] desks = destination[..Math.Max(destination.IndexOf(':', StringComparison.Ordinal), 0)] switch
        {
            "group" or "card" => city.FindOrganisation(whom) is { } organisation ? [organisation] : [],
            "staff" => [.. city.DutiesOf(whom)],
            "photo" => city.FindOrganisation(whom) is { } organisation ? [organisation] : [.. city.DutiesOf(whom)],
            _ => [],
        };

        // Residents, and whoever city.json does not name any more.
        return desks.Length > 0 ? desks.Select(o => o.QuietHours) : [city.QuietHours];
    }
}
