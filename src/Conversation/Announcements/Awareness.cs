using CaseStore.Cases;

namespace Conversation.Announcements;

/// <summary>Who needs no word about a card that cannot be changed: whoever did it, and whoever hears of it anyway, in the same act.</summary>
internal static class Awareness
{
    public static IEnumerable<Announcement> Complete(IEnumerable<Announcement> told, IReadOnlyList<CaseEvent> all)
    {
        var announcements = told.ToList();
        return announcements.Select(a => a.What is Notification.CardUpdate { Instead: not null } update
            ? a with { What = update with { Aware = Of(update.CaseNumber, announcements, all) } }
            : a);
    }

    private static List<string> Of(string number, List<Announcement> announcements, IReadOnlyList<CaseEvent> all)
    {
        var here = all.Where(e => e.Case.Number == number).ToList();

        // Of a merge one hears under the number of the other.
        var numbers = here.Select(e => e.Case.MergedInto).Append(number).ToHashSet();
        return [.. announcements.Where(a => numbers.Contains(a.CaseNumber)).SelectMany(a => Hearers(a.What))
            .Concat(here.Select(e => e.By.Id)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> Hearers(Notification what) => what switch
    {
        Notification.StaffMessage staff => [staff.User],
        Notification.CardMessage card => card.Users,
        _ => [],
    };
}
