using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Cases;

/// <summary>Somebody left, and WeCom says so: what only they had in hand goes to whoever is there.</summary>
internal sealed class Absences(CityDirectory city, Duty duty, CaseClock clock)
{
    /// <summary>Safe to repeat, and worth it: a case may have come to the desk while the first mark was being written.</summary>
    public async ValueTask<IReadOnlyList<CaseEvent>> MarkAsync(WriteSession session, string userId, DateTimeOffset now)
    {
        await session.MarkMemberInvalidAsync(userId, now);
        var routing = new Routing(city, await session.InvalidMembersAsync());
        var desks = city.DutiesOf(userId).Select(o => o.Id).ToArray();
        var affected = await session.Cases.Cases
            .Where(c => desks.Contains(c.HandlerOrganisation) && (c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted))
            .OrderBy(c => c.Id).Select(c => new { c.Number, c.HandlerOrganisation, c.HandlerMember }).ToListAsync();
        var events = new List<CaseEvent>();
        foreach (var number in affected.Where(c => !routing.IsStaffed(city.FindOrganisation(c.HandlerOrganisation)!) || string.Equals(c.HandlerMember, userId, StringComparison.OrdinalIgnoreCase)).Select(c => c.Number))
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
        if (!kase.IsInWork || duty.Handler(kase) is not { } desk || routing.Onward(kase, desk, duty.Compound(kase)) is not { } onward)
        {
            return null;
        }

        var hand = new CaseInHand(kase, Actor.Clock, now);
        hand.HandTo(onward, CaseTrigger.Redirect);
        return hand.Done(clock);
    }
}
