using System.Globalization;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>
/// A case's event → who hears what, and where (domain.md, section 6). Two audiences, two renderers: what goes to a group
/// names kind, building and limit; a resident's words, flat and photos go only to those who must act.
/// </summary>
public sealed class Announcer(CaseWords words, CaseLinks links)
{
    private readonly PhraseBook _say = words.Book;
    private readonly Cards _cards = new(words, links);

    public IReadOnlyList<Announcement> Announce(CaseEvent happened)
    {
        var kase = happened.Case;
        return [.. What(happened, kase).Select(what => new Announcement(
            what,
            kase.Number,
            happened.Kind is CaseEventKind.Overdue or CaseEventKind.Warned ? kase.DeadlineVersion : null,
            kase.Emergency))];
    }

    /// <summary>For a click on a card that was no longer true: every card of the case shows how it stands now.</summary>
    public Announcement Refresh(Case kase) => new(new Notification.CardUpdate(kase.Number, _cards.ForHandler(kase)), kase.Number);

    /// <summary>What the community sees of somebody who was answered calmly; the command centre where no compound is known.</summary>
    public IReadOnlyList<Announcement> Abuse(string? compoundId, AbuseReport what)
    {
        var community = words.City.FindCompound(compoundId ?? "")?.Community;
        var desk = community is { Members.Count: > 0 } ? community : words.City.CommandCentre;
        var text = what switch
        {
            AbuseReport.Flood flood => _say.Text(Say.AbuseFlood, ("count", flood.PerHour.ToString(CultureInfo.InvariantCulture))),
            AbuseReport.Insult insult => _say.Text(Say.AbuseInsult, ("words", Brief(insult.Words))),
            AbuseReport.Advertising advertising => _say.Text(Say.AbuseAdvertising, ("words", Brief(advertising.Words))),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        return [.. desk.Members.Select(user => new Announcement(new Notification.StaffMessage(user, text), ""))];
    }

    private IEnumerable<Notification> What(CaseEvent happened, Case kase) => happened.Kind switch
    {
        CaseEventKind.Filed => [],
        CaseEventKind.Dispatched => Dispatched(happened, kase),
        CaseEventKind.SentToReview => [
            .. Group(kase.HandlerOrganisation, kase.Emergency ? UrgentText(kase) : ReviewText(kase)),
            .. Card(kase, happened.Note)],
        CaseEventKind.Accepted => [
            Resident(kase, _say.Text(Say.TellAccepted, ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase)), ("link", links.Page(kase)))),
            new Notification.CardUpdate(kase.Number, _cards.ForHandler(kase))],
        CaseEventKind.Declined => [
            Resident(kase, _say.Text(
                Say.TellReview, ("number", kase.Number), ("handler", words.Handler(kase)), ("reason", happened.Note ?? ""), ("link", links.Page(kase)))),
            Quiet(kase)],
        CaseEventKind.Returned => [],
        CaseEventKind.Rejected => [
            Resident(kase, _say.Text(Say.TellRejected, ("number", kase.Number), ("reason", happened.Note ?? ""), ("link", links.Page(kase)))),
            .. Followers(kase, FollowerEnded),
            Quiet(kase)],
        CaseEventKind.Resolved => [Resident(kase, ResolvedText(kase)), .. Followers(kase, FollowerResolved), Quiet(kase)],
        CaseEventKind.Recalled => [
            Resident(kase, _say.Text(Say.TellRecalled, ("number", kase.Number), ("handler", words.Handler(kase)), ("link", links.Page(kase)))),
            new Notification.CardUpdate(kase.Number, _cards.ForHandler(kase))],
        CaseEventKind.Reopened => Reopened(kase),
        CaseEventKind.Closed => Closed(happened, kase),
        CaseEventKind.Withdrawn => [
            .. Handlers(kase).Select(u => new Notification.StaffMessage(u, _say.Text(Say.StaffWithdrawn, ("short", Short(kase))))),
            .. Followers(kase, FollowerEnded),
            Quiet(kase)],
        CaseEventKind.Urged => Urged(happened, kase),
        CaseEventKind.Supplemented => Handlers(kase).Select(u => new Notification.StaffMessage(u, _say.Text(
            Say.StaffSupplemented,
            ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.Place(kase)), ("words", happened.Note ?? _say.Text(Say.NewPhoto)), ("link", links.Page(kase))))),
        CaseEventKind.Followed => [
            .. Handlers(kase).Select(u => new Notification.StaffMessage(u, _say.Text(
                Say.StaffFollowed,
                ("short", Short(kase)), ("subject", words.Subject(kase)), ("count", (kase.Followers.Count + 1).ToString(CultureInfo.InvariantCulture)),
                ("words", happened.Note ?? _say.Text(Say.NewPhoto)), ("link", links.Page(kase))))),
            new Notification.CardUpdate(kase.Number, _cards.ForHandler(kase))],
        CaseEventKind.Located => [
            .. Handlers(kase).Select(u => new Notification.StaffMessage(u, _say.Text(
                Say.StaffLocated, ("short", Short(kase)), ("place", words.Place(kase)), ("words", happened.Note ?? ""), ("link", links.Page(kase))))),
            new Notification.CardUpdate(kase.Number, _cards.ForHandler(kase))],
        CaseEventKind.Warned => Handlers(kase).Select(u => new Notification.StaffMessage(u, Remind(Say.StaffWarned, kase))),
        CaseEventKind.Overdue => Overdue(kase),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, null),
    };

    private IEnumerable<Notification> Dispatched(CaseEvent happened, Case kase)
    {
        // Cards of an earlier desk go quiet before the new desk gets its own.
        if (happened.By.Role != Role.Reporter || kase.Reopened > 0 || kase.History.Any(h => h.Act == nameof(CaseAct.Locate)))
        {
            yield return Quiet(kase);
        }

        if (kase.Reopened == 0)
        {
            foreach (var group in Group(kase.HandlerOrganisation, kase switch
            {
                { Emergency: true } => UrgentText(kase),
                { Kind: CaseKind.Praise } => PraiseText(kase),
                _ => NewText(kase),
            }))
            {
                yield return group;
            }
        }

        if (kase.Emergency && Community(kase) != kase.HandlerOrganisation)
        {
            foreach (var group in Group(Community(kase), UrgentText(kase)))
            {
                yield return group;
            }
        }

        foreach (var card in Card(kase, happened.Note))
        {
            yield return card;
        }

        if (happened.By.Role is not (Role.Reporter or Role.System))
        {
            yield return Resident(kase, _say.Text(
                Say.TellRerouted, ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase)), ("link", links.Page(kase))));
        }
    }

    private IEnumerable<Notification> Reopened(Case kase)
    {
        var text = _say.Text(
            Say.GroupReopened, ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("due", words.ShortDue(kase)));
        return [.. Group(kase.HandlerOrganisation, text), .. kase.HandlerOrganisation == Community(kase) ? [] : Group(Community(kase), text)];
    }

    private IEnumerable<Notification> Closed(CaseEvent happened, Case kase)
    {
        yield return Quiet(kase);
        if (happened.By.Role == Role.System && kase.Kind == CaseKind.Praise)
        {
            // Nobody was asked for a grade.
            yield break;
        }

        if (happened.By.Role == Role.System)
        {
            yield return Resident(kase, _say.Text(Say.TellClosedByDefault, ("number", kase.Number), ("link", links.Page(kase))));
        }
        else if (kase is { HandlerMember: { } member, Grade: { } grade })
        {
            yield return new Notification.StaffMessage(
                member, _say.Text(Say.StaffClosed, ("short", Short(kase)), ("grade", words.GradeName(grade))));
        }
    }

    private IEnumerable<Notification> Urged(CaseEvent happened, Case kase)
    {
        var byReporter = happened.By.Role == Role.Reporter;
        foreach (var user in Handlers(kase))
        {
            yield return new Notification.StaffMessage(user, Remind(byReporter ? Say.StaffUrgedByReporter : Say.StaffUrgedByCommunity, kase));
        }

        if (!byReporter)
        {
            foreach (var group in Group(kase.HandlerOrganisation, _say.Text(
                Say.GroupUrged, ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)))))
            {
                yield return group;
            }
        }
    }

    private IEnumerable<Notification> Overdue(Case kase)
    {
        var text = _say.Text(
            Say.GroupOverdue,
            ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("handler", words.Handler(kase)), ("age", Age(kase)));
        var community = (words.City.FindCompound(kase.CompoundId) ?? words.City.Nowhere).Community;
        return
        [
            .. Group(kase.HandlerOrganisation, text),
            .. kase.HandlerOrganisation == community.Id ? [] : Group(community.Id, text),
            .. community.Members.Count == 0 ? Array.Empty<Notification>() : [new Notification.CardMessage(community.Id, community.Members, _cards.ForCommunity(kase))],
        ];
    }

    /// <summary>How long it has been waited for: the next nudge is a day after this one.</summary>
    private string Age(Case kase)
    {
        var age = (kase.NextDueAt ?? kase.ClockStartedAt.AddDays(1)) - TimeSpan.FromDays(1) - kase.ClockStartedAt;
        return age < TimeSpan.FromDays(1)
            ? _say.Text(Say.AgeHours, ("count", Math.Max(1, (int)Math.Round(age.TotalHours)).ToString()))
            : _say.Text(Say.AgeDays, ("count", ((int)Math.Round(age.TotalDays)).ToString()));
    }

    private static string Brief(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";

    private string Community(Case kase) => (words.City.FindCompound(kase.CompoundId) ?? words.City.Nowhere).Community.Id;

    private static string Short(Case kase) => CaseWords.Short(kase.Number);

    /// <summary>Who has it in hand: the member who accepted, else everybody on duty for the desk.</summary>
    private IReadOnlyList<string> Handlers(Case kase) =>
        kase.HandlerMember is { } member ? [member] : words.City.FindOrganisation(kase.HandlerOrganisation)?.Members ?? [];

    private string NewText(Case kase) => _say.Text(
        Say.GroupNew, ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("due", words.ShortDue(kase)));

    private string ReviewText(Case kase) => _say.Text(
        Say.GroupReview, ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)));

    private string UrgentText(Case kase) => _say.Text(
        Say.GroupUrgent, ("short", Short(kase)), ("danger", words.DangerName(kase)), ("place", words.GroupPlace(kase)));

    /// <summary>A group reads who is praised, never by whom or in which words.</summary>
    private string PraiseText(Case kase) => _say.Text(
        Say.GroupPraise,
        ("short", Short(kase)), ("who", NamedWorker.In(kase.Description) ?? words.Handler(kase)), ("compound", words.CompoundName(kase.CompoundId)));

    private string ResolvedText(Case kase) => kase.Kind switch
    {
        CaseKind.Praise => _say.Text(
            Say.TellPraiseHeard, ("number", kase.Number), ("handler", words.Handler(kase)), ("note", kase.OutcomeNote ?? ""), ("link", links.Page(kase))),
        CaseKind.Consultation or CaseKind.Suggestion => _say.Text(
            Say.TellAnswered, ("number", kase.Number), ("note", kase.OutcomeNote ?? ""), ("link", links.Page(kase)), ("choices", words.GradeLines())),
        _ => _say.Text(
            Say.TellResolved,
            ("number", kase.Number), ("outcome", words.Outcome(kase.Outcome ?? Outcome.Fixed)), ("note", kase.OutcomeNote ?? ""),
            ("link", links.Page(kase)), ("choices", words.GradeLines())),
    };

    private string FollowerResolved(Case kase, Follower follower) => _say.Text(
        Say.FollowerResolved,
        ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)),
        ("outcome", words.Outcome(kase.Outcome ?? Outcome.Fixed)), ("note", kase.OutcomeNote ?? ""), ("link", links.Page(follower)));

    private string FollowerEnded(Case kase, Follower follower) => _say.Text(
        Say.FollowerEnded,
        ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("state", words.State(kase.State)), ("link", links.Page(follower)));

    /// <summary>Neighbours who follow hear the outcome once each, nothing of who reported it, and are asked for no grade.</summary>
    private static IEnumerable<Notification> Followers(Case kase, Func<Case, Follower, string> text) => kase.Followers
        .Where(f => f.Person.LeftAt is null)
        .Select(f => new Notification.ResidentMessage(f.Person.Channel, f.Person.ExternalId, text(kase, f)));

    private string Remind(Phrase phrase, Case kase) => _say.Text(
        phrase, ("short", Short(kase)), ("subject", words.Subject(kase)), ("place", words.Place(kase)), ("due", words.ShortDue(kase)));

    private Notification.CardUpdate Quiet(Case kase) => new(kase.Number, _cards.Quiet(kase));

    private static Notification.ResidentMessage Resident(Case kase, string text) => new(kase.Reporter.Channel, kase.Reporter.ExternalId, text);

    private IEnumerable<Notification> Group(string organisationId, string text) =>
        words.City.FindOrganisation(organisationId) is { GroupRobotKey: not null } organisation
            ? [new Notification.GroupMessage(organisation.Id, text, organisation.Members)]
            : [];

    private IEnumerable<Notification> Card(Case kase, string? reason) =>
        words.City.FindOrganisation(kase.HandlerOrganisation) is { Members.Count: > 0 } organisation
            ? [new Notification.CardMessage(organisation.Id, organisation.Members, _cards.ForHandler(kase, reason is null ? null : _say.Text(Say.CardReason, ("reason", reason))))]
            : [];
}
