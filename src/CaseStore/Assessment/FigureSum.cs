namespace CaseStore.Assessment;

/// <summary>Adds findings up to <see cref="Figures"/>.</summary>
internal sealed class FigureSum
{
    private readonly HashSet<string> _received = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> _responses = [];
    private Figures _counts = Figures.None;

    /// <param name="problem">Whether the case is one that can be fixed.</param>
    public void Add(string number, bool problem, Finding finding)
    {
        switch (finding)
        {
            case Finding.Filed or Finding.Received:
                _received.Add(number);
                break;
            case Finding.Responded responded:
                _responses.Add(responded.After);
                break;
            case Finding.Kept:
                _counts = _counts with { Kept = _counts.Kept + 1 };
                break;
            case Finding.Broken:
                _counts = _counts with { Broken = _counts.Broken + 1 };
                break;
            case Finding.Nudged:
                _counts = _counts with { Nudges = _counts.Nudges + 1 };
                break;
            case Finding.Rated rated:
                _counts = _counts with { Ratings = _counts.Ratings + 1, Grades = _counts.Grades + rated.Grade };
                break;
            case Finding.Reopened:
                _counts = _counts with { Reopened = _counts.Reopened + 1 };
                break;
            case Finding.Closed closed:
                _counts = _counts with
                {
                    Closed = _counts.Closed + 1,
                    DefaultRatings = _counts.DefaultRatings + (closed.ByDefault ? 1 : 0),
                    ProblemsClosed = _counts.ProblemsClosed + (problem ? 1 : 0),
                    Fixed = _counts.Fixed + (problem && closed.Fixed ? 1 : 0),
                };
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(finding), finding, null);
        }
    }

    public Figures Total()
    {
        _responses.Sort();
        return _counts with
        {
            Received = _received.Count,
            Responses = _responses.Count,
            ResponseMedian = Median(),
            ResponseP90 = _responses.Count == 0 ? null : _responses[(int)Math.Ceiling(_responses.Count * 0.9) - 1],
        };
    }

    private TimeSpan? Median() => _responses.Count == 0 ? null : (_responses[(_responses.Count - 1) / 2] + _responses[_responses.Count / 2]) / 2;
}
