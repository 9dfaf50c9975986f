using System.Text.Json;
using CaseStore.Cases;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// The talk with a resident, whichever door they came through. What has been asked for stays on the table whatever comes
/// in between; nobody starts over.
/// </summary>
public sealed class ReporterDialog : Dialog
{
    private const int MostUndo = 3;

    private readonly CaseWords _words;
    private readonly Drafting _drafting;
    private readonly Fitting _fitting;
    private readonly Neighbours _neighbours;
    private readonly Waking _waking;
    private readonly Talking _talking;
    private readonly Hearing _hearing;
    private readonly Concluding _concluding;

    public ReporterDialog(CaseWords words, Understander understander, CaseLinks links, Announcer announcer)
    {
        var rules = words.Catalogue.File.Talk;
        _words = words;
        _drafting = new Drafting(words, understander);
        _fitting = new Fitting(words, _drafting);
        _neighbours = new Neighbours(words, _drafting);
        _waking = new Waking(words.City, rules, words.Book, _drafting);
        var absorbing = new Absorbing(words.Catalogue);
        var answers = new Answers(words, _drafting, absorbing);
        var measure = new Measure(rules, words.Book, announcer);
        var registering = new Registering(words, _drafting);
        var following = new Following(words, links);
        var rating = new Rating(words, following);
        _talking = new Talking(words, understander, _drafting, absorbing, measure);
        var claiming = new Claiming(words, _talking);
        _hearing = new Hearing(
            words, understander, _talking,
            new Obeying(words, _talking, _drafting, registering, following, rating, claiming),
            new Adding(words, _talking, _drafting, absorbing, answers, measure),
            new Beginning(words, understander, _talking, absorbing, measure),
            _drafting, answers, new Details(understander, _drafting), new Pictures(words, _drafting), new Arrivals(words, _drafting), registering, following, rating, claiming);
        _concluding = new Concluding(words, understander, _talking, registering, new Emergencies(words));
    }

    public override DialogState Restore(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new ReporterState();
        }

        try
        {
            return JsonSerializer.Deserialize(json, ReporterJson.Default.ReporterState) switch
            {
                { V: ReporterState.Version } state => state,
                { V: 1 } old => old with { V = ReporterState.Version },
                _ => new ReporterState(),
            };
        }
        catch (JsonException)
        {
            // A state that another version wrote: starting anew is better than never answering this person again.
            return new ReporterState();
        }
    }

    public override string Save(DialogState state) => JsonSerializer.Serialize((ReporterState)state, ReporterJson.Default.ReporterState);

    /// <summary>Nothing beforehand but what a broken picture was for: a step that cannot answer without a fact says which (<see cref="Turn.Lacks"/>).</summary>
    public override FactsNeeded Needs(DialogState state, Inbound inbound) =>
        inbound.Content is InboundContent.PhotoRefused { PhotoKey: var key } ? new FactsNeeded.CaseOfPhoto(key) : new FactsNeeded.Nothing();

    public override Turn Step(DialogState state, Inbound inbound, Facts facts)
    {
        var before = _fitting.Fit((ReporterState)state);
        if (inbound.Content is InboundContent.Silence silence)
        {
            return _waking.Wake(before, silence.Due, facts.Now);
        }

        var expired = before.Draft is not null && facts.Now - before.At > TimeSpan.FromDays(_words.Catalogue.File.Talk.DraftDays);
        if (expired)
        {
            before = Talking.Idle(before);
        }

        var turn = _hearing.Take(before, inbound, facts);
        if (turn.Lacks is not null)
        {
            return turn;
        }

        turn = LookForSame(turn, inbound, facts);
        if (turn.Lacks is not null)
        {
            return turn;
        }

        var after = Remember(before, (ReporterState)turn.State) with { At = facts.Now };
        if (inbound.Content is not (InboundContent.Photo or InboundContent.Video))
        {
            after = after with { LastPhotoAt = null };
        }

        return turn with
        {
            State = _waking.Arm(after, facts.Now),
            Reply = expired && turn.Reply is { } reply && turn.Command is null ? _words.Book.Text(Say.DraftExpired, ("answer", reply)) : turn.Reply,
        };
    }

    public override Turn Conclude(Turn turn, Inbound inbound, Facts facts, ActResult result) => _concluding.Conclude(turn, facts, result);

    /// <summary>When a draft has come far enough, its like is looked for before anything more is asked.</summary>
    private Turn LookForSame(Turn turn, Inbound inbound, Facts facts)
    {
        var after = (ReporterState)turn.State;
        if (turn.Command is not null || turn.Reply is null || !Neighbours.AreToBeLookedFor(after))
        {
            return turn;
        }

        if (facts.Nearby is not { } nearby)
        {
            return turn with { Lacks = new FactsNeeded.Nearby(after.Draft!.CompoundId!, after.Draft.Subtype!) };
        }

        var looked = _neighbours.Offer(after, nearby, inbound, facts.Now);
        return looked.Step == ReporterStep.AskingSame
            ? turn with { State = looked, Reply = turn.Reply.Replace(_drafting.Question(after), _drafting.Question(looked), StringComparison.Ordinal) }
            : turn with { State = looked };
    }

    /// <summary>Keeps what the draft was, so that 上一步 has somewhere to go.</summary>
    private static ReporterState Remember(ReporterState before, ReporterState after) =>
        before.Draft is { } was && after.Draft is not null && !ReferenceEquals(was, after.Draft) && ReferenceEquals(before.Undo, after.Undo)
            ? after with { Undo = [.. (before.Undo ?? []).TakeLast(MostUndo - 1), was] }
            : after;
}
