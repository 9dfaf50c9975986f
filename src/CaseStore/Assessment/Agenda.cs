using CaseStore.City;
using CaseStore.Persistence;

namespace CaseStore.Assessment;

/// <summary>What a community's consultation meeting (联席会) of a month has to talk about.</summary>
/// <param name="At">The moment it speaks of.</param>
public sealed record Agenda(
    Organisation Community, Period Month, DateTimeOffset At, IReadOnlyList<OpenCase> HardCases, IReadOnlyList<HotSpot> HotSpots, IReadOnlyList<OpenCase> Suggestions,
    IReadOnlyList<OpenCase> Overdue)
{
    /// <summary>Which cases are open is what is open now; a month that has ended sees only what was reported in it or before.</summary>
    public static async Task<Agenda> PrepareAsync(
        CaseContext store, CityDirectory city, AssessmentRules rules, Organisation community, Period month, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var at = now < month.To ? now : month.To;
        var compounds = city.Compounds.Where(x => x.Community == community).Select(x => x.Id).ToArray();
        IReadOnlyList<OpenCase> Known(List<OpenCase> cases) => [.. cases.Where(c => c.ReportedAt < at)];
        return new Agenda(
            community,
            month,
            at,
            Known(await OpenCases.HardAsync(store, compounds, cancellation)),
            await Assessment.HotSpots.FindAsync(store, rules, at, compounds, cancellation),
            Known(await OpenCases.SuggestionsAsync(store, compounds, cancellation)),
            Known(await OpenCases.OverdueAsync(store, compounds, at, cancellation)));
    }
}
