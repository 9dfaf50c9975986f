using CaseStore.Cases;

namespace Conversation.Announcements;

/// <summary>
/// Which photos go along with what is said: a resident's to those who must act, the result to those who wait for it. Only so many;
/// the case page has them all.
/// </summary>
internal static class Pictures
{
    private const int MostToStaff = 3;

    /// <summary>Behind a card to members of the organisation that has the case now.</summary>
    public static IEnumerable<Notification> WithCard(Case kase, IReadOnlyList<string> users) =>
        Staff(kase.Photos.Where(p => p.Role == PhotoRole.Report), "card:" + kase.HandlerOrganisation, users);

    /// <summary>Behind a text to one member.</summary>
    public static IEnumerable<Notification> WithText(CaseEvent happened, string user) =>
        Staff(happened.Photos ?? [], new Notification.StaffMessage(user, "").Destination, [user]);

    /// <summary>One: a reply window has few places.</summary>
    public static IEnumerable<Notification> OfResult(CaseEvent happened, Notification.ResidentMessage to) => Fit(happened.Photos ?? [])
        .Take(1).Select(p => new Notification.ResidentPhoto(to.Channel, to.ExternalId, p.Key));

    private static IEnumerable<Notification> Staff(IEnumerable<Photo> photos, string behind, IReadOnlyList<string> users) =>
        users.Count == 0 ? [] : Fit(photos).Take(MostToStaff).Select(p => new Notification.StaffPhoto(behind, users, p.Key));

    /// <summary>Films stay on the page.</summary>
    private static IEnumerable<Photo> Fit(IEnumerable<Photo> photos) => photos
        .Where(p => p.State is PhotoState.Waiting or PhotoState.Kept && p.ContentType?.StartsWith("video/", StringComparison.Ordinal) is not true)
        .OrderBy(p => p.ReceivedAt).ThenBy(p => p.Key, StringComparer.Ordinal);
}
