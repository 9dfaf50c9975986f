using CaseStore.Assessment;
using CaseStore.Cases;

namespace BotGateway.Api;

/// <param name="To">The first moment that is no longer in it.</param>
internal sealed record PeriodJson(string Name, DateTimeOffset From, DateTimeOffset To);

internal sealed record AssessmentJson(PeriodJson Period, string Of, IReadOnlyList<FiguresJson> Items);

/// <summary>Defined in docs/figures.md. Shares are 0 to 1; a share or mean of nothing is absent.</summary>
internal sealed record FiguresJson
{
    public required string Id { get; init; }

    /// <summary>Absent for a reporter.</summary>
    public string? Name { get; init; }

    public required int Received { get; init; }

    public required int Closed { get; init; }

    public required int Kept { get; init; }

    public required int Broken { get; init; }

    public double? OnTimeRate { get; init; }

    public double? Rating { get; init; }

    public required int Ratings { get; init; }

    public required int DefaultRatings { get; init; }

    public required int Reopened { get; init; }

    public double? ReopenedRate { get; init; }

    public required int Responses { get; init; }

    public double? ResponseMedianMinutes { get; init; }

    public double? ResponseP90Minutes { get; init; }

    public required int ProblemsClosed { get; init; }

    public required int Fixed { get; init; }

    public double? FixedShare { get; init; }

    public required int Nudges { get; init; }

    public static FiguresJson Of(string id, string? name, Figures figures) => new()
    {
        Id = id,
        Name = name,
        Received = figures.Received,
        Closed = figures.Closed,
        Kept = figures.Kept,
        Broken = figures.Broken,
        OnTimeRate = Short(figures.OnTimeRate),
        Rating = Short(figures.Rating),
        Ratings = figures.Ratings,
        DefaultRatings = figures.DefaultRatings,
        Reopened = figures.Reopened,
        ReopenedRate = Short(figures.ReopenedRate),
        Responses = figures.Responses,
        ResponseMedianMinutes = Short(figures.ResponseMedian?.TotalMinutes),
        ResponseP90Minutes = Short(figures.ResponseP90?.TotalMinutes),
        ProblemsClosed = figures.ProblemsClosed,
        Fixed = figures.Fixed,
        FixedShare = Short(figures.FixedShare),
        Nudges = figures.Nudges,
    };

    private static double? Short(double? value) => value is { } known ? Math.Round(known, 4) : null;
}

internal sealed record CompanyListJson(PeriodJson Period, IReadOnlyList<ListedJson> Items);

/// <param name="List">What the standing is called.</param>
/// <param name="Reasons">In words.</param>
internal sealed record ListedJson(string Id, string Name, Standing Standing, string List, IReadOnlyList<string> Reasons, FiguresJson Figures);

internal sealed record PraiseTableJson(PeriodJson Period, IReadOnlyList<PraisedJson> Items);

/// <param name="Name">The surname and a star; absent for somebody who never registered.</param>
internal sealed record PraisedJson(int Rank, string Id, string? Name, int Points, int ValidReports, int SolvedCases);

/// <param name="Subject">What it is about, in words.</param>
/// <param name="Responsible">Who accepted it; while nobody has, everybody on duty there.</param>
internal sealed record OpenCaseJson(
    string Number, CaseKind Kind, string? Subtype, string Subject, NamedJson? Compound, Loop Loop, CaseState State, NamedJson Organisation, IReadOnlyList<string> Responsible,
    DateTimeOffset ReportedAt, DateTimeOffset? DueAt, bool Overdue, int Extensions, int Reopened, bool Emergency);

internal sealed record WatchListJson(DateTimeOffset At, IReadOnlyList<OpenCaseJson> Items);

/// <param name="Spot">Building, gate …; never a flat. Absent when the words name none.</param>
internal sealed record HotSpotJson(
    NamedJson Compound, string Subtype, string Subject, string? Spot, int Cases, int Open, int Followers, IReadOnlyList<string> Numbers);

internal sealed record HotSpotsJson(DateTimeOffset From, DateTimeOffset At, IReadOnlyList<HotSpotJson> Items);

internal sealed record AgendaJson(
    NamedJson Community, PeriodJson Month, DateTimeOffset At, IReadOnlyList<OpenCaseJson> HardCases, IReadOnlyList<HotSpotJson> HotSpots,
    IReadOnlyList<OpenCaseJson> Suggestions, IReadOnlyList<OpenCaseJson> Overdue);
