using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.People;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Persistence;

/// <summary>
/// What every act asks, compiled: EF would otherwise walk through the question each time before it asks it. Not static: a compiled query
/// keeps to one model, and tests have several.
/// </summary>
internal sealed class CaseQueries
{
    /// <summary>The whole case: reporter, followers, photos, history and calls in order.</summary>
    public Func<CaseContext, string, Task<Case?>> ByNumber { get; } = EF.CompileAsyncQuery((CaseContext store, string number) => store.Cases
        .Include(c => c.Reporter)
        .Include(c => c.Followers.OrderBy(f => f.Id)).ThenInclude(f => f.Person)
        .Include(c => c.History.OrderBy(h => h.Id))
        .Include(c => c.Photos.OrderBy(p => p.ReceivedAt).ThenBy(p => p.Key))
        .Include(c => c.Calls.OrderBy(w => w.Id))
        .AsSplitQuery()
        .SingleOrDefault(c => c.Number == number));

    /// <summary>The same of several, the earliest due first.</summary>
    public Func<CaseContext, long[], IAsyncEnumerable<Case>> ByIds { get; } = EF.CompileAsyncQuery<CaseContext, long[], Case>((store, ids) => store.Cases
        .Include(c => c.Reporter)
        .Include(c => c.Followers.OrderBy(f => f.Id)).ThenInclude(f => f.Person)
        .Include(c => c.History.OrderBy(h => h.Id))
        .Include(c => c.Photos.OrderBy(p => p.ReceivedAt).ThenBy(p => p.Key))
        .Include(c => c.Calls.OrderBy(w => w.Id))
        .AsSplitQuery()
        .Where(c => ids.Contains(c.Id))
        .OrderBy(c => c.NextDueAt).ThenBy(c => c.Id));

    /// <summary>The ids of due cases, earliest first.</summary>
    public Func<CaseContext, DateTimeOffset, int, IAsyncEnumerable<long>> Due { get; } = EF.CompileAsyncQuery((CaseContext store, DateTimeOffset now, int atMost) =>
        store.Cases.Where(c => c.NextDueAt <= now).OrderBy(c => c.NextDueAt).ThenBy(c => c.Id).Select(c => c.Id).Take(atMost));

    public Func<CaseContext, IAsyncEnumerable<string>> InvalidMembers { get; } = EF.CompileAsyncQuery((CaseContext store) => store.InvalidMembers.Select(m => m.UserId));

    public Func<CaseContext, Channel, string, Task<Person?>> Person { get; } = EF.CompileAsyncQuery((CaseContext store, Channel channel, string externalId) =>
        store.People.FirstOrDefault(p => p.Channel == channel && p.ExternalId == externalId));

    public Func<CaseContext, long, string, PointsReason, Task<bool>> HasPoints { get; } = EF.CompileAsyncQuery((CaseContext store, long person, string number, PointsReason reason) =>
        store.Points.Any(p => p.PersonId == person && p.CaseNumber == number && p.Reason == reason));

    /// <summary>What a person has earned since a moment.</summary>
    public Func<CaseContext, long, DateTimeOffset, IAsyncEnumerable<PointsEntry>> PointsSince { get; } = EF.CompileAsyncQuery((CaseContext store, long person, DateTimeOffset since) =>
        store.Points.AsNoTracking().Where(p => p.PersonId == person && p.At >= since));

    /// <summary>Photos of these keys that can still be shown one day and belong to no case yet, oldest first.</summary>
    public Func<CaseContext, string[], IAsyncEnumerable<Photo>> UsablePhotos { get; } = EF.CompileAsyncQuery<CaseContext, string[], Photo>((store, keys) => store.Photos
        .Where(p => keys.Contains(p.Key) && p.CaseId == null && p.State != PhotoState.Refused && p.State != PhotoState.Lost)
        .OrderBy(p => p.ReceivedAt).ThenBy(p => p.Key));
}
