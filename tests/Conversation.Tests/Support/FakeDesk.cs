using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;

namespace Conversation.Tests.Support;

/// <summary>
/// A desk that does whatever it is asked, as far as the talk can see it. What circulation does is told as the store tells it, so
/// that a transcript shows who hears of it.
/// </summary>
internal static class FakeDesk
{
    public static ActResult Do(Case kase, CaseAct act, Actor by, DateTimeOffset now, IEnumerable<Case> all)
    {
        if (act is CaseAct.Extend && kase.Emergency)
        {
            return new ActResult.Refused(Refusal.DangerToLife, kase);
        }

        if (by.Role != Role.Reporter && IsEmpty(act))
        {
            return new ActResult.Refused(Shipped.City.DutiesOf(by.Id).Any(o => o.Id == kase.HandlerOrganisation) ? Refusal.NotNow : Refusal.NotOnDuty, kase);
        }

        if (act is CaseAct.ReportIn && !kase.Calls.Any(c => c.ReportedInAt is null && Shipped.City.DutiesOf(by.Id).Any(o => o.Id == c.Organisation)))
        {
            return new ActResult.Refused(Refusal.Already, kase);
        }

        var waited = kase.WaitingSince is not null;
        var compound = Shipped.City.FindCompound(kase.CompoundId)!;
        kase.State = act switch
        {
            CaseAct.Accept => CaseState.Accepted,
            CaseAct.Resolve => CaseState.Resolved,
            CaseAct.Recall => CaseState.Accepted,
            CaseAct.Decline or CaseAct.Raise => CaseState.UnderReview,
            CaseAct.Rate { Grade: >= 3 } => CaseState.Closed,
            CaseAct.Rate or CaseAct.NotFixed or CaseAct.Approve or CaseAct.Return or CaseAct.Escalate or CaseAct.Redispatch => CaseState.Dispatched,
            CaseAct.Withdraw => CaseState.Withdrawn,
            CaseAct.Reject => CaseState.Rejected,
            CaseAct.Merge => CaseState.Merged,
            _ => kase.State,
        };
        kase.HandlerOrganisation = act switch
        {
            CaseAct.Decline or CaseAct.Raise => compound.Township.Id,
            CaseAct.Approve approve => approve.Unit,
            CaseAct.Return => (compound.Property ?? compound.Community).Id,
            CaseAct.Escalate escalate => escalate.Department ?? "Housing",
            CaseAct.Redispatch other => other.Organisation,
            _ => kase.HandlerOrganisation,
        };
        switch (act)
        {
            case CaseAct.Accept:
                kase.HandlerMember = by.Id;
                break;
            case CaseAct.Resolve done:
                Attach(kase, done.Photos, PhotoRole.Result, now);
                break;
            case CaseAct.HandOver over:
                kase.HandlerMember = over.Member;
                break;
            case CaseAct.Raise or CaseAct.Escalate or CaseAct.Redispatch or CaseAct.Decline or CaseAct.Approve or CaseAct.Return:
                kase.HandlerMember = null;
                break;
            case CaseAct.Extend extend:
                kase.DueAt = now.AddMonths(extend.Months);
                kase.DeadlineVersion++;
                kase.Extensions++;
                break;
            case CaseAct.Correct correct:
                kase.Subtype = correct.Subtype;
                break;
            case CaseAct.Merge merge:
                kase.MergedInto = merge.Into;
                break;
            case CaseAct.AskReporter:
                kase.WaitingSince = now;
                break;
            case CaseAct.Supplement more:
                kase.WaitingSince = null;
                Attach(kase, more.Photos, PhotoRole.Report, now);
                break;
            case CaseAct.Claim:
                kase.ClaimedBy = by.Id;
                break;
            case CaseAct.Whistle whistle:
                foreach (var organisation in whistle.Organisations)
                {
                    kase.Call(new WhistleCall { Organisation = organisation, CalledAt = now, DueAt = now.AddHours(4) });
                }

                break;
            case CaseAct.ReportIn:
                foreach (var call in kase.Calls.Where(c => Shipped.City.DutiesOf(by.Id).Any(o => o.Id == c.Organisation)))
                {
                    call.ReportedInAt = now;
                    call.Member = by.Id;
                }

                break;
            default:
                break;
        }

        kase.Record(now, act.GetType().Name, by, ReasonOf(act));
        if (act is CaseAct.Raise or CaseAct.Escalate or CaseAct.Redispatch or CaseAct.Decline or CaseAct.Approve or CaseAct.Return)
        {
            kase.Record(now, act is CaseAct.Raise or CaseAct.Decline ? "SendToReview" : "Dispatch", Actor.Clock, kase.HandlerOrganisation);
        }

        return new ActResult.Done(kase, [.. Events(kase, act, by, waited, all)]);
    }

