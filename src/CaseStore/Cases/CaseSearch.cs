using System.Linq.Expressions;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Cases;

/// <summary>Which cases a resident may mean. Each begins at an index, so that the cost follows what is found and not what is stored.</summary>
public static class CaseSearch
{
    private const int MostNearby = 20;
    private const int MostFollowed = 20;
    private static readonly TimeSpan NeighbourhoodAge = TimeSpan.FromDays(30);

    /// <summary>Cases of others that a resident follows, newest first; to be compiled, because half a town asks.</summary>
    public static Expression<Func<CaseContext, Channel, string, IQueryable<Case>>> Followed { get; } = (store, channel, sender) => (
        from person in store.People
        where person.Channel == channel && person.ExternalId == sender
        join follower in store.Followers on person.Id equals follower.PersonId
        join kase in store.Cases on follower.CaseId equals kase.Id
        select kase).Include(c => c.Reporter).OrderByDescending(c => c.Id).Take(MostFollowed);

    /// <summary>What neighbours reported lately that somebody still works on, newest first.</summary>
    public static IQueryable<Case> Nearby(CaseContext store, string compound, string? subtype, DateTimeOffset now)
    {
        var since = now - NeighbourhoodAge;
        return store.Cases
            .Where(c => c.CompoundId == compound && c.Subtype == subtype && c.ReportedAt >= since
                && (c.State == CaseState.Reported || c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted))
            .OrderByDescending(c => c.ReportedAt).Take(MostNearby);
    }

    /// <summary>The moment at which the clock must look again, first one first.</summary>
    public static IQueryable<DateTimeOffset?> NextDue(CaseContext store) =>
        store.Cases.Where(c => c.NextDueAt != null).OrderBy(c => c.NextDueAt).Select(c => c.NextDueAt);

    /// <summary>What these desks have in work and promised for before a moment, by the index on desk and state.</summary>
    public static IQueryable<Case> DueBefore(CaseContext store, IReadOnlyList<string> desks, DateTimeOffset until) => store.Cases.AsNoTracking().Where(c =>
        desks.Contains(c.HandlerOrganisation) && (c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted) && c.DueAt < until);

    /// <summary>What a volunteer has claimed and not yet settled, by the index on who claimed.</summary>
    /// <param name="volunteer">Their <see cref="Person.PublicId"/>.</param>
    public static IQueryable<Case> ClaimedBy(CaseContext store, string volunteer) =>
        store.Cases.Where(c => c.ClaimedBy == volunteer && (c.State == CaseState.Dispatched || c.State == CaseState.Accepted));

    /// <summary>As <see cref="Case.IsOverdue"/>, for the database.</summary>
    public static Expression<Func<Case, bool>> IsOverdue(DateTimeOffset now) => c => c.DueAt != null && c.DueAt <= now && (c.WaitingSince == null || c.DueAt <= c.WaitingSince)
        && (c.State == CaseState.Reported || c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted);

    /// <summary>One case by its number, with its history in order.</summary>
    public static IQueryable<Case> WithHistory(CaseContext store, string number) =>
        store.Cases.AsNoTracking().Include(c => c.History.OrderBy(h => h.Id)).Where(c => c.Number == number);

    /// <summary>The case of a page: the reporter's, or a neighbour's who follows it.</summary>
    public static IQueryable<Case> OfPage(CaseContext store, string token)
    {
        var ids = store.Cases.Where(c => c.PageToken == token).Select(c => c.Id)
            .Concat(store.Followers.Where(f => f.PageToken == token).Select(f => f.CaseId));
        return store.Cases.Where(c => c.Id == ids.FirstOrDefault());
    }
}
