using CaseStore.Cases;

namespace CaseStore.Assessment;

/// <param name="ByClock">Nobody did it: the clock did.</param>
/// <param name="Note">Only of <see cref="CaseTale.Noted"/> acts.</param>
internal readonly record struct TaleLine(DateTimeOffset At, string Act, bool ByClock, string? Note);

/// <summary>Reads one case's history from its first line and tells what the figures count. It needs nothing but the lines.</summary>
internal sealed class CaseTale
{
    /// <summary>The acts that mean something here; other lines need not be read.</summary>
    public static readonly string[] Acts =
    [
        "Report", "Dispatch", "SendToReview", nameof(CaseAct.Accept), nameof(CaseAct.Resolve), nameof(CaseAct.Recall), nameof(Outcome), nameof(CaseAct.Rate), "Reopen", "Close",
        nameof(CaseAct.Extend), nameof(CaseAct.AskReporter), "Answer", "AskLapse", "Nudge",
    ];

    /// <summary>Those whose note is no words of a person: an organisation's id, an outcome, a grade (with a comment after it).</summary>
    public static readonly string[] Noted = ["Dispatch", "SendToReview", nameof(Outcome), nameof(CaseAct.Rate)];

    private readonly List<Finding> _findings = [];
    private string _organisation = "";
    private DateTimeOffset? _dispatchedAt;
    private DateTimeOffset? _waitingSince;
    private TimeSpan _waited;
    private bool _promised;
    private Finding.Kept? _kept;
    private bool _fixed;

    public static IReadOnlyList<Finding> Read(IEnumerable<TaleLine> lines)
    {
        var tale = new CaseTale();
        foreach (var line in lines)
        {
            tale.Hear(line);
        }

        tale.Settle();
        return tale._findings;
    }

    private void Hear(TaleLine line)
    {
        switch (line.Act)
        {
            case "Report":
                _findings.Add(new Finding.Filed(line.At));
                _promised = true;
                break;
            case "Dispatch" or "SendToReview":
                HandTo(line.Note ?? "", line);
                break;
            case nameof(CaseAct.Accept):
                Accept(line.At);
                break;
            case nameof(CaseAct.Extend):
                _promised = true;
                break;
            case nameof(CaseAct.AskReporter):
                _waitingSince ??= line.At;
                break;
            case "Answer" or "AskLapse":
                StopWaiting(line.At);
                break;
            case "Nudge":
                Nudge(line.At);
                break;
            case nameof(CaseAct.Resolve):
                StopWaiting(line.At);
                _kept = _promised ? new Finding.Kept(line.At, _organisation) : null;
                _promised = false;
                break;
            case nameof(Outcome):
                _fixed = line.Note == nameof(Outcome.Fixed);
                break;
            case nameof(CaseAct.Recall):
                // It was not resolved after all: the promise stands as it stood.
                _promised = _kept is not null;
                _kept = null;
                _fixed = false;
                break;
            case nameof(CaseAct.Rate) when line.Note is [>= '1' and <= '5' and var grade, ..]:
                _findings.Add(new Finding.Rated(line.At, _organisation, grade - '0'));
                break;
            case "Reopen":
                Settle();
                _findings.Add(new Finding.Reopened(line.At, _organisation));
                _promised = true;
                _fixed = false;
                break;
            case "Close":
                _findings.Add(new Finding.Closed(line.At, _organisation, _fixed, line.ByClock));
                break;
            default:
                break;
        }
    }

    private void HandTo(string organisation, TaleLine line)
    {
        _organisation = organisation;
        _dispatchedAt = line.Act == "Dispatch" ? line.At : null;
        _waited = TimeSpan.Zero;
        if (_waitingSince is not null)
        {
            _waitingSince = line.At;
        }

        _findings.Add(new Finding.Received(line.At, organisation));
    }

    /// <summary>The first answer to a dispatch; a colleague who takes over later answers nothing.</summary>
    private void Accept(DateTimeOffset at)
    {
        if (_dispatchedAt is not { } since)
        {
            return;
        }

        var waiting = _waitingSince is { } from ? at - from : TimeSpan.Zero;
        _findings.Add(new Finding.Responded(at, _organisation, at - since - _waited - waiting));
        _dispatchedAt = null;
    }

    private void StopWaiting(DateTimeOffset at)
    {
        _waited += _waitingSince is { } from ? at - from : TimeSpan.Zero;
        _waitingSince = null;
    }

    private void Nudge(DateTimeOffset at)
    {
        if (_promised)
        {
            _findings.Add(new Finding.Broken(at, _organisation));
            _promised = false;
        }

        _findings.Add(new Finding.Nudged(at, _organisation));
    }

    /// <summary>Only now is it sure that nobody recalled the resolution.</summary>
    private void Settle()
    {
        if (_kept is not null)
        {
            _findings.Add(_kept);
            _kept = null;
        }
    }
}
