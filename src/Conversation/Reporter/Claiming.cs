using CaseStore.Cases;
using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Reporter;

/// <summary>认领: a registered volunteer takes a case of a compound without a property company in hand, and says when it is done.</summary>
internal sealed class Claiming(CaseWords words, Talking talking)
{
    private const int MostOffered = 6;
    private const int MostPhotos = 9;
    private const int MostNoteLength = 300;
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(20);

    private readonly PhraseBook _say = words.Book;

    /// <summary>What can be claimed, to choose from; the one that was named by its number at once.</summary>
    public Turn Begin(ReporterState state, string? number, Facts facts)
    {
        if (Lacks(state, facts) is { } lacks)
        {
            return lacks;
        }

        var compound = CompoundOf(facts)!;
        var free = Named(facts.Claimable!, number);
        return free switch
        {
            _ when words.City.FindCompound(compound)?.Property is not null => new Turn(state, _say.Text(Say.ClaimHasProperty, ("compound", words.CompoundName(compound)))),
            [] => new Turn(state, _say.Text(Say.NothingToClaim, ("compound", words.CompoundName(compound)))),
            [var only] when number is not null => Claim(state, only.Number),
            _ => Offer(state, ReporterMove.AskClaim, free),
        };
    }

    /// <summary>完成: which of the claimed ones, then a photo and a sentence.</summary>
    public Turn Finish(ReporterState state, string? number, Facts facts)
    {
        if (Lacks(state, facts) is { } lacks)
        {
            return lacks;
        }

        return Named(facts.Claimed, number) switch
        {
            [] => new Turn(state, _say.Text(Say.NothingClaimed)),
            [var only] => Prove(state, only.Number),
            var several => Offer(state, ReporterMove.AskClaimed, several),
        };
    }

    /// <summary>A number or label of what was offered; null when it is none.</summary>
    public Turn? Choose(ReporterState state, Heard heard)
    {
        var offered = state.OfferedCases ?? [];
        var chosen = Choice.Read(heard.Words, [.. offered.Select(o => o.Label)]) is { } at ? offered[at]
            : heard.Bare.Length >= 4 && offered.Where(o => o.Number.EndsWith(heard.Bare, StringComparison.Ordinal)).ToArray() is [var only] ? only : null;
        return chosen is null ? null : state.Step == ReporterStep.ChoosingClaim ? Claim(state, chosen.Number) : Prove(Talking.Idle(state), chosen.Number);
    }

    public Turn TakeWords(ReporterState state, Heard heard) => heard.Bare.Length >= 2 && heard.Bare.Any(char.IsLetter)
        ? Sent(state with { ProofNote = Drafting.Shorten(state.ProofNote is { } before ? $"{before};{heard.Plain}" : heard.Plain, MostNoteLength) })
        : new Turn(state, Question(state));

    public Turn TakePhoto(ReporterState state, KeepPhoto keep, DateTimeOffset now)
    {
        if (state.ProofPhotos is { Count: >= MostPhotos })
        {
            return new Turn(state, _say.Text(Say.TooManyPhotos));
        }

        var inBurst = state.LastPhotoAt is { } last && now - last <= Burst;
        var turn = Sent(state with { ProofPhotos = [.. state.ProofPhotos ?? [], keep.Key], LastPhotoAt = now });
        return turn with { Photo = keep, Reply = inBurst ? null : turn.Reply };
    }

    /// <summary>A picture that came to nothing is taken out again; too late for that, the case is in work again. Null when it was to prove nothing.</summary>
    public Turn? Drop(ReporterState state, string key, Facts facts) => state.ProofPhotos is { } proof && proof.Contains(key)
        ? new Turn(state with { ProofPhotos = [.. proof.Where(p => p != key)] }, _say.Text(Say.PhotoBroken))
        : facts.Cases.FirstOrDefault(c => c.Photos.Any(p => p.Key == key && p.Role == PhotoRole.Result)) is { } proved
            ? new Turn(state, null, new DialogCommand.Act(proved.Number, new CaseAct.Recall()))
            : null;

    public string Question(ReporterState state) => state switch
    {
        { Step: ReporterStep.ChoosingClaim } => _say.Text(
            Say.AskClaim, ("compound", words.CompoundName(state.CompoundId ?? "")), ("choices", Choice.Lines((state.OfferedCases ?? []).Select(o => o.Label)))),
        { Step: ReporterStep.ChoosingClaimed } => _say.Text(Say.AskClaimedCase, ("choices", Choice.Lines((state.OfferedCases ?? []).Select(o => o.Label)))),
        { ProofPhotos: { Count: > 0 }, ProofNote: null } => _say.Text(Say.AskClaimNote),
        { ProofNote: not null } => _say.Text(Say.AskClaimPhoto),
        _ => _say.Text(Say.AskClaimProof, ("short", CaseWords.Short(state.About!))),
    };

    public static bool IsOpen(ReporterState state) => state.Step is ReporterStep.ChoosingClaim or ReporterStep.ChoosingClaimed or ReporterStep.ProvingClaim;

    public Turn PutOff(ReporterState state) => new(Talking.Idle(state), _say.Text(Say.ClaimPutOff));

    /// <summary>What stands in the way, or is still to be looked up; null when nothing.</summary>
    private Turn? Lacks(ReporterState state, Facts facts) => facts switch
    {
        _ when state.Draft is not null => talking.Interrupt(state, _say.Text(Say.ClaimAfterwards)),
        { Me: null } => Talking.Lacking(state, new FactsNeeded.Myself()),
        { Me: { Verified: false } or { Role: ReporterRole.Resident } } => new Turn(state, _say.Text(Say.ClaimNeedsRegistration)),
        _ when CompoundOf(facts) is null => new Turn(state, _say.Text(Say.ClaimNeedsCompound)),
        { Claimable: null } => Talking.Lacking(state, new FactsNeeded.Claimable(CompoundOf(facts)!)),
        _ => null,
    };

    /// <summary>Neighbours settle things among themselves: only in the compound that the roster names.</summary>
    private static string? CompoundOf(Facts facts) => facts.Me?.CompoundId;

    private static List<Case> Named(IReadOnlyList<Case> cases, string? number) => [.. cases.Where(c => number is null || Following.Matches(c, number))];

    private Turn Offer(ReporterState state, ReporterMove move, List<Case> cases)
    {
        var idle = Talking.Idle(state);
        var asking = idle with
        {
            Step = ReporterMachine.After(idle.Step, move),
            CompoundId = cases[0].CompoundId,
            OfferedCases = [.. cases.Take(MostOffered).Select(c => new SameCase(c.Number, Label(c), false))],
        };
        return new Turn(asking, Question(asking));
    }

    /// <summary>What a neighbour may read of somebody else's report: no door, no words.</summary>
    private string Label(Case kase) => _say.Text(
        Say.LabelClaim, ("short", CaseWords.Short(kase.Number)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("due", words.ShortDue(kase)));

    private static Turn Claim(ReporterState state, string number) => new(state, null, new DialogCommand.Act(number, new CaseAct.Claim()));

    private Turn Prove(ReporterState state, string number)
    {
        var idle = Talking.Idle(state);
        var proving = idle with { Step = ReporterMachine.After(idle.Step, ReporterMove.AskClaimProof), About = number };
        return new Turn(proving, Question(proving));
    }

    private Turn Sent(ReporterState state) => state is { ProofPhotos: { Count: > 0 } photos, ProofNote: { } note }
        ? new Turn(state, null, new DialogCommand.Act(state.About!, new CaseAct.Resolve(Outcome.Fixed, note, photos)))
        : new Turn(state, Question(state));
}
