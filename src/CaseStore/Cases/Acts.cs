using CaseStore.Assessment;
using CaseStore.People;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>An act on a case: refused for one reason, or done with all that belongs to it.</summary>
internal sealed class Acts(Duty duty, Routing routing, Promises promises, PointsLedger points)
{
    public async ValueTask<ActResult> ActAsync(WriteSession session, string number, CaseAct act, Actor actor, DateTimeOffset now)
    {
        if (await session.FindCaseAsync(number) is not { } kase)
        {
            return new ActResult.Refused(Refusal.NoSuchCase, null);
        }

        if (act is CaseAct.Follow && Follows(kase, actor))
        {
            return new ActResult.Refused(Refusal.Already, kase);
        }

        var by = duty.For(act, kase, actor);
        if (by is null && (Lifecycle.Allows(kase, TriggerOf(act)) || !duty.Concerns(kase, actor)))
        {
            kase.Record(now, "Refused", actor, act.GetType().Name);
            return new ActResult.Refused(Refusal.NotOnDuty, kase);
        }

        if (by is null || !Lifecycle.Allows(kase, TriggerOf(act)))
        {
            return new ActResult.Refused(Refusal.NotNow, kase);
        }

        var compound = duty.Compound(kase);
        var proof = act switch
        {
            CaseAct.Resolve { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
            CaseAct.Supplement { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
            CaseAct.Follow { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
            _ => [],
        };
        if (Lacks(kase, act, proof, now) is { } refusal)
        {
            return new ActResult.Refused(refusal, kase);
        }

        var hand = new CaseInHand(kase, by, now);
        switch (act)
        {
            case CaseAct.Accept:
                HandlerActs.Accept(hand);
                break;
            case CaseAct.Resolve resolve:
                HandlerActs.Resolve(hand, resolve, proof, promises);
                break;
            case CaseAct.Recall:
                HandlerActs.Recall(hand);
                break;
            case CaseAct.Decline decline:
                HandlerActs.Decline(hand, decline.Reason, routing.ToReview(compound));
                break;
            case CaseAct.Approve approve when routing.ToUnit(compound, approve.Unit) is { } unit:
                ReviewerActs.Approve(hand, unit);
                break;
            case CaseAct.Approve:
                return new ActResult.Refused(Refusal.UnknownUnit, kase);
            case CaseAct.Return back:
                ReviewerActs.Return(hand, back.Reason, routing.ToProperty(compound));
                break;
            case CaseAct.Reject reject:
                ReviewerActs.Reject(hand, reject.Reason, promises);
                break;
            case CaseAct.Withdraw:
                ReporterActs.Withdraw(hand, promises);
                break;
            case CaseAct.Urge:
                ReporterActs.Urge(hand);
                break;
            case CaseAct.Supplement supplement:
                ReporterActs.Supplement(hand, supplement, proof);
                break;
            case CaseAct.Follow follow:
                ReporterActs.Follow(hand, follow, await Residents.FindAsync(session, actor), proof);
                break;
            case CaseAct.Locate locate:
                var elsewhere = locate.CompoundId is { } id && id != kase.CompoundId ? duty.Compound(id) : null;
                ReporterActs.Locate(hand, locate, elsewhere is null ? null : routing.First(elsewhere, kase.Kind, kase.Emergency));
                break;
            case CaseAct.Rate rate:
                ReporterActs.Rate(hand, rate, () => AgainBy(kase), promises);
                break;
            case CaseAct.NotFixed notFixed:
                hand.Note(nameof(CaseAct.NotFixed), notFixed.Reason);
                ReporterActs.Reopen(hand, notFixed.Reason, AgainBy(kase), promises);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, null);
        }

        await points.NoteAsync(session, hand.Events, now);
        return hand.Done();
    }

    private static CaseTrigger TriggerOf(CaseAct act) => act switch
    {
        CaseAct.Accept => CaseTrigger.Accept,
        CaseAct.Resolve => CaseTrigger.Resolve,
        CaseAct.Recall => CaseTrigger.Recall,
        CaseAct.Decline => CaseTrigger.Decline,
        CaseAct.Approve => CaseTrigger.Approve,
        CaseAct.Return => CaseTrigger.Return,
        CaseAct.Reject => CaseTrigger.Reject,
        CaseAct.Withdraw => CaseTrigger.Withdraw,
        CaseAct.Urge => CaseTrigger.Urge,
        CaseAct.Supplement => CaseTrigger.Supplement,
        CaseAct.Follow => CaseTrigger.Follow,
        CaseAct.Locate => CaseTrigger.Locate,
        CaseAct.Rate { Grade: 3 or 4 or 5 } => CaseTrigger.Close,
        CaseAct.Rate { Grade: 1 or 2 } or CaseAct.NotFixed => CaseTrigger.Reopen,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static Refusal? Lacks(Case kase, CaseAct act, IReadOnlyList<Photo> proof, DateTimeOffset now) => act switch
    {
        CaseAct.Resolve resolve when string.IsNullOrWhiteSpace(resolve.Note) || (NeedsPhoto(kase.Kind) && proof.Count == 0) => Refusal.ProofMissing,
        CaseAct.Recall when kase.Photos.Any(p => p is { Role: PhotoRole.Result, State: PhotoState.Kept or PhotoState.Waiting }) => Refusal.NotNow,
        CaseAct.Supplement supplement when string.IsNullOrWhiteSpace(supplement.Words) && proof.Count == 0 => Refusal.ReasonMissing,
        CaseAct.Locate { CompoundId: null, Place: var place } when string.IsNullOrWhiteSpace(place) => Refusal.ReasonMissing,
        CaseAct.Decline { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => Refusal.ReasonMissing,
        CaseAct.Return { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => Refusal.ReasonMissing,
        CaseAct.Reject { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => Refusal.ReasonMissing,
        CaseAct.NotFixed { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => Refusal.ReasonMissing,
        CaseAct.Rate { Grade: 1 or 2, Comment: var comment } when string.IsNullOrWhiteSpace(comment) => Refusal.ReasonMissing,
        CaseAct.Urge when kase.UrgedAt is { } last && now < last.AddDays(1) => Refusal.TooSoon,
        _ => null,
    };

    private static bool Follows(Case kase, Actor actor) =>
        actor.Role == Role.Reporter && (kase.Reporter.PublicId == actor.Id || kase.Followers.Any(f => f.Person.PublicId == actor.Id));

    private static bool NeedsPhoto(CaseKind kind) => kind is CaseKind.PropertyService or CaseKind.LawEnforcement;

    /// <summary>The first time the same people get a second chance; after that the community has to verify.</summary>
    private Route AgainBy(Case kase) =>
        kase.Reopened == 0 && duty.Handler(kase) is { Members.Count: > 0 } same
            ? new Route(same, kase.Loop, Review: false)
            : routing.ToCommunity(duty.Compound(kase), kase.Loop);
}
