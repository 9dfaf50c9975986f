using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;

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
    private readonly bool _withTownship;
    private readonly bool _centre;
    private readonly bool _called;
    private readonly bool _elsewise;
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
        _withTownship = compound is not null
            && (kase.HandlerOrganisation == compound.Township.Id || city.UnitsOf(compound.Township.Id).Any(u => u.Id == kase.HandlerOrganisation));
        _centre = duties.Any(o => o.Kind == OrganisationKind.CommandCentre);
        _called = kase.Calls.Any(c => c.ReportedInAt is null && duties.Any(o => o.Id == c.Organisation));
        _elsewise = (compound?.Property is { } property && duties.Contains(property))
            || kase.Calls.Any(c => duties.Any(o => o.Id == c.Organisation))
            || kase.History.Any(h => h.Role == Role.System && duties.Any(o => o.Id == h.Note));
    }

    /// <summary>Whether the case is, or was, any business of theirs: nobody reads a case outside their duty.</summary>
    public bool IsConcerned => _handles || _community || _township || _centre || _called || _elsewise;

    private bool InWork => _kase.State is CaseState.Dispatched or CaseState.Accepted;

    private bool InReview => _kase.State == CaseState.UnderReview;

    private bool IsUnderWay => InWork || InReview;

    private bool IsPraise => _kase.Kind == CaseKind.Praise;

    private bool SendsOn => (_community && _handles && !_withTownship) || (_township && _withTownship) || _centre;

    public bool May(StaffVerb verb, DateTimeOffset now) => verb switch
    {
        StaffVerb.Accept => _handles && _kase.State == CaseState.Dispatched && !IsPraise,
        StaffVerb.Resolve => _handles && InWork,
        StaffVerb.Decline => _handles && InWork && !IsPraise,
        StaffVerb.Approve or StaffVerb.Return => _handles && InReview,
        StaffVerb.Reject => _handles && InReview && !_kase.MustPassOn,
        StaffVerb.Escalate => IsUnderWay && !IsPraise && ((_handles && _handler?.Kind == OrganisationKind.Unit) || (_township && _withTownship) || _centre),
        StaffVerb.Redispatch => IsUnderWay && SendsOn,
        StaffVerb.Correct => IsUnderWay && !IsPraise && (_handles || _township || _centre),
        StaffVerb.Merge => IsUnderWay && !IsPraise && (_community || _township || _centre),
        StaffVerb.Whistle => IsUnderWay && !IsPraise && _community,
        StaffVerb.ReportIn => IsUnderWay && _called,
        StaffVerb.Extend => IsUnderWay && !IsPraise && !_kase.Emergency && _community && _kase.IsOverdue(now),
        StaffVerb.Raise => InWork && !IsPraise && _handles && _handler?.Kind == OrganisationKind.Property,
        StaffVerb.Urge => IsUnderWay && _community && !_handles,
        StaffVerb.AskReporter => IsUnderWay && !IsPraise && _handles && _kase.WaitingSince is null,
        StaffVerb.Remark => IsConcerned && (IsUnderWay || _kase.State == CaseState.Resolved),
        StaffVerb.HandOver => InWork && _handles,
        StaffVerb.Show => IsConcerned,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    /// <summary>Too early for an extension, and nothing else.</summary>
    public bool IsTooEarlyToExtend(DateTimeOffset now) => _community && IsUnderWay && !_kase.Emergency && !_kase.IsOverdue(now);

    /// <summary>The reporter has been asked, and nothing else stands against asking.</summary>
    public bool HasAskedAlready => _handles && IsUnderWay && _kase.WaitingSince is not null;

    /// <summary>Everything that can be done now, in the order in which it is shown.</summary>
    public IReadOnlyList<StaffVerb> Offers(DateTimeOffset now) => [.. Enum.GetValues<StaffVerb>().Where(v => v != StaffVerb.Show && May(v, now))];
}
