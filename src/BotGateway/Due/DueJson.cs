using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.Due;

namespace BotGateway.Due;

/// <summary>Why a case is due when it is, day by day. Times carry the city's offset; <c>Sum</c> of the last day is what the limit asks for.</summary>
/// <param name="Limit">Present when it follows from the catalogue; with neither it nor <paramref name="Months"/> the promise stands as it was told under another rule.</param>
/// <param name="Months">Present when the community extended it.</param>
/// <param name="WaitingSince">Present while the reporter is waited for: <paramref name="DueAt"/> is then what an answer now would mean.</param>
internal sealed record DueJson(
    string Number, DueLimitJson? Limit, int? Months, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? WaitingSince,
    IReadOnlyList<int> UnpublishedYears, IReadOnlyList<StretchJson> Pauses, IReadOnlyList<DueDayJson> Days)
{
    public static DueJson Of(CaseDue due, CityDirectory city)
    {
        var why = due.Why;
        return new DueJson(
            due.Number,
            why.Rule is DueRule.OfLimit { Limit: var limit, Word: var word } ? new DueLimitJson(limit.Amount, limit.Unit, limit.Source, word) : null,
            (why.Rule as DueRule.Months)?.Count,
            city.Local(why.Start),
            city.Local(why.Due),
            city.Local(due.WaitingSince),
            why.UnpublishedYears,
            Stretches(why.Pauses, city),
            [.. why.Days.Select(d => new DueDayJson(
                d.Date, d.Date.DayOfWeek, d.Day.Kind, d.Day.Holiday, Stretches(d.Counted, city), Stretches(d.Paused, city), d.Amount, d.Sum))]);
    }

    private static IReadOnlyList<StretchJson> Stretches(IEnumerable<TimeStretch> stretches, CityDirectory city) =>
        [.. stretches.Select(s => new StretchJson(city.Local(s.From), city.Local(s.To)))];
}

/// <param name="Word">The word of the report for which this one of the subtype's limits counts; absent where there is no choice.</param>
internal sealed record DueLimitJson(int Amount, LimitUnit Unit, string? Source, string? Word);

internal sealed record StretchJson(DateTimeOffset From, DateTimeOffset To);

/// <param name="Counted">The stretches that counted.</param>
/// <param name="Paused">The stretches in which the reporter was waited for.</param>
/// <param name="Amount">As <c>d.hh:mm:ss</c>.</param>
internal sealed record DueDayJson(
    DateOnly Date, DayOfWeek Weekday, DayKind Kind, string? Holiday, IReadOnlyList<StretchJson> Counted, IReadOnlyList<StretchJson> Paused, TimeSpan Amount, TimeSpan Sum);
