namespace CaseStore.Assessment;

/// <summary>What one organisation, or one reporter's cases, came to in a period. Every figure is defined in docs/figures.md; a share of nothing is absent.</summary>
public sealed record Figures
{
    public static Figures None { get; } = new();

    /// <summary>Cases, each once however often it came.</summary>
    public int Received { get; init; }

    public int Closed { get; init; }

    /// <summary>Promises kept and …</summary>
    public int Kept { get; init; }

    /// <summary>… broken in the period.</summary>
    public int Broken { get; init; }

    public double? OnTimeRate => Share(Kept, Kept + Broken);

    /// <summary>Grades given by people.</summary>
    public int Ratings { get; init; }

    /// <summary>The sum of those grades.</summary>
    public int Grades { get; init; }

    public double? Rating => Share(Grades, Ratings);

    /// <summary>Closed because nobody rated: never part of <see cref="Rating"/>.</summary>
    public int DefaultRatings { get; init; }

    public int Reopened { get; init; }

    public double? ReopenedRate => Share(Reopened, Reopened + Closed);

    public int Responses { get; init; }

    public TimeSpan? ResponseMedian { get; init; }

    public TimeSpan? ResponseP90 { get; init; }

    /// <summary>Closed cases that were problems, not words.</summary>
    public int ProblemsClosed { get; init; }

    /// <summary>Those of them that ended as fixed.</summary>
    public int Fixed { get; init; }

    public double? FixedShare => Share(Fixed, ProblemsClosed);

    public int Nudges { get; init; }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
