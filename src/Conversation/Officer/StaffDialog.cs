using System.Globalization;
using System.Text.Json;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Officer;

/// <summary>
/// The talk with whoever is on duty in WeCom: info-officer, community worker, reviewer, unit and department handler, commander.
/// A button on a card and a typed word ("受理 0012") are the same act.
/// </summary>
public sealed class StaffDialog : Dialog
{
    private readonly CaseWords _words;
    private readonly PhraseBook _say;
    private readonly StaffQuestions _questions;
    private readonly StaffAnswers _answers;
    private readonly StaffReplies _replies;
    private readonly Proving _proving;
    private readonly Acting _acting;
    private readonly Todo _todo;

    public StaffDialog(CaseWords words, Understander understander, CaseLinks links)
    {
        _words = words;
        _say = words.Book;
        var offering = new Offering(words, understander);
        _questions = new StaffQuestions(words);
        _proving = new Proving(words, _questions);
        _answers = new StaffAnswers(words, offering, _questions, _proving);
        _replies = new StaffReplies(words);
        _acting = new Acting(words, offering, _questions, _answers, _proving);
        _todo = new Todo(words, links);
    }

    public override DialogState Restore(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new StaffState();
        }

        try
        {
            return JsonSerializer.Deserialize(json, StaffJson.Default.StaffState) is { V: StaffState.Shape } state ? state : new StaffState();
        }
        catch (JsonException)
        {
            return new StaffState();
        }
    }

    public override string Save(DialogState state) => JsonSerializer.Serialize((StaffState)state, StaffJson.Default.StaffState);

    public override FactsNeeded Needs(DialogState state, Inbound inbound)
    {
        inbound = AsTyped(inbound);
        if (inbound.Content is InboundContent.PhotoRefused { PhotoKey: var key })
        {
            return new FactsNeeded.CaseOfPhoto(key);
        }

        if (inbound.Content is InboundContent.Text { Words: var text })
        {
            if (Answered((StaffState)state, text) is { } chosen)
            {
                return new FactsNeeded.OneCase(chosen);
            }

            if (StaffCommands.IsTodo(text) || StaffCommands.PageIn(text, 0) is not null)
            {
                return new FactsNeeded.DeskCases();
            }
        }

        return Command((StaffState)state, inbound.Content) is { } asked
            ? asked.Number is { } number ? new FactsNeeded.OneCase(number) : new FactsNeeded.DeskCases()
            : new FactsNeeded.Nothing();
    }

    public override Turn Step(DialogState state, Inbound inbound, Facts facts)
    {
        var before = (StaffState)state;
        inbound = AsTyped(inbound);
        if (inbound.Content is (InboundContent.Text or InboundContent.Photo) && _words.City.DutiesOf(inbound.Sender).Count == 0)
        {
            return new Turn(before, _say.Text(Say.StaffStranger));
        }

        var turn = inbound.Content switch
        {
            InboundContent.Photo photo => _proving.TakePhoto(before, inbound.Key, photo, facts.Now),
            InboundContent.PhotoRefused refused => _proving.Drop(before, refused.PhotoKey, facts),
            InboundContent.Text text => TakeText(before, inbound, text.Words, facts),
            InboundContent.CardAct when Command(before, inbound.Content) is { } pressed => Act(before, inbound, pressed, facts),
            InboundContent.CardAct => new Turn(before, _say.Text(Say.StaffNotUnderstood)),
            InboundContent.Voice or InboundContent.Video or InboundContent.Location or InboundContent.Link or InboundContent.Attachment
                or InboundContent.Unknown { IsEvent: false } => new Turn(before, _say.Text(Say.StaffNotUnderstood)),
            InboundContent.Followed => new Turn(before, Help(inbound.Sender)),
            _ => new Turn(before, null),
        };
        return inbound.Content is InboundContent.Photo || turn.Lacks is not null ? turn : turn with { State = (StaffState)turn.State with { LastPhotoAt = null } };
    }

    /// <summary>A menu entry's key is heard like the same words typed.</summary>
    private static Inbound AsTyped(Inbound inbound) =>
        inbound.Content is InboundContent.MenuClicked { Key: var key } ? inbound with { Content = new InboundContent.Text(key) } : inbound;

    public override Turn Conclude(Turn turn, Inbound inbound, Facts facts, ActResult result)
    {
        var state = (StaffState)turn.State;
        var act = (DialogCommand.Act)turn.Command!;
        // What is being collected for one case is not lost by an act on another.
        return turn with
        {
            State = act.Number == state.Number ? state.Idle() : state,
            Reply = result switch
            {
                ActResult.Done { Case: var kase } => _replies.Done(act.What, kase),
                ActResult.Refused when act.What is CaseAct.Recall => _say.Text(Say.StaffPhotoBroken),
                ActResult.Refused { Case: { } kase, Why: var why } => _replies.Refused(why, kase),
                _ => _say.Text(Say.StaffNoSuchCase, ("number", act.Number)),
            },
            Command = null,
        };
    }

    private Turn TakeText(StaffState state, Inbound inbound, string words, Facts facts)
    {
        if (StaffCommands.IsTodo(words))
        {
            return _todo.List(state, inbound.Sender, facts, 0);
        }

        if (StaffCommands.PageIn(words, state.Page) is { } page)
        {
            return _todo.List(state, inbound.Sender, facts, page);
        }

        var text = PlainText.Of(words);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Turn(state, _say.Text(Say.StaffNotUnderstood));
        }

        if (Answered(state, words) is not null)
        {
            return facts.Cases is [var chosen, ..]
                ? ActOn(state.Idle(), inbound, new StaffCommand(state.Verb, chosen.Number, state.More), chosen, facts)
                : new Turn(state.Idle(), _say.Text(Say.StaffNothing));
        }

        if (Command(state, inbound.Content) is { } asked)
        {
            return Act(state, inbound, asked, facts);
        }

        switch (Commands.Read(text))
        {
            case Understanding.Command.Cancel:
                return new Turn(state.Idle(), _say.Text(Say.StaffCancelled));
            case Understanding.Command.Undo:
                return Back(state);
            case Understanding.Command.Help:
                return new Turn(state, Help(inbound.Sender));
            case Understanding.Command.Submit when StaffAnswers.AwaitsSubmit(state):
                return _answers.Take(state, "1", facts);
            default:
                return _answers.Take(state, text, facts);
        }
    }

    /// <summary>A number that answers the open question is no wish to see that case: it is the other case, or the one that was meant.</summary>
    private static StaffCommand? Command(StaffState state, InboundContent content)
    {
        if (StaffCommands.Read(content) is { } asked)
        {
            return asked.Verb != StaffVerb.Show || content is not InboundContent.Text { Words: var number } || StaffCommands.NumberIn(number) is null ? asked
                : state.Step switch
                {
                    StaffStep.AskingTarget => null,
                    StaffStep.ChoosingCase => asked with { Verb = state.Verb, More = state.More },
                    _ => asked,
                };
        }

        // Words that are none of ours beside a number: the case itself says what can be done with it.
        return state.Step == StaffStep.Idle && content is InboundContent.Text { Words: var words } && StaffCommands.NumberAmong(words) is { } among
            ? new StaffCommand(StaffVerb.Show, among)
            : null;
    }

    /// <summary>The case that was chosen among several, when that is what is asked.</summary>
    private static string? Answered(StaffState state, string words) =>
        state.Step == StaffStep.ChoosingCase ? StaffAnswers.ChosenCase(state, words) : null;

    private Turn Act(StaffState state, Inbound inbound, StaffCommand asked, Facts facts)
    {
        if (asked is { Verb: not StaffVerb.Merge, Number: { } first, More: { } others } && StaffCommands.AreNumbers(others))
        {
            return new Turn(state, _say.Text(Say.StaffOneAtATime, ("verb", _todo.NameOf(asked.Verb)), ("number", first)));
        }

        IReadOnlyList<Case> all = asked.Number is null ? [.. facts.Cases.Concat(facts.Watched).Concat(facts.Called).DistinctBy(c => c.Number)] : facts.Cases;
        if (all.Count == 0 && asked.Number is { } number)
        {
            return new Turn(state, _say.Text(Say.StaffNoSuchCase, ("number", number)));
        }

        // Where several fit, those with which it can be done are meant.
        var possible = asked.Number is not null && all.Count == 1
            ? all
            : [.. all.Where(c => new Standing(_words.City, c, inbound.Sender).May(asked.Verb, facts.Now))];
        return possible.Count switch
        {
            0 when asked.Number is not null => ActOn(state, inbound, asked, all[0], facts),
            0 => new Turn(state, _say.Text(Say.StaffNothingFor, ("verb", _todo.NameOf(asked.Verb)))),
            1 => ActOn(state, inbound, asked, possible[0], facts),
            _ => ChooseCase(state, asked, possible),
        };
    }

    private Turn ActOn(StaffState state, Inbound inbound, StaffCommand asked, Case kase, Facts facts) => asked.Verb == StaffVerb.Show
        ? _todo.Show(state, inbound.Sender, kase, facts)
        : _acting.Begin(state, inbound, asked.Verb, asked.More, kase, facts);

    private Turn ChooseCase(StaffState state, StaffCommand asked, IReadOnlyList<Case> possible)
    {
        var shown = possible.Take(StaffAnswers.MostCases).ToList();
        var shared = shown.GroupBy(c => CaseWords.Short(c.Number)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var asking = _questions.Ask(state.Begin(StaffMove.AskCase, null) with
        {
            Verb = asked.Verb,
            More = asked.More,
            Offered = [.. shown.Select(c => new StaffOption(c.Number, _answers.Line(c, shared.Contains(CaseWords.Short(c.Number)))))],
        });
        return possible.Count == shown.Count ? asking : asking with
        {
            Reply = _say.Text(Say.StaffMoreCases, ("question", asking.Reply!), ("left", (possible.Count - shown.Count).ToString(CultureInfo.InvariantCulture))),
        };
    }

    /// <summary>The question before, with what was collected for it; from the first question out.</summary>
    private Turn Back(StaffState state) => StaffMachine.Allows(state.Step, StaffMove.Back)
        ? _questions.Ask(state.Go(StaffMove.Back) with { Note = state.Step == StaffStep.AskingOutcome ? state.Note : null, Chosen = null })
        : new Turn(state.Idle(), _say.Text(Say.StaffCancelled));

    /// <summary>What everybody can do, and what goes with each duty of this person.</summary>
    private string Help(string user) => string.Join('\n', _words.City.DutiesOf(user).Select(o => HelpOf(o.Kind)).Distinct().Select(p => _say.Text(p)).Prepend(_say.Text(Say.StaffHelp)));

    private static Phrase HelpOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Property => Say.StaffHelpProperty,
        OrganisationKind.Community => Say.StaffHelpCommunity,
        OrganisationKind.Township => Say.StaffHelpTownship,
        OrganisationKind.Unit => Say.StaffHelpUnit,
        OrganisationKind.Department => Say.StaffHelpDepartment,
        OrganisationKind.CommandCentre => Say.StaffHelpCentre,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
