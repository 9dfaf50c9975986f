using CaseStore.Assessment;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>Looks up what an act needs, has it decided, and keeps what it is worth.</summary>
internal sealed class Acts(CityDirectory city, ActRules rules, PointsLedger points)
{
    public async ValueTask<ActResult> ActAsync(WriteSession session, string number, CaseAct act, Actor actor, DateTimeOffset now)
    {
        if (await session.FindCaseAsync(number) is not { } kase)
        {
            return new ActResult.Refused(Refusal.NoSuchCase, null);
        }

        // What a resident says to a case that ended in another belongs to the one that is left.
        var merged = kase.State == CaseState.Merged && actor.Role == Role.Reporter;
        var throughMerged = merged && act is CaseAct.Supplement or CaseAct.Urge && actor == Actor.Reporter(kase.Reporter.PublicId);
        if (throughMerged || (merged && act is CaseAct.Supplement or CaseAct.Follow))
        {
            kase = await SurvivorAsync(session, kase.MergedInto!) ?? kase;
        }

        var known = new ActFacts
        {
            Routing = new Routing(city, await KnownAsync(session, actor)),
            Photos = await PhotosAsync(session, act),
            Person = act is CaseAct.Follow or CaseAct.Claim ? await Residents.FindAsync(session, actor) : null,
            ClaimerLeft = act is CaseAct.Recall && kase.ClaimedBy is { } claimer && await Residents.FindAsync(session, Actor.Reporter(claimer)) is { LeftAt: not null },
            Survivor = act is CaseAct.Merge merge ? await SurvivorAsync(session, merge.Into) : null,
            ThroughMerged = throughMerged,
        };
        var result = rules.Decide(kase, act, actor, known, now);
        if (result is ActResult.Done done)
        {
            await points.NoteAsync(session, done.Events, now);
        }

        return result;
    }

    /// <summary>Whoever of the staff acts is there, whatever WeCom said of them before.</summary>
    private static async ValueTask<IReadOnlySet<string>> KnownAsync(WriteSession session, Actor actor)
    {
        var gone = await session.InvalidMembersAsync();
        if (actor.Role == Role.Reporter || !gone.Contains(actor.Id))
        {
            return gone;
        }

        await session.MarkMemberValidAsync(actor.Id);
        return await session.InvalidMembersAsync();
    }

    private static async ValueTask<IReadOnlyList<Photo>> PhotosAsync(WriteSession session, CaseAct act) => act switch
    {
        CaseAct.Resolve { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
        CaseAct.Raise { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
        CaseAct.Supplement { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
        CaseAct.Follow { Photos: var keys } => await PhotoSearch.UsableAsync(session, keys),
        _ => [],
    };

    /// <summary>The case of that number or, where that one ended in another, the last of the chain. It has an end: a case merges only into one that is worked on.</summary>
    private static async ValueTask<Case?> SurvivorAsync(WriteSession session, string number)
    {
        var found = await session.FindCaseAsync(number);
        while (found is { State: CaseState.Merged, MergedInto: { } into })
        {
            found = await session.FindCaseAsync(into);
        }

        return found;
    }
}
