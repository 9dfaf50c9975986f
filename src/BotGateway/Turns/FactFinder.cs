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

    private readonly Func<CaseContext, Channel, string, IAsyncEnumerable<Case>> _followed = EF.CompileAsyncQuery(CaseSearch.Followed);

    /// <summary>What was known, and what is asked for now.</summary>
    public async ValueTask<Facts> FindAsync(WriteSession session, Facts known, FactsNeeded needed, Inbound inbound) => needed switch
    {
        FactsNeeded.Nothing => known,
        FactsNeeded.OwnCases => known with
        {
            Cases = await _ownCases(session.Cases, inbound.Channel, inbound.Sender).ToListAsync(),
            Followed = await _followed(session.Cases, inbound.Channel, inbound.Sender).ToListAsync(),
            KnowsCases = true,
        },
        FactsNeeded.Myself => known with { Me = await Residents.LookAsync(session, inbound.Channel, inbound.Sender, known.Now) },
        FactsNeeded.Nearby near => known with { Nearby = await CaseSearch.Nearby(session.Cases, near.CompoundId, near.Subtype, known.Now).Include(c => c.Reporter).ToListAsync() },
        FactsNeeded.DeskCases => known with
        {
            Cases = await Desk(session, inbound.Sender).Take(MostDeskCases).ToListAsync(),
            Watched = await WatchedAsync(session, inbound.Sender, known.Now),
            Called = await CalledAsync(session, inbound.Sender),
        },
        FactsNeeded.CaseOfPhoto photo => known with
        {
            Cases = await session.Cases.Cases.AsNoTracking().Include(c => c.Photos).Where(c => c.Photos.Any(p => p.Key == photo.PhotoKey)).ToListAsync(),
        },
        FactsNeeded.OneCase one => known with { Cases = await OneAsync(session, one.Number, inbound.Sender) },
        FactsNeeded.OtherCase other => known with { Others = await OneAsync(session, other.Number, inbound.Sender) },
        FactsNeeded.Told told => known with { Told = await ToldOf.FindAsync(session, told.Number) },
        FactsNeeded.Claimable free => await ClaimableAsync(session, known, free.CompoundId, inbound),
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

    /// <summary>What is overdue on other desks in the compounds that this member's community looks after.</summary>
    private async Task<IReadOnlyList<Case>> WatchedAsync(WriteSession session, string userId, DateTimeOffset now)
    {
        var duties = city.DutiesOf(userId);
        var compounds = city.Compounds.Where(x => duties.Contains(x.Community)).Select(x => x.Id).ToArray();
        if (compounds.Length == 0)
        {
            return [];
        }

        var mine = duties.Select(o => o.Id).ToArray();
        return await Unfinished(session)
            .Where(c => compounds.Contains(c.CompoundId) && c.DueAt <= now && (c.WaitingSince == null || c.DueAt <= c.WaitingSince) && !mine.Contains(c.HandlerOrganisation))
            .OrderBy(c => c.DueAt).Take(MostDeskCases).ToListAsync();
    }

    /// <summary>
    /// By the whole number, or by its end (day and number, or the number alone) among what concerns this member: on their desks, or in
    /// the compounds that they look after; for the command centre, everything.
    /// </summary>
    private async Task<IReadOnlyList<Case>> OneAsync(WriteSession session, string number, string userId)
    {
        if (number.StartsWith("WP", StringComparison.OrdinalIgnoreCase))
        {
            return await session.FindCaseAsync(number.ToUpperInvariant()) is { } kase ? [kase] : [];
        }

        var duties = city.DutiesOf(userId);
        var all = duties.Any(o => o.Kind == OrganisationKind.CommandCentre);
        var mine = duties.Select(o => o.Id).ToArray();
        var compounds = city.Compounds
            .Where(x => duties.Contains(x.Community) || duties.Contains(x.Township) || (x.Property is { } property && duties.Contains(property)))
            .Select(x => x.Id).ToArray();
        var ending = "-" + number;
        var called = (await CalledAsync(session, userId)).Select(c => c.Id).ToArray();
        var found = await Unfinished(session, withResolved: true)
            .Where(c => c.Number.EndsWith(ending) && (all || mine.Contains(c.HandlerOrganisation) || compounds.Contains(c.CompoundId) || called.Contains(c.Id)))
            .OrderBy(c => c.DueAt).Take(MostDeskCases).ToListAsync();

        // Only one that is meant for sure is read with its history.
        return found is [var only] && await session.FindCaseAsync(only.Number) is { } whole ? [whole] : found;
    }

    /// <summary>Cases to whose spot this member's organisation was called and where it has not reported in, by the index on who was called.</summary>
    private async Task<IReadOnlyList<Case>> CalledAsync(WriteSession session, string userId)
    {
        var calls = CallsTo(session, userId);
        return await session.Cases.Cases.Include(c => c.Calls)
            .Where(c => calls.Contains(c.Id) && (c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted))
            .OrderBy(c => c.DueAt).Take(MostDeskCases).ToListAsync();
    }

    private IQueryable<long> CallsTo(WriteSession session, string userId)
    {
        var mine = city.DutiesOf(userId).Select(o => o.Id).ToArray();
        return session.Cases.Set<WhistleCall>().Where(w => mine.Contains(w.Organisation) && w.ReportedInAt == null).Select(w => w.CaseId);
    }

    /// <summary>Open cases by the index on desk and state, so that the cost follows what is open and not what is stored.</summary>
    private IQueryable<Case> Unfinished(WriteSession session, bool withResolved = false)
    {
        var desks = city.Organisations.Select(o => o.Id).ToArray();
        return session.Cases.Cases.Where(c => desks.Contains(c.HandlerOrganisation)
            && (c.State == CaseState.UnderReview || c.State == CaseState.Dispatched || c.State == CaseState.Accepted || (withResolved && c.State == CaseState.Resolved)));
    }

    /// <summary>What waits at the community of a compound without a property company, and what this volunteer has claimed of it.</summary>
    private async Task<Facts> ClaimableAsync(WriteSession session, Facts known, string compoundId, Inbound inbound)
    {
        var compound = city.FindCompound(compoundId);
        if (compound is null || compound.Property is not null)
        {
            return known with { Claimable = [] };
        }

        var person = await Residents.KnownAsync(session, inbound.Channel, inbound.Sender);
        var me = person?.PublicId;
        var open = await session.Cases.Cases.Include(c => c.Reporter)
            .Where(c => c.HandlerOrganisation == compound.Community.Id && (c.State == CaseState.Dispatched || c.State == CaseState.Accepted)
                && c.CompoundId == compoundId && (c.Kind == CaseKind.PropertyService || c.Kind == CaseKind.LawEnforcement) && c.Loop == Loop.Self)
            .OrderBy(c => c.DueAt).Take(MostDeskCases).ToListAsync();
        return known with
        {
            // Whom no message reaches could not be told what becomes of it.
            Claimable = person?.LeftAt is not null ? [] : [.. open.Where(c => c.ClaimedBy is null && c.Reporter.PublicId != me)],
            Claimed = [.. open.Where(c => me is not null && c.ClaimedBy == me)],
        };
    }
}
