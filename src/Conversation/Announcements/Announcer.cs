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
public sealed class Announcer
{
    /// <summary>A desk that lost its people with more cases than these is one message to the command centre, not one a case.</summary>
    private const int MostOneByOne = 3;

    private readonly CaseWords _words;
    private readonly CaseLinks _links;
    private readonly PhraseBook _say;
    private readonly Cards _cards;
    private readonly Audience _audience;
    private readonly Circulation _circulation;
    private readonly Notices _notices;

    public Announcer(CaseWords words, CaseLinks links)
    {
        _words = words;
        _links = links;
        _say = words.Book;
        _cards = new Cards(words, links);
        _audience = new Audience(words);
        _circulation = new Circulation(words, links, _cards, _audience);
        _notices = new Notices(words, links);
    }

    /// <summary>
    /// What the events of one act come to. The reporter hears one thing of it: the first event that has words for them speaks
    /// for those that follow ("escalated" for the new desk it goes to). Who hears nothing, and why: <see cref="Untold"/>.
    /// </summary>
    public IReadOnlyList<Announcement> Announce(IEnumerable<CaseEvent> happened)
    {
        var all = happened.ToList();
        return [.. Awareness.Complete(Tell(all), all)];
    }

    public IReadOnlyList<Announcement> Announce(CaseEvent happened) => [.. Awareness.Complete(Tell(happened), [happened])];

    private List<Announcement> Tell(List<CaseEvent> all)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var announcements = new List<Announcement>();
        var emptied = all.Where(e => e.Kind == CaseEventKind.NobodyOnDuty).GroupBy(e => e.Note ?? "").Where(g => g.Count() > MostOneByOne)
            .ToDictionary(g => g.Key, g => g.Select(e => e.Case).ToList(), StringComparer.Ordinal);
        foreach (var (organisation, cases) in emptied)
        {
            announcements.AddRange(_circulation.Emptied(organisation, cases).Select(what => new Announcement(what, "")));
        }

        foreach (var one in all.Where(e => e.Kind != CaseEventKind.NobodyOnDuty || !emptied.ContainsKey(e.Note ?? "")))
        {
            foreach (var announcement in Tell(one))
            {
                if (!IsToReporter(announcement, one.Case) || told.Add(one.Case.Number))
                {
                    announcements.Add(announcement);
                }
            }
        }

