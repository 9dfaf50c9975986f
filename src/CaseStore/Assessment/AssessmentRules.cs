namespace CaseStore.Assessment;

/// <summary>By what people and companies are measured; <c>assessment</c> in <c>config/catalogue.json</c>.</summary>
public sealed record AssessmentRules
{
    /// <summary>Points one person may earn on one day of the city; what is beyond it is kept in the ledger as nothing.</summary>
    public int PointsPerDay { get; init; } = 10;

    public int PointsPerMonth { get; init; } = 60;

    /// <summary>A share of fewer cases than this says nothing about a company, and is not judged.</summary>
    public int MinimumCases { get; init; } = 10;

    /// <summary>A mean of fewer ratings by people is not judged.</summary>
    public int MinimumRatings { get; init; } = 5;

    /// <summary>All three must be reached for the red list.</summary>
    public Thresholds Red { get; init; } = new(0.95, 4.5, 0.05);

    /// <summary>Whoever misses one of them stands on the grey list.</summary>
    public Thresholds Grey { get; init; } = new(0.85, 3.5, 0.15);

    /// <summary>Whoever misses one of them stands on the black list.</summary>
    public Thresholds Black { get; init; } = new(0.7, 3, 0.3);

    /// <summary>So many cases of one subtype at one spot make it a hot spot, …</summary>
    public int HotSpotCases { get; init; } = 3;

    /// <summary>… within so many days.</summary>
    public int HotSpotDays { get; init; } = 90;

    /// <summary>By when a rectification notice wants its answer.</summary>
    public int RectificationDays { get; init; } = 15;
}

/// <param name="OnTime">The least share of promises kept (0–1).</param>
/// <param name="Rating">The least mean of ratings by people (1–5).</param>
/// <param name="Reopened">The largest share of resolutions that came back (0–1).</param>
public sealed record Thresholds(double OnTime, double Rating, double Reopened);
