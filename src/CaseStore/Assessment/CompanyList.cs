using CaseStore.City;

namespace CaseStore.Assessment;

public enum Standing
{
    Red,

    /// <summary>Neither praised nor warned.</summary>
    Between,
    Grey,
    Black,

    /// <summary>Too few cases to say anything.</summary>
    Unlisted,
}

public enum Measure
{
    OnTime,
    Rating,
    Reopened,
}

/// <summary>Why a company stands where it stands.</summary>
public abstract record Judgement(Measure Measure)
{
    /// <param name="List">Whose limit it is.</param>
    public sealed record Reached(Measure Measure, double Value, Standing List, double Limit) : Judgement(Measure);

    public sealed record Missed(Measure Measure, double Value, Standing List, double Limit) : Judgement(Measure);

    /// <summary>Not judged: only <paramref name="Count"/> cases or ratings, and <paramref name="Minimum"/> are wanted.</summary>
    public sealed record TooFew(Measure Measure, int Count, int Minimum) : Judgement(Measure);
}

public sealed record Listed(Organisation Company, Standing Standing, Figures Figures, IReadOnlyList<Judgement> Reasons);

/// <summary>The red, grey and black list (红灰黑榜): the worst that holds counts; red needs all that is asked, and enough to ask it of.</summary>
public static class CompanyList
{
    public static Listed Judge(Organisation company, Figures figures, AssessmentRules rules)
    {
        var measured = Measured(figures, rules).ToList();
        var judged = measured.Where(m => m.Count >= m.Minimum).ToList();
        IEnumerable<Judgement> tooFew = measured.Where(m => m.Count < m.Minimum).Select(m => new Judgement.TooFew(m.Measure, m.Count, m.Minimum));
        Listed At(Standing standing, IEnumerable<Judgement> reasons) => new(company, standing, figures, [.. reasons, .. tooFew]);

        if (judged.Count == 0)
        {
            return At(Standing.Unlisted, []);
        }

        foreach (var (list, limits) in new[] { (Standing.Black, rules.Black), (Standing.Grey, rules.Grey) })
        {
            var missed = judged.Select(m => Against(m, list, limits)).OfType<Judgement.Missed>().ToList();
            if (missed.Count > 0)
            {
                return At(list, missed);
            }
        }

        var red = judged.Select(m => Against(m, Standing.Red, rules.Red)).ToList();
        return judged.Count == measured.Count && red.TrueForAll(j => j is Judgement.Reached)
            ? At(Standing.Red, red)
            : At(Standing.Between, red.OfType<Judgement.Missed>());
    }

    private static IEnumerable<Measured> Measured(Figures figures, AssessmentRules rules) =>
    [
        new(Measure.OnTime, figures.OnTimeRate ?? 0, figures.Kept + figures.Broken, rules.MinimumCases),
        new(Measure.Rating, figures.Rating ?? 0, figures.Ratings, rules.MinimumRatings),
        new(Measure.Reopened, figures.ReopenedRate ?? 0, figures.Reopened + figures.Closed, rules.MinimumCases),
    ];

    private static Judgement Against(Measured measured, Standing list, Thresholds limits)
    {
        var (limit, reached) = measured.Measure switch
        {
            Measure.OnTime => (limits.OnTime, measured.Value >= limits.OnTime),
            Measure.Rating => (limits.Rating, measured.Value >= limits.Rating),
            Measure.Reopened => (limits.Reopened, measured.Value <= limits.Reopened),
            _ => throw new ArgumentOutOfRangeException(nameof(measured), measured.Measure, null),
        };
        return reached
            ? new Judgement.Reached(measured.Measure, measured.Value, list, limit)
            : new Judgement.Missed(measured.Measure, measured.Value, list, limit);
    }
}

/// <param name="Value">Means nothing when the count is too small.</param>
internal readonly record struct Measured(Measure Measure, double Value, int Count, int Minimum);
