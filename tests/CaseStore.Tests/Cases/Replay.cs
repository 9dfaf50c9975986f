using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>
/// What the history alone says of a case, folded line by line: where it stands and why the clock did what it did. Throws when a line says
/// something that must never happen.
/// </summary>
internal sealed class Replay
{
    private readonly World _world;
    private readonly CatalogueFile _catalogue;
    private readonly bool _emergency;
    private readonly List<TimeStretch> _pauses = [];
    private readonly HashSet<string> _told = [];
    private string? _subtype;
    private string _cause = "";
    private Limit _limit = new(1, LimitUnit.ClockDays);
    private DateTimeOffset _start;
    private DateTimeOffset _unpaused;
    private DateTimeOffset _dispatched;
    private long _nudgedDay = -1;
    private DateTimeOffset _alarmed;
    private int _alarms;
    private int _calls;

    private Replay(World world, string? subtype, bool emergency) => (_world, _catalogue, _subtype, _emergency) = (world, world.Catalogue, subtype, emergency);

    public CaseState State { get; private set; }

    public string Handler { get; private set; } = "";

    public Loop Loop { get; private set; }

    public Outcome? Outcome { get; private set; }

    public DateTimeOffset? WaitingSince { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public string? Member { get; private set; }

    public string? ClaimedBy { get; private set; }

    public string? MergedInto { get; private set; }

    public int Reopened { get; private set; }

    public int Extensions { get; private set; }

    public int Nudges { get; private set; }

    public int Promises { get; private set; }

    public int? Grade { get; private set; }

    public bool ByDefault { get; private set; }

    /// <summary>What the ledger must hold, by the kind the case had when it was earned.</summary>
    public bool Valid { get; private set; }

    public bool Solved { get; private set; }

    public DateTimeOffset Due => DueTimes.AfterPauses(_unpaused, _start, _pauses, Working ? _world.Calendar : null);

    /// <summary>Whether a nudge for the promise that counts now has been sent.</summary>
    public bool Nudged => _nudgedDay >= 0;

    private bool Working => _limit.Unit is LimitUnit.WorkingDays or LimitUnit.WorkingHours;

    private bool InWork => State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched or CaseState.Accepted;

    private bool IsProblem => _subtype is not null;

    /// <param name="subtype">As it was filed.</param>
    public static Replay Of(Case kase, string? subtype, World world)
    {
        var replay = new Replay(world, subtype, kase.Emergency);
        foreach (var line in kase.History)
        {
            replay.Hear(line);
        }

        return replay;
    }

    private void Hear(HistoryEntry line)
    {
        switch (line.Act)
        {
            case "Report":
                Promise(line.At, Limit(), null);
                break;
            case "Dispatch" or "SendToReview":
                HandTo(line);
                break;
            case "NobodyOnDuty" or "Refused" or "Supplement" or "Follow" or "Urge" or "Remark" or "ReportIn" or "MergedHere" or "NotFixed":
                break;
            case "Accept":
                (State, AcceptedAt, Member) = (CaseState.Accepted, line.At, line.Role == Role.Reporter ? null : line.By);
                Valid |= IsProblem;
                break;
            case "HandOver":
                Member = line.Note;
                break;
            case "Claim":
                ClaimedBy = line.By;
                break;
            case "ClaimLapse":
                Must(InWork && ClaimedBy is not null && line.Role == Role.System, line);
                ClaimedBy = null;
                (State, AcceptedAt) = Member is null ? (CaseState.Dispatched, null) : (State, AcceptedAt);
                break;
            case "AskReporter":
                Must(InWork && WaitingSince is null, line);
                WaitingSince = line.At;
                break;
            case "Answer" or "AskLapse":
                Must(WaitingSince is not null, line);
                StopWaiting(line.At);
                break;
            case "Resolve":
                State = CaseState.Resolved;
                Valid |= IsProblem;
                StopWaiting(line.At);
                break;
            case "Outcome":
                Outcome = Enum.Parse<Outcome>(line.Note!);
                break;
            case "Recall":
                (State, Outcome) = (CaseState.Accepted, null);
                break;
            case "Rate":
                (Grade, ByDefault) = (line.Note![0] - '0', false);
                break;
            case "Reopen":
                Must(State == CaseState.Resolved, line);
                Reopened++;
                Outcome = null;
                Promise(line.At, Limit(), null);
                break;
            case "Close":
                Must(State == CaseState.Resolved, line);
                State = CaseState.Closed;
                (Grade, ByDefault) = line.Role == Role.System ? (4, true) : (Grade, ByDefault);
                Solved |= IsProblem && Outcome == CaseStore.Cases.Outcome.Fixed;
                break;
            case "Withdraw":
                End(CaseState.Withdrawn, line);
                break;
            case "Reject":
                End(CaseState.Rejected, line);
                break;
            case "Merge":
                End(CaseState.Merged, line);
                (MergedInto, Outcome) = (line.Note, CaseStore.Cases.Outcome.Duplicate);
                break;
            case "Extend":
                // Where no compound is known, the command centre is the community.
                Must(!_emergency && line.Role is Role.CommunityStaff or Role.CommandCentre && InWork && Due <= (WaitingSince ?? line.At), line);
                Extensions++;
                Promise(line.At, new Limit(1, LimitUnit.ClockDays), _world.Calendar.AddMonths(line.At, line.Note![0] - '0'));
                break;
            case "Correct":
                Correct(line);
                break;
            case "Whistle":
                _calls += line.Note!.Split(' ')[0].Split(',').Length;
                break;
            case "Warn" or "Nudge" or "NudgeAcknowledge" or "ReportInLate":
                HearClock(line);
                break;
            case "Alarm":
                HearAlarm(line);
                break;
            case "CopyTownship" or "CopyCommandCentre":
                Must(Reopened + Extensions > 0 && _told.Add($"{line.Act} {Promises}"), line);
                Must(line.Act == "CopyTownship" || Late(line.At) >= TimeSpan.FromDays(_catalogue.CommandCentreAfterDays), line);
                break;
            case "Decline" or "Raise" or "Return" or "Escalate" or "Redispatch" or "Approve" or "Locate":
                break;
            default:
                throw new InvalidOperationException($"Nobody knows the word {line.Act}.");
        }

        if (line.Act is not ("NobodyOnDuty" or "AskLapse" or "ClaimLapse" or "Refused"))
        {
            _cause = line.Act;
        }
    }

    private void HearClock(HistoryEntry line)
    {
        // Nobody is reminded of what is done with, or of what waits for the reporter; nor twice of the same.
        Must(line.Role == Role.System && InWork && WaitingSince is null, line);
        switch (line.Act)
        {
            case "Warn":
                Must(!Nudged && line.At < Due && _told.Add($"Warn {Promises}"), line);
                Must(Counted(_start, line.At, Working) >= Counted(_start, _unpaused, Working, paused: false) * _catalogue.WarnAt - TimeSpan.FromSeconds(1), line);
                break;
            case "NudgeAcknowledge":
                var limit = _emergency ? _catalogue.EmergencyAcknowledgeLimit : _catalogue.AcknowledgeLimit;
                Must(AcceptedAt is null && ClaimedBy is null && _told.Add($"Acknowledge {_dispatched.UtcTicks}"), line);
                Must(Counted(_dispatched, line.At, limit.CountsWorkingTime) >= (limit.Unit == LimitUnit.ClockMinutes ? TimeSpan.FromMinutes(limit.Amount) : TimeSpan.FromHours(limit.Amount)), line);
                break;
            case "Nudge":
                var day = (long)Math.Floor(Late(line.At) / TimeSpan.FromDays(1));
                Must(Due <= line.At && day > _nudgedDay, line);
                Must(Counted(_start, line.At, Working) >= Counted(_start, _unpaused, Working, paused: false), line);
                _nudgedDay = day;
                Nudges++;
                break;
            default:
                Must(--_calls >= 0, line);
                break;
        }
    }

    /// <summary>Never after somebody has it in hand, never two within ten minutes, and never back down the ladder.</summary>
    private void HearAlarm(HistoryEntry line)
    {
        Must(line.Role == Role.System && _emergency && InWork && AcceptedAt is null && ClaimedBy is null, line);
        Must(line.At - _alarmed >= TimeSpan.FromMinutes(10), line);
        var height = _world.City.FindOrganisation(line.Note!)!.Kind;
        Must(_alarms > 0 ? height is OrganisationKind.Community or OrganisationKind.Township or OrganisationKind.CommandCentre : line.Note == Handler, line);
        Must(_alarms < 3 || height == OrganisationKind.CommandCentre, line);
        (_alarmed, _alarms) = (line.At, _alarms + 1);
    }

    private void HandTo(HistoryEntry line)
    {
        Must(WaitingSince is null && State is not (CaseState.Closed or CaseState.Withdrawn or CaseState.Rejected or CaseState.Merged), line);
        var to = _world.City.FindOrganisation(line.Note!)!;
        Loop = _cause == "Reopen" ? Loop : (line.Act, to.Kind) switch
        {
            ("SendToReview", OrganisationKind.CommandCentre) when _cause == "Escalate" || _world.City.FindOrganisation(Handler) is { Kind: OrganisationKind.Department } => Loop.Big,
            ("SendToReview", _) => Loop.Small,
            (_, OrganisationKind.Property) => Loop.Micro,
            (_, OrganisationKind.Unit) => Loop.Small,
            (_, OrganisationKind.Department) => Loop.Big,
            _ => Loop.Self,
        };
        State = line.Act == "Dispatch" ? CaseState.Dispatched : CaseState.UnderReview;
        (Handler, AcceptedAt, Member, ClaimedBy, _dispatched) = (to.Id, null, null, null, line.At);
        (_alarmed, _alarms) = (line.At, 0);
    }

    private void Correct(HistoryEntry line)
    {
        Must(InWork, line);
        var late = Due <= (WaitingSince ?? line.At);
        _subtype = line.Note;
        var limit = Limit();
        TimeStretch[] pauses = WaitingSince is { } since ? [.. _pauses, new TimeStretch(since, line.At)] : [.. _pauses];
        var start = late || DueTimes.Due(limit, _start, pauses, _world.Calendar) > line.At ? _start : line.At;
        Promise(start, limit, null);
    }

    private void Promise(DateTimeOffset start, Limit limit, DateTimeOffset? due)
    {
        (_start, _limit, _unpaused) = (start, limit, due ?? DueTimes.Due(limit, start, _world.Calendar));
        _nudgedDay = -1;
        Promises++;
    }

    private void End(CaseState state, HistoryEntry line)
    {
        Must(InWork, line);
        StopWaiting(line.At);
        State = state;
    }

    private void StopWaiting(DateTimeOffset at)
    {
        if (WaitingSince is { } since)
        {
            _pauses.Add(new TimeStretch(since, at));
            WaitingSince = null;
        }
    }

    private Limit Limit() => _emergency ? _catalogue.EmergencyLimit : _catalogue.Subtypes.FirstOrDefault(s => s.Code == _subtype)?.Limit ?? _catalogue.AnswerLimit;

    /// <summary>How far past the promise, without the time that was waited.</summary>
    private TimeSpan Late(DateTimeOffset at) => Counted(Due, at, working: false);

    /// <summary>The time between two moments without that in which the reporter was waited for.</summary>
    private TimeSpan Counted(DateTimeOffset from, DateTimeOffset to, bool working, bool paused = true)
    {
        var sum = Length(from, to);
        foreach (var pause in paused ? _pauses : [])
        {
            sum -= Length(pause.From > from ? pause.From : from, pause.To < to ? pause.To : to);
        }

        return sum;

        TimeSpan Length(DateTimeOffset begin, DateTimeOffset end) =>
            end <= begin ? TimeSpan.Zero : working ? _world.Calendar.WorkingTimeBetween(begin, end) : end - begin;
    }

    private static void Must(bool holds, HistoryEntry line)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The history says what must not be: {line.Act} at {line.At:u} by {line.By}, {line.Note}");
        }
    }
}
