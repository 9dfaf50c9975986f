using CaseStore.Cases;
using CaseStore.City;

namespace Conversation.Officer;

/// <summary>
/// In which capacities a member of staff stands towards a case, and what can therefore be offered to them. The desk has the last
/// word: this decides only what is shown and asked for, and whoever may not act is not asked for proof first.
/// </summary>
internal sealed class Standing
{
    private readonly Case _kase;
    private readonly bool _handles;
    private readonly bool _community;
    private readonly bool _township;
    private readonly bool _centre;
    private readonly bool _property;
    private readonly bool _called;
    private readonly bool _before;
    private readonly Organisation? _handler;

    public Standing(CityDirectory city, Case kase, string user)
    {
        var compound = city.FindCompound(kase.CompoundId);
        var duties = city.DutiesOf(user);
        _kase = kase;
        _handler = city.FindOrganisation(kase.HandlerOrganisation);
        _handles = duties.Any(o => o.Id == kase.HandlerOrganisation);
        _community = compound is not null && duties.Contains(compound.Community);
        _township = compound is not null && duties.Contains(compound.Township);
        _property = compound?.Property is { } property && duties.Contains(property);
        _centre = duties.Any(o => o.Kind == OrganisationKind.CommandCentre);
        _called = kase.Calls.Any(c => c.ReportedInAt is null && duties.Any(o => o.Id == c.Organisation));
        _before = kase.Calls.Any(c => duties.Any(o => o.Id == c.Organisation)) || kase.History.Any(h => h.Note is { } note && duties.Any(o => o.Id == note));
    }

    /// <summary>Whether the case is, or was, any business of theirs: nobody reads a case outside their duty.</summary>
    public bool IsConcerned => _handles || _community || _township || _property || _centre || _called || _before;

    public bool IsCommunity => _community;

    private bool InWork => _kase.State is CaseState.Dispatched or CaseState.Accepted;

    private bool InReview => _kase.State == CaseState.UnderReview;

    private bool IsProblem => _kase.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement;

    private bool LooksOn => _community || _township || _centre;

    public bool May(StaffVerb verb, DateTimeOffset now) => verb switch
    {
        StaffVerb.Accept => _handles && _kase.State == CaseState.Dispatched && _kase.Kind != CaseKind.Praise,
        StaffVerb.Resolve => _handles && InWork,
        StaffVerb.Decline => _handles && InWork && _kase.Kind != CaseKind.Praise,
        StaffVerb.Approve or StaffVerb.Return or StaffVerb.Reject => (_handles || _township) && InReview,
        StaffVerb.Escalate => IsProblem && (((_handles || _township) && InReview) || (InWork && (_township || (_handles && _handler?.Kind == OrganisationKind.Unit)))),
        StaffVerb.Redispatch => LooksOn && (InWork || InReview),
        StaffVerb.Correct => IsProblem && (_handles || LooksOn) && (InWork || InReview),
        StaffVerb.Merge => IsProblem && (_handles || LooksOn) && (InWork || InReview),
        StaffVerb.Whistle => IsProblem && _community && (InWork || InReview),
        StaffVerb.ReportIn => _called,
        StaffVerb.Extend => _community && IsProblem && (InWork || InReview) && _kase.IsOverdue(now),
        StaffVerb.Raise => IsProblem && _handles && InWork && _handler?.Kind == OrganisationKind.Property,
        StaffVerb.Urge => LooksOn && !_handles && (InWork || InReview),
        StaffVerb.AskReporter => _handles && (InWork || InReview) && _kase.Kind != CaseKind.Praise && _kase.WaitingSince is null,
        StaffVerb.Remark => IsConcerned && _kase.IsOpen,
        StaffVerb.HandOver => _handles && (InWork || InReview),
        StaffVerb.Show => IsConcerned,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    /// <summary>Too early for an extension, and nothing else: said at once, since a made-up extension must never reach the desk.</summary>
    public bool IsTooEarlyToExtend(DateTimeOffset now) => _community && (InWork || InReview) && !_kase.IsOverdue(now);

    /// <summary>Everything that can be done now, in the order in which it is shown.</summary>
    public IReadOnlyList<StaffVerb> Offers(DateTimeOffset now) => [.. Enum.GetValues<StaffVerb>().Where(v => v != StaffVerb.Show && May(v, now))];
}
