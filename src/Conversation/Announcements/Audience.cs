using CaseStore.Cases;
using CaseStore.City;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>Who is to hear, as notifications: the reporter, those who follow, a group, the members of a desk.</summary>
internal sealed class Audience(CaseWords words)
{
    public static Notification.ResidentMessage Reporter(Case kase, string text) => new(kase.Reporter.Channel, kase.Reporter.ExternalId, text);

    /// <summary>Neighbours who follow hear the outcome once each, nothing of who reported it, and are asked for no grade.</summary>
    public static IEnumerable<Notification.ResidentMessage> Followers(Case kase, Func<Case, Follower, string> text) => kase.Followers
        .Select(f => new Notification.ResidentMessage(f.Person.Channel, f.Person.ExternalId, text(kase, f)));

    /// <param name="about">What a digest says of it after the short number; nothing a group may not read.</param>
    public IEnumerable<Notification> Group(string organisationId, string text, Case kase, Topic topic, string about) =>
        words.City.FindOrganisation(organisationId) is { GroupRobotKey: not null } organisation
            ? [new Notification.GroupMessage(organisation.Id, text, organisation.Members, DigestLine.Write(kase.Number, about), topic)]
            : [];

    /// <summary>What it is, where, and by when: what a group may read of a case.</summary>
    public string About(Case kase, string due = "") => due.Length > 0
        ? words.Book.Text(Say.LineDue, ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("due", due))
        : words.Book.Text(Say.LineCase, ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)));

    public static IEnumerable<Notification.StaffMessage> Staff(IEnumerable<string> users, string text) => users.Select(u => new Notification.StaffMessage(u, text));

    /// <summary>Nudges, of which one person may get many at once.</summary>
    /// <param name="about">What a digest says of it after the short number.</param>
    public static IEnumerable<Notification.StaffMessage> Nudge(IEnumerable<string> users, string text, Case kase, Topic topic, string about) =>
        users.Select(u => new Notification.StaffMessage(u, text, DigestLine.Write(kase.Number, about), topic));

    /// <summary>For holders of a card that cannot be changed, of a case that has ended.</summary>
    public string CardOver(Case kase) => words.Book.Text(
        Say.StaffCardOver, ("short", CaseWords.Short(kase.Number)), ("subject", words.Subject(kase)), ("state", words.StateForStaff(kase.State)));

    /// <summary>Who has it in hand: the member who accepted, else everybody on duty for the desk.</summary>
    public IReadOnlyList<string> Handlers(Case kase) => kase.HandlerMember is { } member ? [member] : Desk(kase);

    public IReadOnlyList<string> Desk(Case kase) => Members(kase.HandlerOrganisation);

    public IReadOnlyList<string> Members(string organisationId) => words.City.FindOrganisation(organisationId)?.Members ?? [];

    /// <summary>Who stands beside an organisation: a property company's communities, a community's townships; for all others the command centre.</summary>
    public IEnumerable<Organisation> Nearest(Organisation organisation) => (organisation.Kind switch
    {
        OrganisationKind.Property => words.City.Compounds.Where(x => x.Property?.Id == organisation.Id).Select(x => x.Community),
        OrganisationKind.Community => words.City.Compounds.Where(x => x.Community.Id == organisation.Id).Select(x => x.Township),
        _ => [words.City.CommandCentre],
    }).DistinctBy(o => o.Id);

    public Organisation? Community(Case kase) => words.City.FindCompound(kase.CompoundId)?.Community;

    public Organisation? Township(Case kase) => words.City.FindCompound(kase.CompoundId)?.Township;
}
