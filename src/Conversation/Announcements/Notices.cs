using CaseStore.Cases;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>What a message to a resident is about, in the few words that a template message can hold.</summary>
internal sealed class Notices(CaseWords words, CaseLinks links)
{
    private readonly string[] _states = words.Book.Text(Say.NoticeStates).Split('|');

    public Notification.ResidentMessage Complete(Notification.ResidentMessage told, CaseEvent happened)
    {
        var kase = happened.Case;
        var neighbour = kase.Followers.FirstOrDefault(f => f.Person.Channel == told.Channel && f.Person.ExternalId == told.ExternalId);
        return told with
        {
            About = new CaseNotice(
                kase.Number,
                words.Subject(kase),
                kase.WaitingSince is not null && kase.IsInWork ? _states[^1] : _states[(int)kase.State],
                words.YearTime(kase.History.Count > 0 ? kase.History[^1].At : kase.ReportedAt),
                neighbour is null || IsReporter(told, kase) ? links.Page(kase) : links.Page(neighbour)),
            Outcome = happened.Kind is CaseEventKind.Resolved or CaseEventKind.Rejected or CaseEventKind.Closed or CaseEventKind.Withdrawn,
        };
    }

    private static bool IsReporter(Notification.ResidentMessage told, Case kase) =>
        told.Channel == kase.Reporter.Channel && told.ExternalId == kase.Reporter.ExternalId;
}
