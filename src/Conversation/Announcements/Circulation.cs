using System.Globalization;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>What others hear while a case circulates: asked, extended, called out, handed on, copied upward.</summary>
internal sealed class Circulation(CaseWords words, CaseLinks links, Cards cards, Audience audience)
{
    private readonly PhraseBook _say = words.Book;

    /// <summary>Null: no event of circulation.</summary>
    public IEnumerable<Notification>? What(CaseEvent happened, Case kase) => happened.Kind switch
    {
        CaseEventKind.Escalated => [Audience.Reporter(kase, _say.Text(
            Say.TellEscalated, ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase)), Link(kase)))],
        CaseEventKind.Raised => [
            .. Staff(CommunityOf(kase), _say.Text(
                Say.StaffHearsRaised,
                ("handler", words.OrganisationName(PropertyOf(kase))), ("to", words.Handler(kase)), Short(kase), Subject(kase), Place(kase), ("note", happened.Note ?? ""), Link(kase))),
            Audience.Reporter(kase, _say.Text(Say.TellRaised, ("number", kase.Number), ("handler", words.Handler(kase)), Link(kase)))],
        CaseEventKind.Extended => Extended(kase, happened.Note ?? ""),
        CaseEventKind.Corrected => [
            Audience.Reporter(kase, _say.Text(
                Say.TellCorrected, ("number", kase.Number), Subject(kase), ("handler", words.Handler(kase)), ("due", words.Due(kase)), Link(kase))),
            .. Staff(Others(audience.Handlers(kase), happened), _say.Text(Say.StaffHearsCorrected, Short(kase), Subject(kase), Place(kase), Due(kase))),
            Face(kase)],
        CaseEventKind.Asked => [
            Audience.Reporter(kase, _say.Text(Say.TellAsked, ("number", kase.Number), ("handler", words.Handler(kase)), ("note", happened.Note ?? ""), Link(kase))),
            Face(kase)],
        CaseEventKind.Answered => [
            .. Staff(audience.Handlers(kase), _say.Text(
                Say.StaffHearsAnswered, Short(kase), Subject(kase), ("words", happened.Note ?? _say.Text(Say.NewPhoto)), Due(kase), Link(kase)))
                .SelectMany(told => Pictures.WithText(happened, told.User).Prepend(told)),
            Face(kase)],
        CaseEventKind.AskLapsed => [.. Staff(audience.Handlers(kase), _say.Text(Say.StaffHearsAskLapsed, Short(kase), Subject(kase), Due(kase))), Face(kase)],
        CaseEventKind.Remarked => Staff(Others(audience.Handlers(kase), happened), _say.Text(
            Say.StaffHearsRemark, Short(kase), Subject(kase), ("who", NameOf(happened.By)), ("note", happened.Note ?? ""))),
        CaseEventKind.HandedOver => [
            new Notification.CardMessage(kase.HandlerOrganisation, audience.Handlers(kase), cards.ForHandler(kase, _say.Text(Say.CardHandedOver))),
            .. Pictures.WithCard(kase, audience.Handlers(kase))],
        CaseEventKind.Whistled => Whistled(kase, happened.Note),
        CaseEventKind.ReportedIn => [.. Staff(CommunityOf(kase), _say.Text(
            Say.StaffHearsReportedIn, ("name", words.OrganisationName(happened.Note ?? "")), Short(kase), Subject(kase), ("rest", StillToCome(kase))))],
        CaseEventKind.ReportInLate => [
            .. audience.Group(
                happened.Note ?? "", _say.Text(Say.GroupReportInLate, Short(kase), Subject(kase), GroupPlace(kase)), kase, Topic.Called, audience.About(kase)),
            .. Staff(CommunityOf(kase), _say.Text(
                Say.StaffHearsReportInLate, ("name", words.OrganisationName(happened.Note ?? "")), Short(kase), Subject(kase), Place(kase)))],
        CaseEventKind.Merged => [
            Audience.Reporter(kase, _say.Text(Say.TellMerged, ("number", kase.Number), ("other", kase.MergedInto ?? ""), Link(kase))),
            .. Audience.Followers(kase, (merged, follower) => _say.Text(
                Say.FollowerMerged, Short(merged), Subject(merged), GroupPlace(merged), ("other", merged.MergedInto ?? ""), ("link", links.Page(follower)))),
            new Notification.CardUpdate(kase.Number, cards.Quiet(kase), Instead: audience.CardOver(kase))],
        CaseEventKind.MergedHere => [
            .. Staff(Others(audience.Handlers(kase), happened), _say.Text(
                Say.StaffHearsMergedHere, ("other", happened.Note is { Length: > 0 } other ? CaseWords.Short(other) : ""), Short(kase), Subject(kase), Place(kase), Link(kase))),
            Face(kase)],
        CaseEventKind.Claimed => [
            Audience.Reporter(kase, _say.Text(Say.TellClaimed, ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase)), Link(kase))),
            .. Staff(CommunityOf(kase), _say.Text(Say.StaffHearsClaimed, Short(kase), Subject(kase), Place(kase), Due(kase))),
            Face(kase)],
        CaseEventKind.ClaimLapsed => [.. Staff(audience.Desk(kase), _say.Text(Say.StaffHearsClaimLapsed, Short(kase), Subject(kase), Place(kase), Due(kase), Link(kase))), Face(kase)],
        CaseEventKind.Unacknowledged => [
            .. audience.Group(
                kase.HandlerOrganisation, _say.Text(Say.GroupUnacknowledged, Short(kase), Subject(kase), GroupPlace(kase)),
                kase, Topic.Unacknowledged, audience.About(kase)),
            .. Audience.Nudge(
                audience.Handlers(kase), _say.Text(Say.StaffHearsUnacknowledged, Short(kase), Subject(kase), Place(kase)),
                kase, Topic.Unacknowledged, audience.About(kase))],
        CaseEventKind.Alarmed => Alarmed(kase, happened.Note ?? ""),
        CaseEventKind.CopiedToTownship => Copied(audience.Township(kase), happened, kase),
        CaseEventKind.CopiedToCommandCentre => Copied(words.City.CommandCentre, happened, kase),
        CaseEventKind.NobodyOnDuty => Staff(words.City.CommandCentre.Members, _say.Text(
            Say.StaffHearsNobody,
            ("name", words.OrganisationName(happened.Note ?? "")), Short(kase), Subject(kase), Place(kase), ("handler", words.Handler(kase)))),
        _ => null,
    };

    /// <summary>A desk without anybody that had many cases.</summary>
    public IEnumerable<Notification> Emptied(string organisation, IReadOnlyList<Case> cases) => Staff(words.City.CommandCentre.Members, _say.Text(
        Say.StaffHearsEmptied,
        ("name", words.OrganisationName(organisation)), ("count", cases.Count.ToString()), ("handlers", string.Join('、', cases.Select(words.Handler).Distinct()))));

    /// <summary>The desk is to accept; whoever stands above it is to see to it that somebody goes.</summary>
    private IEnumerable<Notification> Alarmed(Case kase, string rung)
    {
        var (group, staff) = rung == kase.HandlerOrganisation
            ? (_say.Text(Say.GroupAlarm, Short(kase), Danger(kase), GroupPlace(kase), Unheard(kase)),
                _say.Text(Say.StaffHearsAlarm, Short(kase), Danger(kase), Place(kase), Unheard(kase), Link(kase)))
            : (_say.Text(Say.GroupAlarmAbove, Short(kase), Danger(kase), GroupPlace(kase), Unheard(kase), ("handler", words.Handler(kase))),
                _say.Text(Say.StaffHearsAlarmAbove, Short(kase), Danger(kase), Place(kase), Unheard(kase), ("handler", words.Handler(kase)), Link(kase)));
        var about = audience.About(kase);
        return [
            .. audience.Group(rung, group, kase, Topic.Unacknowledged, about),
            .. Audience.Nudge(audience.Members(rung), staff, kase, Topic.Unacknowledged, about)];
    }

    /// <summary>How long nobody has accepted, as of this alarm: announcements know no clock.</summary>
    private (string, string) Unheard(Case kase)
    {
        var dispatched = kase.History.LastOrDefault(h => h.Act is "Dispatch" or "SendToReview")?.At ?? kase.ReportedAt;
        var minutes = ((kase.History.LastOrDefault(h => h.Act == "Alarm")?.At ?? dispatched) - dispatched).TotalMinutes;
        return ("age", minutes < 60
            ? _say.Text(Say.AgeMinutes, ("count", Math.Max(1, (int)minutes).ToString(CultureInfo.InvariantCulture)))
            : words.Age(TimeSpan.FromMinutes(minutes)));
    }

    private IEnumerable<Notification> Extended(Case kase, string milestones) =>
    [
        Audience.Reporter(kase, _say.Text(
            Say.TellExtended,
            ("number", kase.Number), ("community", words.Community(kase)), ("due", words.Due(kase)), ("note", milestones), Link(kase))),
        .. kase.HandlerOrganisation == audience.Community(kase)?.Id ? [] : Staff(audience.Handlers(kase), _say.Text(
            Say.StaffHearsExtended, Short(kase), Subject(kase), Place(kase), ("due", words.Due(kase)), ("note", milestones))),
        .. audience.Group(
            kase.HandlerOrganisation, _say.Text(Say.GroupExtended, Short(kase), Subject(kase), GroupPlace(kase), ("due", words.Due(kase))),
            kase, Topic.Extended, audience.About(kase, words.ShortDue(kase))),
        Face(kase),
    ];

    /// <summary>Those called last get a card to report in with; their groups read who is wanted where, and not why in somebody's words.</summary>
    private IEnumerable<Notification> Whistled(Case kase, string? reason)
    {
        if (kase.Calls.Count == 0)
        {
            yield break;
        }

        var last = kase.Calls.Max(c => c.CalledAt);
        var called = kase.Calls.Where(c => c.CalledAt == last).ToList();
        foreach (var call in called)
        {
            foreach (var group in audience.Group(
                call.Organisation,
                _say.Text(Say.GroupWhistled, Short(kase), Subject(kase), GroupPlace(kase), ("due", words.ShortTime(call.DueAt))),
                kase, Topic.Called, audience.About(kase, words.ShortTime(call.DueAt))))
            {
                yield return group;
            }

            if (audience.Members(call.Organisation) is { Count: > 0 } members)
            {
                yield return new Notification.CardMessage(call.Organisation, members, cards.ForCalled(kase, reason));
            }
        }

        if (kase.HandlerOrganisation != audience.Community(kase)?.Id)
        {
            var names = string.Join('、', called.Select(c => words.OrganisationName(c.Organisation)));
            foreach (var told in Staff(audience.Handlers(kase), _say.Text(Say.StaffHearsWhistled, Short(kase), Subject(kase), ("names", names))))
            {
                yield return told;
            }
        }
    }

    /// <summary>Who, what, how long, why now.</summary>
    private IEnumerable<Notification> Copied(Organisation? above, CaseEvent happened, Case kase) => Staff(above?.Members ?? [], _say.Text(
        Say.StaffCopied,
        Short(kase), Subject(kase), Place(kase), ("handler", words.Handler(kase)), ("age", words.Age(AgeOf(kase))),
        ("why", happened.By.Role == Role.Reporter
            ? _say.Text(Say.WhyFailedOften, ("count", kase.Reopened.ToString(CultureInfo.InvariantCulture)))
            : _say.Text(Say.WhyMissedTwice, ("due", words.Due(kase)))),
        Link(kase)));

    /// <summary>Announcements know no clock: as of the last thing that happened to it.</summary>
    private static TimeSpan AgeOf(Case kase) => (kase.History.Count > 0 ? kase.History[^1].At : kase.DueAt ?? kase.ReportedAt) - kase.ReportedAt;

    private string StillToCome(Case kase)
    {
        var open = kase.Calls.Where(c => c.ReportedInAt is null).Select(c => words.OrganisationName(c.Organisation)).ToList();
        return open.Count == 0 ? _say.Text(Say.StaffAllReportedIn) : _say.Text(Say.StaffStillToCome, ("names", string.Join('、', open)));
    }

    /// <summary>The handler's cards as the case stands now; those of others, who can do other things, stay as they are.</summary>
    private Notification.CardUpdate Face(Case kase) => new(kase.Number, cards.ForHandler(kase), audience.Desk(kase));

    private static IEnumerable<Notification.StaffMessage> Staff(IEnumerable<string> users, string text) => Audience.Staff(users, text);

    private IReadOnlyList<string> CommunityOf(Case kase) => audience.Community(kase)?.Members ?? [];

    private string PropertyOf(Case kase) => words.City.FindCompound(kase.CompoundId)?.Property?.Id ?? kase.HandlerOrganisation;

    private static IEnumerable<string> Others(IEnumerable<string> users, CaseEvent happened) =>
        users.Where(u => !u.Equals(happened.By.Id, StringComparison.OrdinalIgnoreCase));

    /// <summary>For colleagues: the desk, not the person.</summary>
    private string NameOf(Actor by) => words.City.DutiesOf(by.Id) is [var first, ..] all
        ? (all.FirstOrDefault(o => o.Role == by.Role) ?? first).Name
        : by.Id;

    private static (string, string) Short(Case kase) => ("short", CaseWords.Short(kase.Number));

    private (string, string) Danger(Case kase) => ("danger", words.DangerName(kase));

    private (string, string) Subject(Case kase) => ("subject", words.Subject(kase));

    private (string, string) Place(Case kase) => ("place", words.Place(kase));

    private (string, string) GroupPlace(Case kase) => ("place", words.GroupPlace(kase));

    private (string, string) Due(Case kase) => ("due", words.ShortDue(kase));

    private (string, string) Link(Case kase) => ("link", links.Page(kase));
}