    private static IEnumerable<CaseEvent> Events(Case kase, CaseAct act, Actor by, bool waited, IEnumerable<Case> all) => act switch
    {
        CaseAct.Escalate escalate => [new(CaseEventKind.Escalated, kase, by, escalate.Reason), new(CaseEventKind.Dispatched, kase, by)],
        CaseAct.Redispatch => [new(CaseEventKind.Dispatched, kase, by)],
        CaseAct.Raise raise => [new(CaseEventKind.Raised, kase, by, raise.Tried), new(CaseEventKind.SentToReview, kase, by)],
        CaseAct.Extend extend => [new(CaseEventKind.Extended, kase, by, extend.Milestones)],
        CaseAct.AskReporter ask => [new(CaseEventKind.Asked, kase, by, ask.Question)],
        CaseAct.Supplement more when waited => [new(CaseEventKind.Answered, kase, by, more.Words)],
        CaseAct.Supplement more when by.Role == Role.Reporter => [new(CaseEventKind.Supplemented, kase, by, more.Words)],
        CaseAct.Remark remark => [new(CaseEventKind.Remarked, kase, by, remark.Words)],
        CaseAct.HandOver => [new(CaseEventKind.HandedOver, kase, by)],
        CaseAct.Whistle whistle => [new(CaseEventKind.Whistled, kase, by, whistle.Reason)],
        CaseAct.ReportIn => [new(CaseEventKind.ReportedIn, kase, by, Shipped.City.DutiesOf(by.Id)[0].Id)],
        CaseAct.Merge merge => [
            new(CaseEventKind.Merged, kase, by),
            .. all.Where(c => c.Number == merge.Into).Select(c => new CaseEvent(CaseEventKind.MergedHere, c, by, kase.Number))],
        CaseAct.Claim => [new(CaseEventKind.Claimed, kase, by)],
        CaseAct.Correct => [new(CaseEventKind.Corrected, kase, by)],
        _ => [],
    };

    private static void Attach(Case kase, IReadOnlyList<string> keys, PhotoRole role, DateTimeOffset now)
    {
        foreach (var key in keys)
        {
            kase.Attach(new Photo { Key = key, Channel = Channel.WeChat, Sender = "o-resident-1", Token = key, ReceivedAt = now }, role);
        }
    }

    private static bool IsEmpty(CaseAct act) => act switch
    {
        CaseAct.Resolve { Note: "" } => true,
        CaseAct.Extend { Milestones: "" } or CaseAct.Correct { Subtype: "" } or CaseAct.Merge { Into: "" } or CaseAct.HandOver { Member: "" } => true,
        _ => ReasonOf(act) == "",
    };

    private static string? ReasonOf(CaseAct act) => act switch
    {
        CaseAct.Decline { Reason: var reason } => reason,
        CaseAct.Return { Reason: var reason } => reason,
        CaseAct.Reject { Reason: var reason } => reason,
        CaseAct.Escalate { Reason: var reason } => reason,
        CaseAct.Redispatch { Reason: var reason } => reason,
        CaseAct.Whistle { Reason: var reason } => reason,
        CaseAct.Raise { Tried: var tried } => tried,
        CaseAct.AskReporter { Question: var question } => question,
        CaseAct.Remark { Words: var words } => words,
        CaseAct.Approve { Unit: var unit } => unit,
        _ => null,
    };
}
