using CaseStore.Catalogue;
using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>What the clock will do next to a case.</summary>
public enum DueStep
{
    /// <summary>Nobody has accepted or passed it on within the acknowledge limit.</summary>
    Acknowledge,

    /// <summary>Danger to life that nobody has accepted: every ten minutes, to the next who can do something.</summary>
    Alarm,

    /// <summary>Early warning to whoever is handling.</summary>
    Warning,

    /// <summary>The limit, and after it every further day: handler's group, community's group, community staff.</summary>
    Overdue,

    /// <summary>An organisation that was called to the spot has not come.</summary>
    ReportIn,

    /// <summary>The reporter has not answered a question: the clock goes on without an answer.</summary>
    AskLapse,

    /// <summary>Nobody rated: closed as satisfied by default, kept apart from real ratings.</summary>
    RatingLapse,
}

/// <summary>One matter somebody reported. Only <see cref="CaseDesk"/> changes it.</summary>
public sealed class Case
{
    private readonly List<HistoryEntry> _history = [];
    private readonly List<Photo> _photos = [];
    private readonly List<Follower> _followers = [];
    private readonly List<WhistleCall> _calls = [];

    public long Id { get; private set; }

    /// <summary><c>WP-yyyyMMdd-NNNN</c>, the day in the city's time.</summary>
    public required string Number { get; init; }

    public required CaseKind Kind { get; set; }

    /// <summary>A catalogue code; absent for suggestion, praise and consultation.</summary>
    public string? Subtype { get; set; }

    public CaseState State { get; internal set; }

    public Loop Loop { get; internal set; }

    /// <summary>Empty while an emergency's compound is not known.</summary>
    public required string CompoundId { get; set; }

    public required string Place { get; set; }

    /// <summary>Degrees, taken to be GCJ-02; only when the reporter sent a position.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Neighbours who see the same and hear the outcome too.</summary>
    public IReadOnlyList<Follower> Followers => _followers;

    /// <summary>Who was called to the spot, in order.</summary>
    public IReadOnlyList<WhistleCall> Calls => _calls;

    public required string Description { get; init; }

    /// <summary>Danger to life.</summary>
    public bool Emergency { get; init; }

    /// <summary>Which danger, by its catalogue code.</summary>
    public string? Danger { get; init; }

    public required Person Reporter { get; init; }

    /// <summary>The one organisation that is responsible now. Never empty.</summary>
    public required string HandlerOrganisation { get; set; }

    /// <summary>The userid of who accepted it.</summary>
    public string? HandlerMember { get; internal set; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>The promise made to the reporter; frozen until a new one is told (reopened, extended).</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>What <see cref="DueAt"/> would be if nobody had waited for the reporter.</summary>
    public DateTimeOffset? UnpausedDueAt { get; internal set; }

    /// <summary>What the promise counts, so that waiting is taken off in the same time, whatever the catalogue says tomorrow.</summary>
    public LimitUnit? DueCounts { get; internal set; }

    internal bool CountsWorkingTime => DueCounts is LimitUnit.WorkingHours or LimitUnit.WorkingDays;

    /// <summary>By when somebody must have accepted or explained; null once somebody has.</summary>
    public DateTimeOffset? AcknowledgeBy { get; internal set; }

    /// <summary>Since when the handler waits for an answer of the reporter; the clock stands still meanwhile.</summary>
    public DateTimeOffset? WaitingSince { get; internal set; }

    /// <summary>The volunteer who claimed it (<see cref="Person.PublicId"/>).</summary>
    public string? ClaimedBy { get; internal set; }

    /// <summary>When the clock of the promise began: early warnings are shares of the time since.</summary>
    public DateTimeOffset ClockStartedAt { get; internal set; }

    public DateTimeOffset? AcceptedAt { get; internal set; }

    public DateTimeOffset? ResolvedAt { get; internal set; }

    public DateTimeOffset? ClosedAt { get; internal set; }

    public Outcome? Outcome { get; internal set; }

    public string? OutcomeNote { get; internal set; }

    /// <summary>Counts the promises made: a nudge belongs to one version and dies with it.</summary>
    public int DeadlineVersion { get; internal set; }

    /// <summary>The next moment the clock must look at this case, indexed; null when there is none.</summary>
    public DateTimeOffset? NextDueAt { get; internal set; }

    public DueStep? NextDue { get; internal set; }

    /// <summary>Overdue nudges sent, over the case's whole life.</summary>
    public int Nudges { get; internal set; }

    public int Extensions { get; internal set; }

    public int Reopened { get; internal set; }

    public DateTimeOffset? UrgedAt { get; internal set; }

    public int? Grade { get; internal set; }

    public string? GradeComment { get; internal set; }

    public bool GradedByDefault { get; internal set; }

    public string? MergedInto { get; internal set; }

    /// <summary>The unguessable part of the reporter's page <c>/c/{token}</c>.</summary>
    public required string PageToken { get; init; }

    /// <summary>When that page stops answering; set when the case ends.</summary>
    public DateTimeOffset? PageUntil { get; internal set; }

    /// <summary>Grows with every change; two who act at once cannot both win.</summary>
    public int Version { get; internal set; }

    public IReadOnlyList<HistoryEntry> History => _history;

    public IReadOnlyList<Photo> Photos => _photos;

    public bool IsOpen => State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched or CaseState.Accepted or CaseState.Resolved;

    /// <summary>Whether somebody is still to do the work (a resolved case waits for its reporter, not for a handler).</summary>
    public bool IsInWork => State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched or CaseState.Accepted;

    /// <summary>While the reporter is waited for, time stands where it stood.</summary>
    public bool IsOverdue(DateTimeOffset now) =>
        IsInWork && DueAt is { } due && due <= (WaitingSince ?? now);

    /// <summary>Under review because another desk would not have it: it is corrected or sent on, and neither rejected nor resolved.</summary>
    public bool MustPassOn => Bounces.CameBack(this);

    /// <summary>疑难件: on the watch list, with a named person responsible.</summary>
    public bool IsHard => Extensions >= 2 || Loop == Loop.Big;

    internal void Record(DateTimeOffset at, string act, Actor by, string? note) =>
        _history.Add(new HistoryEntry { At = at, Act = act, By = by.Id, Role = by.Role, Note = note });

    internal void Join(Follower follower) => _followers.Add(follower);

    internal void Call(WhistleCall call) => _calls.Add(call);

    internal void Attach(Photo photo, PhotoRole role)
    {
        photo.Role = role;
        _photos.Add(photo);
    }
}
