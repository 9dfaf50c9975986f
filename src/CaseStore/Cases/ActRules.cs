using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>An act on a case: refused for one reason, or done with all that belongs to it. Needs nothing but what it is given.</summary>
internal sealed class ActRules(CityDirectory city, CaseCatalogue catalogue, Duty duty, Promises promises, CaseClock clock)
{
    private const int MostMonths = 6;

    public ActResult Decide(Case kase, CaseAct wanted, Actor actor, ActFacts known, DateTimeOffset now)
    {
        // A community that takes what its neighbours may claim accepts it.
        // Whoever waits for it already joins by adding what they sent.
        var act = wanted switch
        {
            CaseAct.Claim when actor.Role != Role.Reporter && kase.Loop == Loop.Self => new CaseAct.Accept(),
            CaseAct.Follow follow when Duty.Awaits(kase, actor) && (known.Photos.Count > 0 || !string.IsNullOrWhiteSpace(follow.Words)) =>
                new CaseAct.Supplement(follow.Words, follow.Photos),
            _ => wanted,
        };
        if (act is CaseAct.Follow && Duty.Awaits(kase, actor))
        {
            return new ActResult.Refused(Refusal.Already, kase);
        }

        var by = known.ThroughMerged ? actor : duty.For(act, kase, actor);
        var allowed = Lifecycle.Allows(kase, TriggerOf(act));
        if (by is null && (allowed || !duty.Concerns(kase, actor)))
        {
            kase.Record(now, "Refused", actor, wanted.GetType().Name);
            return new ActResult.Refused(Refusal.NotOnDuty, kase);
        }

        if (by is not null && act is CaseAct.Reject or CaseAct.Resolve && kase.MustPassOn)
        {
            return new ActResult.Refused(Refusal.MustPassOn, kase);
        }

        if (by is null || !allowed)
        {
            return new ActResult.Refused(Refusal.NotNow, kase);
        }

        if (Lacks(kase, act, actor, known, now) is { } refusal)
        {
            return new ActResult.Refused(refusal, kase);
        }

        var hand = new CaseInHand(kase, by, now);
        Do(hand, act, known);
        return hand.Done(clock);
    }