        return announcements;
    }

    private IEnumerable<Announcement> Tell(CaseEvent happened)
    {
        var kase = happened.Case;
        return What(happened, kase).Select(what => new Announcement(
            what is Notification.ResidentMessage told ? _notices.Complete(told, happened) : what,
            kase.Number,
            happened.Kind is CaseEventKind.Overdue or CaseEventKind.Warned or CaseEventKind.Unacknowledged or CaseEventKind.Alarmed ? kase.DeadlineVersion : null,
            kase.Emergency && kase.State != CaseState.Closed));
    }

    /// <summary>For a click on a card that was no longer true: the cards of whoever clicked show how it stands now, with what is theirs to do.</summary>
    public Announcement Refresh(Case kase, string user)
    {
        var mine = _words.City.DutiesOf(user).Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        var called = kase.Calls.FirstOrDefault(c => c.ReportedInAt is null && mine.Contains(c.Organisation));
        return new(
            kase switch
            {
                _ when mine.Contains(kase.HandlerOrganisation) => Face(kase),
                _ when called is not null => new Notification.CardUpdate(kase.Number, _cards.ForCalled(kase, null), _audience.Members(called.Organisation)),
                { IsInWork: true } when _audience.Community(kase) is { } community && mine.Contains(community.Id) =>
                    new Notification.CardUpdate(kase.Number, _cards.ForCommunity(kase), community.Members),
                _ => new Notification.CardUpdate(kase.Number, _cards.Quiet(kase), [user]),
            },
            kase.Number);
    }

    /// <summary>The reporter cannot be written to any more: whoever is near goes and tells them. Neither name nor phone.</summary>
    public IReadOnlyList<Announcement> Unreachable(Case kase)
    {
        var desk = _audience.Community(kase) is { Members.Count: > 0 } community ? community : _words.City.CommandCentre;
        var text = _say.Text(
            Say.StaffUnreachable, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.Place(kase)), ("link", _links.Page(kase)));
        return [.. Audience.Staff(desk.Members, text).Select(told => new Announcement(told, kase.Number))];
    }

    /// <summary>WeCom does not know this member any more: whoever is nearest and there sees to the roster.</summary>
    public IReadOnlyList<Announcement> MemberLost(string user)
    {
        var told = new List<Announcement>();
        foreach (var organisation in _words.City.DutiesOf(user))
        {
            var text = _say.Text(Say.StaffMemberLost, ("name", organisation.Name), ("user", user));
            var members = _audience.Nearest(organisation).SelectMany(o => o.Members).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(m => !m.Equals(user, StringComparison.OrdinalIgnoreCase)).ToList();
            told.AddRange(Audience.Staff(members.Count > 0 ? members : _words.City.CommandCentre.Members, text).Select(what => new Announcement(what, "")));
        }

        return told;
    }

    private static bool IsToReporter(Announcement announcement, Case kase) =>
        announcement.What is Notification.ResidentMessage told && told.Channel == kase.Reporter.Channel && told.ExternalId == kase.Reporter.ExternalId;

    /// <summary>What the community sees of somebody who was answered calmly; the command centre where no compound is known.</summary>
    public IReadOnlyList<Announcement> Abuse(string? compoundId, AbuseReport what)
    {
        var community = _words.City.FindCompound(compoundId ?? "")?.Community;
        var desk = community is { Members.Count: > 0 } ? community : _words.City.CommandCentre;
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
            .. IsFirst(kase) ? Array.Empty<Notification>() : [Moved(kase)],
            .. Group(kase.HandlerOrganisation, kase.Emergency ? UrgentText(kase) : ReviewText(kase), kase, Topic.Review),
            .. Card(kase, happened.Note),
            .. Rerouted(happened, kase)],
        CaseEventKind.Accepted => [
            Resident(kase, _say.Text(Say.TellAccepted, ("number", kase.Number), ("handler", _words.Handler(kase)), ("due", _words.Due(kase)), ("link", _links.Page(kase)))),
            Face(kase)],
        CaseEventKind.Declined => [
            Resident(kase, _say.Text(
                Say.TellReview, ("number", kase.Number), ("handler", _words.Handler(kase)), ("reason", happened.Note ?? ""), ("link", _links.Page(kase)))),
            Moved(kase)],
        CaseEventKind.Returned => [],
        CaseEventKind.Rejected => [
            Resident(kase, _say.Text(Say.TellRejected, ("number", kase.Number), ("reason", happened.Note ?? ""), ("link", _links.Page(kase)))),
            .. Followers(kase, FollowerEnded),
            Over(kase)],
        CaseEventKind.Resolved => [
            .. WithResult(happened, Resident(kase, ResolvedText(kase))),
            .. Followers(kase, FollowerResolved).SelectMany(told => WithResult(happened, told)),

            // Of a case that somebody had accepted nobody else thinks that it is theirs.
            kase.AcceptedAt == kase.ResolvedAt ? Over(kase) : Quiet(kase)],
        CaseEventKind.Recalled => [
            Resident(kase, _say.Text(Say.TellRecalled, ("number", kase.Number), ("handler", _words.Handler(kase)), ("link", _links.Page(kase)))),
            Face(kase)],
        CaseEventKind.Reopened => Reopened(kase),
        CaseEventKind.Closed => Closed(happened, kase),
        CaseEventKind.Withdrawn => [
            .. Handlers(kase).Select(u => new Notification.StaffMessage(u, _say.Text(Say.StaffWithdrawn, ("short", Short(kase))))),
            .. Followers(kase, FollowerEnded),
            Over(kase)],
        CaseEventKind.Urged => Urged(happened, kase),
        CaseEventKind.Supplemented => WithPhotos(happened, kase, _say.Text(
            Say.StaffSupplemented,
            ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.Place(kase)), ("words", happened.Note ?? _say.Text(Say.NewPhoto)), ("link", _links.Page(kase)))),
        CaseEventKind.Followed => [
            .. WithPhotos(happened, kase, _say.Text(
                Say.StaffFollowed,
                ("short", Short(kase)), ("subject", _words.Subject(kase)), ("count", (kase.Followers.Count + 1).ToString(CultureInfo.InvariantCulture)),
                ("words", happened.Note ?? _say.Text(Say.NewPhoto)), ("link", _links.Page(kase)))),
            Face(kase)],
        CaseEventKind.Located => [
            .. Handlers(kase).Select(u => new Notification.StaffMessage(u, _say.Text(
                Say.StaffLocated, ("short", Short(kase)), ("place", _words.Place(kase)), ("words", happened.Note ?? ""), ("link", _links.Page(kase))))),
            Face(kase)],
        CaseEventKind.Warned => Audience.Nudge(
            Handlers(kase), Remind(Say.StaffWarned, kase), kase, Topic.DueSoon, _audience.About(kase, _words.ShortDue(kase))),
        CaseEventKind.Overdue => Overdue(kase),
        _ => _circulation.What(happened, kase) ?? throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, null),
    };

    private IEnumerable<Notification> Dispatched(CaseEvent happened, Case kase)
    {
        // Cards of an earlier desk go quiet before the new desk gets its own.
        if (happened.By.Role != Role.Reporter || kase.Reopened > 0 || kase.History.Any(h => h.Act == nameof(CaseAct.Locate)))
        {
            yield return Moved(kase);
        }

        if (kase.Reopened == 0)
        {
            foreach (var group in kase switch
            {
                { Emergency: true } => Group(kase.HandlerOrganisation, UrgentText(kase), kase, Topic.New),
                { Kind: CaseKind.Praise } => Group(kase.HandlerOrganisation, PraiseText(kase), kase, Topic.Praise, PraiseLine(kase)),
                _ => Group(kase.HandlerOrganisation, NewText(kase), kase, Topic.New),
            })
            {
                yield return group;
            }
        }

        if (kase.Emergency && Community(kase) != kase.HandlerOrganisation)
        {
            foreach (var group in Group(Community(kase), UrgentText(kase), kase, Topic.New))
            {
                yield return group;
            }
        }

        foreach (var card in Card(kase, happened.Note))
        {
            yield return card;
        }

        foreach (var told in Rerouted(happened, kase))
        {
            yield return told;
        }
    }

    /// <summary>
    /// Who reports hears the first desk in the reply; of every other desk, also one that the clock chose, here. A colleague of the same
    /// desk is no other desk.
    /// </summary>
    private IEnumerable<Notification> Rerouted(CaseEvent happened, Case kase)
    {
        var stays = DesksOf(kase).TakeLast(2).ToArray() is [var before, var now] && before == now;
        if (happened.By.Role != Role.Reporter && !stays)
        {
            yield return Resident(kase, _say.Text(
                Say.TellRerouted, ("number", kase.Number), ("handler", _words.Handler(kase)), ("due", _words.Due(kase)), ("link", _links.Page(kase))));
        }
    }

    private static bool IsFirst(Case kase) => DesksOf(kase).Count() <= 1;

    /// <summary>The ids of all desks that have had it, in order.</summary>
    private static IEnumerable<string> DesksOf(Case kase) => kase.History.Where(h => h.Act is "Dispatch" or "SendToReview").Select(h => h.Note!);

    private IEnumerable<Notification> Reopened(Case kase)
    {
        var text = _say.Text(
            Say.GroupReopened, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)), ("due", _words.ShortDue(kase)));
        return [
            .. Group(kase.HandlerOrganisation, text, kase, Topic.Reopened),
            .. kase.HandlerOrganisation == Community(kase) ? [] : Group(Community(kase), text, kase, Topic.Reopened)];
    }

    private IEnumerable<Notification> Closed(CaseEvent happened, Case kase)
    {
        yield return Over(kase);
        if (happened.By.Role == Role.System && kase.Kind == CaseKind.Praise)
        {
            // Nobody was asked for a grade.
            yield break;
        }

        if (happened.By.Role == Role.System)
        {
            yield return Resident(kase, _say.Text(Say.TellClosedByDefault, ("number", kase.Number), ("link", _links.Page(kase))));
        }
        else if (kase is { HandlerMember: { } member, Grade: { } grade })
        {
            yield return new Notification.StaffMessage(
                member, _say.Text(Say.StaffClosed, ("short", Short(kase)), ("grade", _words.GradeName(grade))));
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
            var text = _say.Text(Say.GroupUrged, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)));
            foreach (var group in Group(kase.HandlerOrganisation, text, kase, Topic.Urged))
            {
                yield return group;
            }
        }
    }

    private IEnumerable<Notification> Overdue(Case kase)
    {
        var text = _say.Text(
            Say.GroupOverdue,
            ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)), ("handler", _words.Handler(kase)), ("age", Age(kase)));
        var line = _say.Text(
            Say.LineOverdue, ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)), ("handler", _words.Handler(kase)), ("age", Age(kase)));
        var community = (_words.City.FindCompound(kase.CompoundId) ?? _words.City.Nowhere).Community;
        return
        [
            .. Group(kase.HandlerOrganisation, text, kase, Topic.Overdue, line),
            .. kase.HandlerOrganisation == community.Id ? [] : Group(community.Id, text, kase, Topic.Overdue, line),
            .. community.Members.Count == 0 ? Array.Empty<Notification>() : [new Notification.CardMessage(community.Id, community.Members, _cards.ForCommunity(kase))],
        ];
    }

    /// <summary>How long it has been waited for, as of this nudge: announcements know no clock.</summary>
    private string Age(Case kase)
    {
        var age = (kase.History.LastOrDefault(h => h.Act == "Nudge")?.At ?? kase.DueAt ?? kase.ClockStartedAt) - kase.ClockStartedAt;
        return age < TimeSpan.FromDays(1)
            ? _say.Text(Say.AgeHours, ("count", Math.Max(1, (int)Math.Round(age.TotalHours)).ToString()))
            : _say.Text(Say.AgeDays, ("count", ((int)Math.Round(age.TotalDays)).ToString()));
    }

    private static string Brief(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";

    private string Community(Case kase) => (_words.City.FindCompound(kase.CompoundId) ?? _words.City.Nowhere).Community.Id;

    private static string Short(Case kase) => CaseWords.Short(kase.Number);

    private string NewText(Case kase) => _say.Text(
        Say.GroupNew, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)), ("due", _words.ShortDue(kase)));

    private string ReviewText(Case kase) => _say.Text(
        Say.GroupReview, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)));

    private string UrgentText(Case kase) => _say.Text(
        Say.GroupUrgent, ("short", Short(kase)), ("danger", _words.DangerName(kase)), ("place", _words.GroupPlace(kase)));

    /// <summary>A group reads who is praised, never by whom or in which _words.</summary>
    private string PraiseText(Case kase) => _say.Text(
        Say.GroupPraise,
        ("short", Short(kase)), ("who", Praised(kase)), ("compound", _words.CompoundName(kase.CompoundId)));

    private string PraiseLine(Case kase) => _say.Text(Say.LinePraise, ("who", Praised(kase)), ("compound", _words.CompoundName(kase.CompoundId)));

    private string Praised(Case kase) => NamedWorker.In(kase.Description) ?? _words.Handler(kase);

    private string ResolvedText(Case kase) => kase.Kind switch
    {
        CaseKind.Praise => _say.Text(
            Say.TellPraiseHeard, ("number", kase.Number), ("handler", _words.Handler(kase)), ("note", kase.OutcomeNote ?? ""), ("link", _links.Page(kase))),
        CaseKind.Consultation or CaseKind.Suggestion => _say.Text(
            Say.TellAnswered, ("number", kase.Number), ("note", kase.OutcomeNote ?? ""), ("link", _links.Page(kase)), ("choices", _words.GradeLines())),
        _ => _say.Text(
            Say.TellResolved,
            ("number", kase.Number), ("outcome", _words.Outcome(kase.Outcome ?? Outcome.Fixed)), ("note", kase.OutcomeNote ?? ""),
            ("link", _links.Page(kase)), ("choices", _words.GradeLines())),
    };

    private string FollowerResolved(Case kase, Follower follower) => _say.Text(
        Say.FollowerResolved,
        ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)),
        ("outcome", _words.Outcome(kase.Outcome ?? Outcome.Fixed)), ("note", kase.OutcomeNote ?? ""), ("link", _links.Page(follower)));

    private string FollowerEnded(Case kase, Follower follower) => _say.Text(
        Say.FollowerEnded,
        ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)), ("state", _words.State(kase.State)), ("link", _links.Page(follower)));

    private string Remind(Phrase phrase, Case kase) => _say.Text(
        phrase, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("place", _words.Place(kase)), ("due", _words.ShortDue(kase)));

    /// <summary>Of cards that nobody needs any more. Who was called to the spot still has to report in, whoever handles the case.</summary>
    private Notification.CardUpdate Quiet(Case kase) => new(
        kase.Number, _cards.Quiet(kase), kase.IsInWork && kase.Calls.Any(c => c.ReportedInAt is null) ? EarlierDesks(kase) : null);

    private Notification.CardUpdate Moved(Case kase) => Quiet(kase) with
    {
        Instead = _say.Text(Say.StaffCardMoved, ("short", Short(kase)), ("subject", _words.Subject(kase)), ("handler", _words.Handler(kase))),
    };

    private Notification.CardUpdate Over(Case kase) => Quiet(kase) with { Instead = _audience.CardOver(kase) };

    private List<string> EarlierDesks(Case kase) => [.. DesksOf(kase).SelectMany(_audience.Members).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The handler's cards as the case stands now; those of others, who can do other things, stay as they are.</summary>
    private Notification.CardUpdate Face(Case kase) => new(kase.Number, _cards.ForHandler(kase), _audience.Desk(kase));

    private static Notification.ResidentMessage Resident(Case kase, string text) => Audience.Reporter(kase, text);

    private static IEnumerable<Notification.ResidentMessage> Followers(Case kase, Func<Case, Follower, string> text) => Audience.Followers(kase, text);

    private IReadOnlyList<string> Handlers(Case kase) => _audience.Handlers(kase);

    private IEnumerable<Notification> Group(string organisationId, string text, Case kase, Topic topic, string? line = null) =>
        _audience.Group(organisationId, text, kase, topic, line ?? _audience.About(kase, _words.ShortDue(kase)));

    private IEnumerable<Notification> Card(Case kase, string? reason) =>
        _audience.Desk(kase) is { Count: > 0 } members
            ? [
                new Notification.CardMessage(
                    kase.HandlerOrganisation, members, _cards.ForHandler(kase, reason is null ? null : _say.Text(Say.CardReason, ("reason", reason)))),
                .. HadBefore(kase) ? [] : Pictures.WithCard(kase, members)]
            : [];

    /// <summary>The pictures are on their telephones already.</summary>
    private static bool HadBefore(Case kase) => DesksOf(kase).SkipLast(1).Contains(kase.HandlerOrganisation);

    /// <summary>The text, and below it the photos that came with the event, to each who has it in hand.</summary>
    private IEnumerable<Notification> WithPhotos(CaseEvent happened, Case kase, string text) =>
        Handlers(kase).SelectMany(u => Pictures.WithText(happened, u).Prepend(new Notification.StaffMessage(u, text)));

    private static IEnumerable<Notification> WithResult(CaseEvent happened, Notification.ResidentMessage told) => Pictures.OfResult(happened, told).Prepend(told);
}
