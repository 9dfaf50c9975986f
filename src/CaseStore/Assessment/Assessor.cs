using System.Runtime.CompilerServices;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <param name="Id">An organisation's, or a resident's <see cref="Person.PublicId"/>.</param>
/// <param name="Name">Absent for a resident.</param>
public sealed record FiguresOf(string Id, string? Name, Figures Figures);

/// <summary>What is held against an organisation in a period, by case.</summary>
public enum OccasionKind
{
    Late,
    Reopened,
    BadRating,
}

public sealed record Occasion(OccasionKind Kind, string CaseNumber, DateTimeOffset At);

/// <param name="Occasions">In the order in which they happened.</param>
public sealed record TrackRecord(Organisation Organisation, Figures Figures, IReadOnlyList<Occasion> Occasions);

/// <summary>
/// Figures of a period, from the history alone: the lines of the period and the earlier ones of the same cases. What comes after
/// the period is not read, so the figures of a period that has ended never change.
/// </summary>
public static class Assessor
{
    /// <summary>Every organisation of a kind, by its id.</summary>
    public static async Task<IReadOnlyList<FiguresOf>> OfOrganisationsAsync(
        CaseContext store, CityDirectory city, OrganisationKind kind, Period period, CancellationToken cancellation = default)
    {
        var sums = city.Organisations.Where(o => o.Kind == kind).ToDictionary(o => o.Id, _ => new FigureSum(), StringComparer.Ordinal);
        await foreach (var told in TellAsync(store, period, cancellation))
        {
            foreach (var finding in told.Findings)
            {
                sums.GetValueOrDefault(finding.Organisation)?.Add(told.Number, told.IsProblem, finding);
            }
        }

        return [.. sums.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new FiguresOf(s.Key, city.FindOrganisation(s.Key)!.Name, s.Value.Total()))];
    }

    /// <summary>Every resident of whose cases something happened in the period, most reports first.</summary>
    public static async Task<IReadOnlyList<FiguresOf>> OfReportersAsync(CaseContext store, Period period, CancellationToken cancellation = default)
    {
        var sums = new Dictionary<long, FigureSum>();
        await foreach (var told in TellAsync(store, period, cancellation))
        {
            // For a reporter a case counts when it is filed, not when it goes from desk to desk.
            foreach (var finding in told.Findings.Where(f => f is not Finding.Received))
            {
                if (!sums.TryGetValue(told.ReporterId, out var sum))
                {
                    sums.Add(told.ReporterId, sum = new FigureSum());
                }

                sum.Add(told.Number, told.IsProblem, finding);
            }
        }

        return [.. sums.Select(s => (Id: s.Key, Figures: s.Value.Total())).OrderByDescending(s => s.Figures.Received).ThenBy(s => s.Id)
            .Select(s => new FiguresOf(Person.PublicIdOf(s.Id), null, s.Figures))];
    }

    /// <summary>One organisation's figures with the cases that speak against it.</summary>
    public static async Task<TrackRecord> RecordOfAsync(CaseContext store, Organisation organisation, Period period, CancellationToken cancellation = default)
    {
        var sum = new FigureSum();
        var occasions = new List<Occasion>();
        await foreach (var told in TellAsync(store, period, cancellation))
        {
            foreach (var finding in told.Findings.Where(f => f.Organisation == organisation.Id))
            {
                sum.Add(told.Number, told.IsProblem, finding);
                if (Against(finding) is { } kind)
                {
                    occasions.Add(new Occasion(kind, told.Number, finding.At));
                }
            }
        }

        return new TrackRecord(organisation, sum.Total(), [.. occasions.OrderBy(o => o.At).ThenBy(o => o.CaseNumber, StringComparer.Ordinal)]);
    }

    private static OccasionKind? Against(Finding finding) => finding switch
    {
        Finding.Broken => OccasionKind.Late,
        Finding.Reopened => OccasionKind.Reopened,
        Finding.Rated { Grade: <= 2 } => OccasionKind.BadRating,
        _ => null,
    };

    private static async IAsyncEnumerable<Told> TellAsync(
        CaseContext store, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var touched = TouchedIn(store, period);
        var lines = store.History.AsNoTracking()
            .Where(h => touched.Contains(h.CaseId) && h.At < period.To && CaseTale.Acts.Contains(h.Act))
            .Join(store.Cases, h => h.CaseId, c => c.Id, (h, c) => new
            {
                h.Id,
                h.CaseId,
                h.At,
                h.Act,
                ByClock = h.Role == Role.System,
                Note = CaseTale.Noted.Contains(h.Act) ? h.Note : null,
                c.Number,
                c.Kind,
                ReporterId = c.Reporter.Id,
            })
            .OrderBy(l => l.CaseId).ThenBy(l => l.Id)
            .AsAsyncEnumerable();

        // In the order of their cases, so that one case at a time is in memory.
        Told? told = null;
        var caseId = 0L;
        var tale = new List<TaleLine>();
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            if (told is not null && line.CaseId != caseId)
            {
                yield return told with { Findings = FindingsIn(period, tale) };
                tale.Clear();
            }

            caseId = line.CaseId;
            told = new Told(line.Number, line.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement, line.ReporterId, []);
            tale.Add(new TaleLine(line.At, line.Act, line.ByClock, line.Note));
        }

        if (told is not null)
        {
            yield return told with { Findings = FindingsIn(period, tale) };
        }
    }

    private static IReadOnlyList<Finding> FindingsIn(Period period, List<TaleLine> tale) => [.. CaseTale.Read(tale).Where(f => period.Holds(f.At))];

    /// <summary>The cases in whose history something was written in the period.</summary>
    internal static IQueryable<long> TouchedIn(CaseContext store, Period period) =>
        store.History.Where(h => h.At >= period.From && h.At < period.To).Select(h => h.CaseId);

    private sealed record Told(string Number, bool IsProblem, long ReporterId, IReadOnlyList<Finding> Findings);
}