    private void Do(CaseInHand hand, CaseAct act, ActFacts known)
    {
        var kase = hand.Case;
        var compound = duty.Compound(kase);
        var routing = known.Routing;
        switch (act)
        {
            case CaseAct.Accept:
                HandlerActs.Accept(hand);
                break;
            case CaseAct.Resolve resolve:
                HandlerActs.Resolve(hand, resolve, known.Photos);
                break;
            case CaseAct.Recall:
                HandlerActs.Recall(hand);
                if (known.ClaimerLeft)
                {
                    ReporterActs.LapseClaim(hand);
                }

                if (routing.Onward(kase, duty.Handler(kase), compound) is { } onward)
                {
                    hand.HandTo(onward, CaseTrigger.Redirect);
                }

                break;
            case CaseAct.Decline decline:
                HandlerActs.Decline(hand, decline.Reason, Upward(kase, routing));
                break;
            case CaseAct.Raise raise:
                HandlerActs.Raise(hand, raise, known.Photos, Upward(kase, routing));
                break;
            case CaseAct.AskReporter ask:
                HandlerActs.Ask(hand, ask.Question);
                break;
            case CaseAct.HandOver over:
                HandlerActs.HandOver(hand, routing.Member(duty.Handler(kase)!, over.Member)!);
                break;
            case CaseAct.Remark remark:
                HandlerActs.Remark(hand, remark.Words);
                break;
            case CaseAct.Approve approve:
                ReviewerActs.Approve(hand, routing.ToUnit(compound, approve.Unit)!);
                break;
            case CaseAct.Return back:
                ReviewerActs.Return(hand, back.Reason, Downward(kase, routing));
                break;
            case CaseAct.Reject reject:
                ReviewerActs.Reject(hand, reject.Reason, promises);
                break;
            case CaseAct.Escalate escalate:
                ReviewerActs.Escalate(hand, escalate.Reason, Department(kase, escalate, routing)!);
                break;
            case CaseAct.Redispatch redispatch:
                ReviewerActs.Redispatch(hand, redispatch.Reason, routing.Chosen(compound, duty.Dispatcher(kase, hand.By)!, redispatch.Organisation)!);
                break;
            case CaseAct.Correct correct:
                ReviewerActs.Correct(hand, catalogue.Find(correct.Subtype)!, promises);
                break;
            case CaseAct.Merge:
                MergeActs.Merge(hand, new CaseInHand(known.Survivor!, hand.By, hand.Now), promises, clock);
                break;
            case CaseAct.Extend extend:
                CommunityActs.Extend(hand, extend, promises);
                break;
            case CaseAct.Whistle whistle:
                CommunityActs.Whistle(hand, [.. Uncalled(kase, whistle)], whistle.Reason, clock);
                break;
            case CaseAct.ReportIn here:
                CommunityActs.ReportIn(hand, duty.Called(kase, hand.By)!.Id, here.Words);
                break;
            case CaseAct.Withdraw:
                ReporterActs.Withdraw(hand, promises);
                break;
            case CaseAct.Urge:
                ReporterActs.Urge(hand);
                break;
            case CaseAct.Supplement supplement:
                ReporterActs.Supplement(hand, supplement, known.Photos);
                break;
            case CaseAct.Follow follow:
                ReporterActs.Follow(hand, follow, known.Person ?? throw new InvalidOperationException("Whoever follows has a row."), known.Photos);
                break;
            case CaseAct.Claim:
                ReporterActs.Claim(hand);
                break;
            case CaseAct.Locate locate:
                var elsewhere = locate.CompoundId is { } id && id != kase.CompoundId ? duty.Compound(id) : null;
                ReporterActs.Locate(hand, locate, elsewhere is null ? null : routing.First(elsewhere, kase.Kind, kase.Emergency));
                break;
            case CaseAct.Rate rate:
                ReporterActs.Rate(hand, rate, () => AgainBy(kase, routing), promises);
                break;
            case CaseAct.NotFixed notFixed:
                hand.Note(nameof(CaseAct.NotFixed), notFixed.Reason);
                ReporterActs.Reopen(hand, notFixed.Reason, AgainBy(kase, routing), promises);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, null);
        }
    }

    private static CaseTrigger TriggerOf(CaseAct act) => act switch
    {
        CaseAct.Accept => CaseTrigger.Accept,
        CaseAct.Resolve => CaseTrigger.Resolve,
        CaseAct.Recall => CaseTrigger.Recall,
        CaseAct.Decline => CaseTrigger.Decline,
        CaseAct.Raise => CaseTrigger.Raise,
        CaseAct.AskReporter => CaseTrigger.Ask,
        CaseAct.HandOver => CaseTrigger.HandOver,
        CaseAct.Remark => CaseTrigger.Remark,
        CaseAct.Approve => CaseTrigger.Approve,
        CaseAct.Return => CaseTrigger.Return,
        CaseAct.Reject => CaseTrigger.Reject,
        CaseAct.Escalate => CaseTrigger.Escalate,
        CaseAct.Redispatch => CaseTrigger.Redispatch,
        CaseAct.Correct => CaseTrigger.Correct,
        CaseAct.Merge => CaseTrigger.Merge,
        CaseAct.Extend => CaseTrigger.Extend,
        CaseAct.Whistle => CaseTrigger.Whistle,
        CaseAct.ReportIn => CaseTrigger.ReportIn,
        CaseAct.Withdraw => CaseTrigger.Withdraw,
        CaseAct.Urge => CaseTrigger.Urge,
        CaseAct.Supplement => CaseTrigger.Supplement,
        CaseAct.Follow => CaseTrigger.Follow,
        CaseAct.Claim => CaseTrigger.Claim,
        CaseAct.Locate => CaseTrigger.Locate,
        CaseAct.Rate { Grade: 3 or 4 or 5 } => CaseTrigger.Close,
        CaseAct.Rate { Grade: 1 or 2 } or CaseAct.NotFixed => CaseTrigger.Reopen,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private Refusal? Lacks(Case kase, CaseAct act, Actor actor, ActFacts known, DateTimeOffset now) => act switch
    {
        CaseAct.Resolve resolve when string.IsNullOrWhiteSpace(resolve.Note) || (NeedsPhoto(kase.Kind) && known.Photos.Count == 0) => Refusal.ProofMissing,
        CaseAct.Recall when kase.Photos.Any(p => p is { Role: PhotoRole.Result, State: PhotoState.Kept or PhotoState.Waiting }) => Refusal.NotNow,
        CaseAct.Supplement supplement when string.IsNullOrWhiteSpace(supplement.Words) && known.Photos.Count == 0 => Refusal.ReasonMissing,
        CaseAct.Locate { CompoundId: null, Place: var place } when string.IsNullOrWhiteSpace(place) => Refusal.ReasonMissing,
        CaseAct.Rate { Grade: 1 or 2, Comment: var comment } when string.IsNullOrWhiteSpace(comment) => Refusal.ReasonMissing,
        CaseAct.Urge when kase.UrgedAt is { } last && now < last.AddDays(1) => Refusal.TooSoon,
        CaseAct.Extend when kase.Emergency => Refusal.DangerToLife,
        CaseAct.Extend when !kase.IsOverdue(now) => Refusal.NotOverdue,
        CaseAct.Extend { Months: < 1 or > MostMonths } => Refusal.MonthsOutOfRange,
        _ when Reason(act) is { } reason && string.IsNullOrWhiteSpace(reason) => Refusal.ReasonMissing,
        CaseAct.Approve approve when known.Routing.ToUnit(duty.Compound(kase), approve.Unit) is null => Refusal.UnknownUnit,
        CaseAct.AskReporter when kase.WaitingSince is not null => Refusal.Already,
        CaseAct.HandOver over => LacksMember(kase, over, known.Routing),
        CaseAct.Escalate escalate => Unreachable(kase, Department(kase, escalate, known.Routing)),
        CaseAct.Redispatch to => Unreachable(kase, known.Routing.Chosen(duty.Compound(kase), duty.Dispatcher(kase, actor)!, to.Organisation)),
        CaseAct.Correct correct when catalogue.Find(correct.Subtype) is null => Refusal.UnknownSubtype,
        CaseAct.Correct correct when correct.Subtype == kase.Subtype => Refusal.Already,
        CaseAct.Merge when !MergeActs.CanMerge(kase, known.Survivor) => Refusal.NotMergeable,
        CaseAct.Whistle whistle => LacksCall(kase, whistle, known.Routing),
        CaseAct.ReportIn when duty.Called(kase, actor) is { } called && !kase.Calls.Any(c => c.Organisation == called.Id && c.ReportedInAt is null) => Refusal.Already,
        CaseAct.Claim => LacksClaim(kase, actor, known.Person),
        _ => null,
    };

    /// <summary>The words that an act cannot do without; null where it needs none.</summary>
    private static string? Reason(CaseAct act) => act switch
    {
        CaseAct.Decline decline => decline.Reason,
        CaseAct.Raise raise => raise.Tried,
        CaseAct.Return back => back.Reason,
        CaseAct.Reject reject => reject.Reason,
        CaseAct.NotFixed not => not.Reason,
        CaseAct.Escalate escalate => escalate.Reason,
        CaseAct.Redispatch redispatch => redispatch.Reason,
        CaseAct.Whistle whistle => whistle.Reason,
        CaseAct.Extend extend => extend.Milestones,
        CaseAct.AskReporter ask => ask.Question,
        CaseAct.Remark remark => remark.Words,
        _ => null,
    };

    private Refusal? LacksMember(Case kase, CaseAct.HandOver over, Routing routing)
    {
        var member = routing.Member(duty.Handler(kase)!, over.Member);
        return member is null || string.Equals(member, kase.HandlerMember, StringComparison.OrdinalIgnoreCase) ? Refusal.UnknownMember : null;
    }

    private Refusal? LacksCall(Case kase, CaseAct.Whistle whistle, Routing routing)
    {
        var units = city.UnitsOf(duty.Compound(kase).Township.Id);
        var callable = whistle.Organisations.All(id => city.FindOrganisation(id) is { } called
            && (called.Kind == OrganisationKind.Department || units.Contains(called)) && routing.IsStaffed(called));
        return whistle.Organisations.Count == 0 || !callable ? Refusal.UnknownOrganisation : Uncalled(kase, whistle).Any() ? null : Refusal.Already;
    }

    /// <summary>Neighbours settle it among themselves where no property company is paid for it; nobody claims what they reported, and then rate themselves.</summary>
    private Refusal? LacksClaim(Case kase, Actor actor, Person? person)
    {
        if (actor.Id == kase.ClaimedBy)
        {
            return Refusal.Already;
        }

        var open = kase.Loop == Loop.Self && NeedsPhoto(kase.Kind) && kase.ClaimedBy is null && duty.Compound(kase).Property is null;
        var volunteer = person is { Verified: true, Role: not (null or ReporterRole.Resident) } && person.CompoundId == kase.CompoundId;
        return open && volunteer && actor.Id != kase.Reporter.PublicId ? null : Refusal.NotClaimable;
    }

    private static Refusal? Unreachable(Case kase, Route? route) =>
        route is null ? Refusal.UnknownOrganisation : route.To.Id == kase.HandlerOrganisation ? Refusal.Already : null;

    private static IEnumerable<string> Uncalled(Case kase, CaseAct.Whistle whistle) =>
        whistle.Organisations.Distinct().Except(kase.OpenCalls().Select(c => c.Organisation));

    private static bool NeedsPhoto(CaseKind kind) => kind is CaseKind.PropertyService or CaseKind.LawEnforcement;

    private Route? Department(Case kase, CaseAct.Escalate escalate, Routing routing) =>
        escalate.Department is { } chosen ? routing.ToDepartment(chosen) : routing.ToCity(catalogue.Find(kase.Subtype)?.Department);

    /// <summary>Who decides about what a desk would not or could not have: the township, for a department the command centre; above both, when it bounces.</summary>
    private Route Upward(Case kase, Routing routing)
    {
        var route = duty.Handler(kase) is { Kind: OrganisationKind.Department } ? routing.ToCommandCentre(Loop.Big) : routing.ToReview(duty.Compound(kase));
        return Bounces.Again(kase, route.To.Id) ? AboveAll(route, routing) : route;
    }

    /// <summary>Back to those who are nearest; above both, when it bounces. What the command centre returns stays returned: there is nobody above.</summary>
    private Route Downward(Case kase, Routing routing)
    {
        var route = routing.ToProperty(duty.Compound(kase));
        return kase.HandlerOrganisation != city.CommandCentre.Id && Bounces.Again(kase, route.To.Id) ? AboveAll(routing.ToReview(duty.Compound(kase)), routing) : route;
    }

    private Route AboveAll(Route route, Routing routing) => route.To == city.CommandCentre ? route : routing.ToCommandCentre(route.Loop);

    /// <summary>The first time the same people get a second chance; after that the community has to verify.</summary>
    private Route AgainBy(Case kase, Routing routing) =>
        kase.Reopened == 0 && duty.Handler(kase) is { } same && routing.IsStaffed(same)
            ? new Route(same, kase.Loop)
            : routing.ToCommunity(duty.Compound(kase), kase.Loop);
}
