using CaseStore.Cases;
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
        bool IsHere(string compound) => city.FindCompound(compound)?.Community == community;
        var cases = (await OpenCases.ToTalkAboutAsync(store, at, cancellation)).Where(c => c.ReportedAt < at && IsHere(c.CompoundId)).ToList();
        return new Agenda(
            community,
            month,
            at,
            [.. cases.Where(c => c.IsHard)],
            [.. (await Assessment.HotSpots.FindAsync(store, rules, at, cancellation)).Where(s => IsHere(s.CompoundId))],
            [.. cases.Where(c => c.Kind == CaseKind.Suggestion)],
            [.. cases.Where(c => c.IsOverdue(at))]);
    }
}
