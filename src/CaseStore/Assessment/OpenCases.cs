using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <summary>A case as lists of the assessment show it: who is responsible and until when, and nothing of who reported it.</summary>
public sealed record OpenCase(
    string Number, CaseKind Kind, string? Subtype, string CompoundId, CaseState State, Loop Loop, string Organisation, string? Member,
    DateTimeOffset ReportedAt, DateTimeOffset? DueAt, int Extensions, int Reopened, bool Emergency, DateTimeOffset? WaitingSince)
{
    /// <summary>疑难件: twice extended, or in the big loop.</summary>
    public bool IsHard => Extensions >= 2 || Loop == Loop.Big;

    /// <summary>While the reporter is asked, the clock stands where it stood then.</summary>
    public bool IsOverdue(DateTimeOffset at) => DueAt <= (WaitingSince ?? at);
}

/// <summary>
/// Cases on which somebody is still to work, the earliest promise first. Found by the clock's index, which has a next moment for every
/// open case and for no other: the ended ones are not read, however many there are.
/// </summary>
public static class OpenCases
{
    /// <summary>The watch list.</summary>
    public static Task<List<OpenCase>> HardAsync(CaseContext store, CancellationToken cancellation = default) =>
        ReadAsync(InWork(store).Where(c => c.Extensions >= 2 || c.Loop == Loop.Big), cancellation);

    /// <summary>What a meeting may have to talk about: hard cases, suggestions, and what is overdue at that moment.</summary>
    public static Task<List<OpenCase>> ToTalkAboutAsync(CaseContext store, DateTimeOffset at, CancellationToken cancellation = default) =>
        ReadAsync(InWork(store).Where(c => c.Extensions >= 2 || c.Loop == Loop.Big || c.Kind == CaseKind.Suggestion || c.DueAt <= (c.WaitingSince ?? at)), cancellation);

    private static IQueryable<Case> InWork(CaseContext store) => store.Cases.AsNoTracking().Where(c => c.NextDueAt > DateTimeOffset.UnixEpoch
        && (c.State == CaseState.Reported || c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted));

    private static Task<List<OpenCase>> ReadAsync(IQueryable<Case> cases, CancellationToken cancellation) => cases.OrderBy(c => c.DueAt).ThenBy(c => c.Id)
        .Select(c => new OpenCase(
            c.Number, c.Kind, c.Subtype, c.CompoundId, c.State, c.Loop, c.HandlerOrganisation, c.HandlerMember, c.ReportedAt, c.DueAt, c.Extensions, c.Reopened, c.Emergency, c.WaitingSince))
        .ToListAsync(cancellation);
}
