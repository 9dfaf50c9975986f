using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <summary>A case as lists of the assessment show it: who is responsible and until when, and nothing of who reported it.</summary>
public sealed record OpenCase(
    string Number, CaseKind Kind, string? Subtype, string CompoundId, CaseState State, Loop Loop, string Organisation, string? Member,
    DateTimeOffset ReportedAt, DateTimeOffset? DueAt, int Extensions, int Reopened, bool Emergency);

/// <summary>Cases on which somebody is still to work, found by the clock's index: the ended ones are not read, however many there are.</summary>
public static class OpenCases
{
    /// <summary>Hard cases (疑难件): twice extended, or in the big loop.</summary>
    public static Task<List<OpenCase>> HardAsync(CaseContext store, IReadOnlyCollection<string>? compounds = null, CancellationToken cancellation = default) =>
        Read(In(InWork(store), compounds).Where(c => c.Extensions >= 2 || c.Loop == Loop.Big), cancellation);

    public static Task<List<OpenCase>> OverdueAsync(CaseContext store, IReadOnlyCollection<string> compounds, DateTimeOffset at, CancellationToken cancellation = default) =>
        Read(In(InWork(store), compounds).Where(c => c.DueAt <= at), cancellation);

    /// <summary>Suggestions that nobody has answered yet.</summary>
    public static Task<List<OpenCase>> SuggestionsAsync(CaseContext store, IReadOnlyCollection<string> compounds, CancellationToken cancellation = default) =>
        Read(In(InWork(store), compounds).Where(c => c.Kind == CaseKind.Suggestion), cancellation);

    /// <summary>The clock has a next moment for every open case and for no other.</summary>
    private static IQueryable<Case> InWork(CaseContext store) => store.Cases.AsNoTracking().Where(c => c.NextDueAt > DateTimeOffset.UnixEpoch
        && (c.State == CaseState.Reported || c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted));

    private static IQueryable<Case> In(IQueryable<Case> cases, IReadOnlyCollection<string>? compounds) =>
        compounds is null ? cases : cases.Where(c => compounds.Contains(c.CompoundId));

    private static Task<List<OpenCase>> Read(IQueryable<Case> cases, CancellationToken cancellation) => cases.OrderBy(c => c.DueAt).ThenBy(c => c.Id)
        .Select(c => new OpenCase(
            c.Number, c.Kind, c.Subtype, c.CompoundId, c.State, c.Loop, c.HandlerOrganisation, c.HandlerMember, c.ReportedAt, c.DueAt, c.Extensions, c.Reopened, c.Emergency))
        .ToListAsync(cancellation);
}
