using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Conversation.Dialogs;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>Looks up what a dialog says it needs; most messages need nothing and cost no query.</summary>
internal sealed class FactFinder(CityDirectory city)
{
    private const int MostOwnCases = 20;
    private const int MostDeskCases = 200;

    // Compiled, because half a town asks for its progress. Not static: a compiled query keeps to one model, and tests have several.
    private readonly Func<CaseContext, Channel, string, IAsyncEnumerable<Case>> _ownCases = EF.CompileAsyncQuery(
        (CaseContext cases, Channel channel, string sender) => cases.Cases
            .Include(c => c.Reporter)
            .Where(c => c.Reporter.Channel == channel && c.Reporter.ExternalId == sender)
            .OrderByDescending(c => c.Id).Take(MostOwnCases));

    /// <summary>What was known, and what is asked for now.</summary>
    public async ValueTask<Facts> FindAsync(WriteSession session, Facts known, FactsNeeded needed, Inbound inbound) => needed switch
    {
        FactsNeeded.Nothing => known,
        FactsNeeded.OwnCases => known with
        {
            Cases = await _ownCases(session.Cases, inbound.Channel, inbound.Sender).ToListAsync(),
            Followed = await CaseSearch.Followed(session.Cases, inbound.Channel, inbound.Sender)
                .Include(c => c.Reporter).OrderByDescending(c => c.Id).Take(MostOwnCases).ToListAsync(),
            KnowsCases = true,
        },
        FactsNeeded.Myself => known with { Me = await Residents.LookAsync(session, inbound.Channel, inbound.Sender, known.Now) },
        FactsNeeded.Nearby near => known with { Nearby = await CaseSearch.Nearby(session.Cases, near.CompoundId, near.Subtype, known.Now).Include(c => c.Reporter).ToListAsync() },
        FactsNeeded.DeskCases => known with { Cases = await Desk(session, inbound.Sender).Take(MostDeskCases).ToListAsync() },
        FactsNeeded.CaseOfPhoto photo => known with { Cases = await session.Cases.Cases.Where(c => c.Photos.Any(p => p.Key == photo.PhotoKey)).ToListAsync() },
        FactsNeeded.OneCase one => known with { Cases = await OneAsync(session, one.Number, inbound.Sender) },
        _ => throw new ArgumentOutOfRangeException(nameof(needed), needed, null),
    };

    /// <summary>In what capacity a member of staff stands towards a case: for its desk if on duty there, else their first duty.</summary>
    public Role RoleOf(string userId, Case? kase)
    {
        var duties = city.DutiesOf(userId);
        return (duties.FirstOrDefault(o => o.Id == kase?.HandlerOrganisation) ?? (duties.Count > 0 ? duties[0] : null))?.Role ?? Role.InfoOfficer;
    }

    private IQueryable<Case> Desk(WriteSession session, string userId)
    {
        var desks = city.DutiesOf(userId).Select(o => o.Id).ToArray();
        return session.Cases.Cases
            .Where(c => desks.Contains(c.HandlerOrganisation) && (c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted))
            .OrderBy(c => c.DueAt);
    }

    /// <summary>By the whole number, or by its end (day and number, or the number alone) among what this member has to do.</summary>
    private async Task<IReadOnlyList<Case>> OneAsync(WriteSession session, string number, string userId)
    {
        if (number.StartsWith("WP", StringComparison.OrdinalIgnoreCase))
        {
            return await session.FindCaseAsync(number.ToUpperInvariant()) is { } kase ? [kase] : [];
        }

        var ending = "-" + number;
        return await Desk(session, userId).Where(c => c.Number.EndsWith(ending)).Take(MostDeskCases).ToListAsync();
    }
}
