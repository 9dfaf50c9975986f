using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Cases;

/// <summary>Somebody left, as WeCom says or city.json does: what only they had in hand goes to whoever is there.</summary>
internal sealed class Absences(CityDirectory city, Duty duty, CaseClock clock)
{
    /// <summary>Safe to repeat, and worth it: a case may have come to the desk while the first mark was being written.</summary>
    public async ValueTask<IReadOnlyList<CaseEvent>> MarkAsync(WriteSession session, string userId, DateTimeOffset now)
    {
        await session.MarkMemberInvalidAsync(userId, now);
        var desks = city.DutiesOf(userId).Select(o => o.Id).ToArray();
        return await PassOnAsync(session, await WithNobodyAsync(session.Cases, desks, await RoutingAsync(session.Cases), default), now);
    }

    /// <summary>Looks at every desk that has open cases, and reads only those of the desks where something is wrong.</summary>
    public async Task<IReadOnlyList<string>> StrandedAsync(CaseContext store, CancellationToken cancellation)
    {
        var routing = await RoutingAsync(store, cancellation);
        var desks = await Open(store).Select(c => new { c.HandlerOrganisation, c.HandlerMember }).Distinct().ToListAsync(cancellation);
        var wrong = desks.Where(d => routing.IsWithNobody(city.FindOrganisation(d.HandlerOrganisation), d.HandlerMember)).Select(d => d.HandlerOrganisation).Distinct().ToArray();
        return wrong.Length == 0 ? [] : await WithNobodyAsync(store, wrong, routing, cancellation);
    }

    public async ValueTask<IReadOnlyList<CaseEvent>> PassOnAsync(WriteSession session, IReadOnlyList<string> numbers, DateTimeOffset now)
    {
        var routing = await RoutingAsync(session.Cases);
        var events = new List<CaseEvent>();
        foreach (var number in numbers)
        {
            if (await session.FindCaseAsync(number) is { } kase && Reroute(kase, routing, now) is { } done)
            {
                events.AddRange(done.Events);
            }
        }

        return events;
    }

    /// <returns>Null when the case can stay where it is.</returns>
    public ActResult.Done? Reroute(Case kase, Routing routing, DateTimeOffset now)
    {
        if (!kase.IsInWork || routing.Onward(kase, duty.Handler(kase), duty.Compound(kase)) is not { } onward)
        {
            return null;
        }

        var hand = new CaseInHand(kase, Actor.Clock, now);
        hand.HandTo(onward, CaseTrigger.Redirect);
        return hand.Done(clock);
    }

    private async Task<IReadOnlyList<string>> WithNobodyAsync(CaseContext store, string[] desks, Routing routing, CancellationToken cancellation)
    {
        var cases = await Open(store).Where(c => desks.Contains(c.HandlerOrganisation)).OrderBy(c => c.Id)
            .Select(c => new { c.Number, c.HandlerOrganisation, c.HandlerMember }).ToListAsync(cancellation);
        return [.. cases.Where(c => routing.IsWithNobody(city.FindOrganisation(c.HandlerOrganisation), c.HandlerMember)).Select(c => c.Number)];
    }

    private async Task<Routing> RoutingAsync(CaseContext store, CancellationToken cancellation = default) => new(city, await InvalidMember.AllAsync(store, cancellation));

    private static IQueryable<Case> Open(CaseContext store) =>
        store.Cases.Where(c => c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted);
}
