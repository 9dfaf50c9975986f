using System.Text.Json;
using System.Text.RegularExpressions;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Officer;

/// <summary>
/// The talk with whoever is on duty in WeCom: info-officer, reviewer, unit handler, community worker.
/// A button on a card and a typed word ("受理 0012") are the same act.
/// </summary>
public sealed partial class StaffDialog : Dialog
{
    private const int MostPhotos = 9;
    private const int MostNoteLength = 300;
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(20);
    private static readonly Outcome[] Outcomes = [Outcome.Fixed, Outcome.Explained, Outcome.CannotFix, Outcome.LongTerm];

    private readonly CaseWords _words;
    private readonly PhraseBook _say;

    public StaffDialog(CaseWords words)
    {
        _words = words;
        _say = words.Book;
    }

    public override DialogState Restore(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new StaffState();
        }

        try
        {
            return JsonSerializer.Deserialize(json, StaffJson.Default.StaffState) is { V: 1 } state ? state : new StaffState();
        }
        catch (JsonException)
        {
            return new StaffState();
        }
    }

    public override string Save(DialogState state) => JsonSerializer.Serialize((StaffState)state, StaffJson.Default.StaffState);

    public override FactsNeeded Needs(DialogState state, Inbound inbound)
    {
        if (inbound.Content is InboundContent.PhotoRefused { PhotoKey: var key })
        {
            return new FactsNeeded.CaseOfPhoto(key);
        }

        if (ReadAct(inbound.Content) is { } asked)
        {
            return asked.Number is { } number ? new FactsNeeded.OneCase(number) : new FactsNeeded.DeskCases();
        }

        return inbound.Content is InboundContent.Text text && IsTodo(text.Words) ? new FactsNeeded.DeskCases() : new FactsNeeded.Nothing();
    }

    public override Turn Step(DialogState state, Inbound inbound, Facts facts)
    {
        var before = (StaffState)state;
        if (inbound.Content is (InboundContent.Text or InboundContent.Photo) && _words.City.DutiesOf(inbound.Sender).Count == 0)
        {
            return new Turn(before, _say.Text(Say.StaffStranger));
        }

        var turn = inbound.Content switch
        {
            InboundContent.Photo photo => TakePhoto(before, inbound, photo, facts),
            InboundContent.PhotoRefused refused => DropPhoto(before, refused.PhotoKey, facts),
            var content when ReadAct(content) is { } asked => Act(before, inbound, asked.Verb, asked.Number, facts),
            InboundContent.CardAct => new Turn(before, _say.Text(Say.StaffNotUnderstood)),
            InboundContent.Text text => TakeText(before, text.Words, facts),
            InboundContent.Voice or InboundContent.Video or InboundContent.Location or InboundContent.Link or InboundContent.Attachment
                or InboundContent.Unknown { IsEvent: false } => new Turn(before, _say.Text(Say.StaffNotUnderstood)),
            InboundContent.Followed => new Turn(before, _say.Text(Say.StaffHelp)),
            _ => new Turn(before, null),
        };
        return inbound.Content is InboundContent.Photo ? turn : turn with { State = (StaffState)turn.State with { LastPhotoAt = null } };
    }

    public override Turn Conclude(Turn turn, Inbound inbound, Facts facts, ActResult result)
    {
        var state = (StaffState)turn.State;
        var act = (DialogCommand.Act)turn.Command!;
        // What is being collected for one case is not lost by an act on another.
        return turn with
        {
            State = act.Number == state.Number ? Idle(state) : state,
            Reply = result switch
            {
                ActResult.Done { Case: var kase } => Done(act.What, kase),
                ActResult.Refused when act.What is CaseAct.Recall => _say.Text(Say.StaffPhotoBroken),
                ActResult.Refused { Case: { } kase, Why: var why } => Refused(why, kase),
                _ => _say.Text(Say.StaffNoSuchCase, ("number", act.Number)),
            },
            Command = null,
        };
    }

    private static StaffState Idle(StaffState state) => new() { Step = StaffMachine.After(state.Step, StaffMove.Finish) };

    private static StaffState Ask(StaffState state, StaffMove move, string number) =>
        new() { Step = StaffMachine.After(state.Step, move), Number = number };

    private string Done(CaseAct act, Case kase)
    {
        var shortNumber = CaseWords.Short(kase.Number);
        return act switch
        {
            CaseAct.Accept => _say.Text(Say.StaffAccepted, ("short", shortNumber), ("due", _words.Due(kase))),
            CaseAct.Resolve when kase.Kind == CaseKind.Praise => _say.Text(Say.StaffPraiseHeard, ("short", shortNumber)),
            CaseAct.Resolve when kase.Kind is CaseKind.Consultation or CaseKind.Suggestion => _say.Text(Say.StaffAnswered, ("short", shortNumber)),
            CaseAct.Resolve => _say.Text(Say.StaffResolved, ("short", shortNumber)),
            CaseAct.Recall => _say.Text(Say.StaffProofBroken, ("short", shortNumber)),
            CaseAct.Decline => _say.Text(Say.StaffDeclined, ("short", shortNumber), ("handler", _words.Handler(kase))),
            CaseAct.Approve => _say.Text(Say.StaffApproved, ("short", shortNumber), ("handler", _words.Handler(kase))),
            CaseAct.Return => _say.Text(Say.StaffReturned, ("short", shortNumber), ("handler", _words.Handler(kase))),
            CaseAct.Reject => _say.Text(Say.StaffRejected, ("short", shortNumber)),
            CaseAct.Urge => _say.Text(Say.StaffUrged, ("short", shortNumber), ("handler", _words.Handler(kase))),
            _ => throw new InvalidOperationException($"Staff cannot {act.GetType().Name}"),
        };
    }

    private string Refused(Refusal why, Case kase)
    {
        var shortNumber = CaseWords.Short(kase.Number);
        return why switch
        {
            Refusal.NotOnDuty => _say.Text(Say.StaffNotOnDuty, ("short", shortNumber), ("handler", _words.Handler(kase))),
            Refusal.TooSoon => _say.Text(Say.StaffTooSoon, ("short", shortNumber)),
            _ => _say.Text(Say.StaffNotNow, ("short", shortNumber), ("state", _words.StateForStaff(kase.State)), ("handler", _words.Handler(kase))),
        };
    }

    private enum Verb
    {
        Accept,
        Resolve,
        Decline,
        Approve,
        Return,
        Reject,
        Urge,
    }

    /// <summary>A pressed button (<c>accept:WP-…</c>) or a typed word with or without a number.</summary>
    private static (Verb Verb, string? Number)? ReadAct(InboundContent content)
    {
        switch (content)
        {
            case InboundContent.CardAct card when card.ButtonKey.IndexOf(':') is var colon and > 0
                && Enum.TryParse<Verb>(card.ButtonKey[..colon], ignoreCase: true, out var pressed) && Enum.IsDefined(pressed):
                return (pressed, card.ButtonKey[(colon + 1)..]);
            case InboundContent.Text text when PlainText.WithoutMarks(PlainText.Of(text.Words)) is { Length: <= 40 } plain && Typed().Match(plain) is { Success: true } match:
                Verb? verb = match.Groups["word"].Value switch
                {
                    "受理" or "接单" => Verb.Accept,
                    "完成" or "办结" or "回复" => Verb.Resolve,
                    "退回物业" => Verb.Return,
                    "退回" => Verb.Decline,
                    "核准" => Verb.Approve,
                    "不予受理" => Verb.Reject,
                    "催办" => Verb.Urge,
                    _ => null,
                };
                return verb is { } said ? (said, match.Groups["number"] is { Success: true, Value: var number } ? number : null) : null;
            default:
                return null;
        }
    }

    private static bool IsTodo(string text) =>
        PlainText.WithoutMarks(PlainText.Of(text)) is "我的待办" or "待办" or "进度" or "查询" or "在办";

    private Turn Act(StaffState state, Inbound inbound, Verb verb, string? number, Facts facts)
    {
        if (facts.Cases.Count > 1 || (number is null && facts.Cases.Count == 0))
        {
            return new Turn(state, Todo(facts.Cases));
        }

        if (facts.Cases.Count == 0)
        {
            return new Turn(state, _say.Text(Say.StaffNoSuchCase, ("number", number ?? "")));
        }

        var kase = facts.Cases[0];
        var shortNumber = ("short", CaseWords.Short(kase.Number));
        var onDuty = _words.City.DutiesOf(inbound.Sender).Any(o => o.Id == kase.HandlerOrganisation);
        Turn Do(CaseAct act) => new(state, null, new DialogCommand.Act(kase.Number, act));
        if (verb == Verb.Decline && kase.State == CaseState.UnderReview)
        {
            verb = Verb.Return;
        }

        // Whoever may not act, or comes too late, is not asked for proof first: the desk says no, and the history keeps it.
        var working = kase.State is CaseState.Dispatched or CaseState.Accepted;
        var reviewing = kase.State == CaseState.UnderReview;
        return verb switch
        {
            Verb.Accept => Do(new CaseAct.Accept()),
            Verb.Urge => Do(new CaseAct.Urge()),
            Verb.Resolve when !onDuty || !working => Do(new CaseAct.Resolve(Outcome.Fixed, "", [])),
            Verb.Resolve when kase.Kind == CaseKind.Praise => Do(new CaseAct.Resolve(Outcome.Explained, _say.Text(Say.PraiseNote), [])),
            Verb.Resolve when kase.Kind is CaseKind.Consultation or CaseKind.Suggestion => new Turn(
                Ask(state, StaffMove.AskAnswer, kase.Number) with { Outcome = Outcome.Explained },
                _say.Text(Say.StaffAskAnswer, shortNumber, ("words", Shown(kase.Description)))),
            Verb.Resolve => new Turn(Ask(state, StaffMove.AskProof, kase.Number), _say.Text(Say.StaffAskProof, shortNumber)),
            Verb.Decline when !onDuty || !working => Do(new CaseAct.Decline("")),
            Verb.Decline => new Turn(Ask(state, StaffMove.AskDeclineReason, kase.Number), _say.Text(Say.StaffAskDeclineReason, shortNumber)),
            Verb.Approve when !onDuty || !reviewing => Do(new CaseAct.Approve("")),
            Verb.Approve => AskUnit(state, kase),
            Verb.Return when !onDuty || !reviewing => Do(new CaseAct.Return("")),
            Verb.Return => new Turn(Ask(state, StaffMove.AskReturnReason, kase.Number), _say.Text(Say.StaffAskReturnReason, shortNumber)),
            Verb.Reject when !onDuty || !reviewing => Do(new CaseAct.Reject("")),
            Verb.Reject => new Turn(Ask(state, StaffMove.AskRejectReason, kase.Number), _say.Text(Say.StaffAskRejectReason, shortNumber)),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
        };
    }

    private Turn AskUnit(StaffState state, Case kase)
    {
        // The unit whose department answers for the subtype stands first.
        var department = _words.Catalogue.Find(kase.Subtype)?.Department;
        var units = _words.City.UnitsOf(kase.HandlerOrganisation)
            .OrderByDescending(u => department is not null && _words.City.DepartmentOfUnit.GetValueOrDefault(u.Id) == department).ToList();
        var asking = Ask(state, StaffMove.AskUnit, kase.Number) with { Units = [.. units.Select(u => u.Id)] };
        return new Turn(asking, UnitQuestion(asking));
    }

    private string UnitQuestion(StaffState state) => _say.Text(
        Say.StaffAskUnit, ("short", CaseWords.Short(state.Number!)), ("choices", Choice.Lines(state.Units!.Select(_words.OrganisationName))));

    private Turn TakeText(StaffState state, string words, Facts facts)
    {
        var text = PlainText.Of(words);
        if (IsTodo(words))
        {
            return new Turn(state, Todo(facts.Cases));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new Turn(state, _say.Text(Say.StaffNotUnderstood));
        }

        switch (Commands.Read(text))
        {
            case Command.Cancel:
                return new Turn(Idle(state), _say.Text(Say.StaffCancelled));
            case Command.Help:
                return new Turn(state, _say.Text(Say.StaffHelp));
            case Command.Submit when state.Step is StaffStep.Confirming or StaffStep.ConfirmingAnswer:
                return Submit(state);
            default:
                break;
        }

        return state.Step switch
        {
            StaffStep.AskingProof => Prove(state with { Note = Shorten(state.Note is null ? text : $"{state.Note};{text}") }),
            StaffStep.Confirming => Confirm(state, text),
            StaffStep.AskingAnswer => ConfirmAnswer(state with { Note = Shorten(text) }),
            StaffStep.ConfirmingAnswer => Choice.Read(text, AnswerLabels()) switch
            {
                0 => Submit(state),
                1 => new Turn(Ask(state, StaffMove.AskAnswer, state.Number!) with { Outcome = Outcome.Explained }, _say.Text(Say.StaffRewrite)),
                _ when Assent.IsYes(PlainText.WithoutMarks(text)) => Submit(state),
                _ => ConfirmAnswer(state with { Note = Shorten(text) }),
            },
            StaffStep.AskingOutcome => Choice.Read(text, OutcomeLabels()) is { } chosen
                ? Summarise(state with { Outcome = Outcomes[chosen] })
                : new Turn(state, OutcomeQuestion()),
            StaffStep.AskingDeclineReason => Do(state, new CaseAct.Decline(Shorten(text))),
            StaffStep.AskingReturnReason => Do(state, new CaseAct.Return(Shorten(text))),
            StaffStep.AskingRejectReason => Do(state, new CaseAct.Reject(Shorten(text))),
            StaffStep.AskingUnit => Choice.Read(text, [.. state.Units!.Select(_words.OrganisationName)]) is { } unit
                ? Do(state, new CaseAct.Approve(state.Units![unit]))
                : new Turn(state, UnitQuestion(state)),
            _ => new Turn(state, _say.Text(Say.StaffNotUnderstood)),
        };
    }

    private static Turn Do(StaffState state, CaseAct act) => new(state, null, new DialogCommand.Act(state.Number!, act));

    /// <summary>Photos and a sentence, in either order; when both are there, sums up.</summary>
    private Turn Prove(StaffState state)
    {
        if (state.Photos.Count == 0)
        {
            return new Turn(state, _say.Text(Say.StaffAskPhoto));
        }

        return state.Note is null
            ? new Turn(state, _say.Text(Say.StaffAskNote, ("count", state.Photos.Count.ToString())))
            : Summarise(state);
    }

    private Turn Summarise(StaffState state)
    {
        var confirming = state with { Step = StaffMachine.After(state.Step, StaffMove.Summarise) };
        return new Turn(confirming, Summary(confirming));
    }

    private string Summary(StaffState state) => _say.Text(
        Say.StaffConfirm,
        ("short", CaseWords.Short(state.Number!)), ("note", state.Note!), ("count", state.Photos.Count.ToString()), ("choices", Choice.Lines(ConfirmLabels(state))));

    private List<string> ConfirmLabels(StaffState state) =>
    [
        _say.Text(Say.StaffLabelSubmit, ("outcome", OutcomeLabels()[Array.IndexOf(Outcomes, state.Outcome)])),
        _say.Text(Say.StaffLabelOutcome),
        _say.Text(Say.StaffLabelMorePhotos),
    ];

    private Turn Confirm(StaffState state, string text) => Choice.Read(text, ConfirmLabels(state)) switch
    {
        0 => Submit(state),
        1 => new Turn(state with { Step = StaffMachine.After(state.Step, StaffMove.AskOutcome) }, OutcomeQuestion()),
        2 => new Turn(state, _say.Text(Say.StaffMorePhotos)),
        _ when Assent.IsYes(PlainText.WithoutMarks(text)) => Submit(state),
        _ => Summarise(state with { Note = Shorten(text) }),
    };

    private Turn ConfirmAnswer(StaffState state)
    {
        var confirming = state with { Step = StaffMachine.After(state.Step, StaffMove.ConfirmAnswer) };
        return new Turn(confirming, _say.Text(
            Say.StaffConfirmAnswer, ("short", CaseWords.Short(state.Number!)), ("note", confirming.Note!), ("choices", Choice.Lines(AnswerLabels()))));
    }

    private string[] AnswerLabels() => [_say.Text(Say.StaffLabelSend), _say.Text(Say.StaffLabelRewrite)];

    private static Turn Submit(StaffState state) => Do(state, new CaseAct.Resolve(state.Outcome, state.Note!, state.Photos));

    private string[] OutcomeLabels() => _say.Text(Say.StaffOutcomes).Split('|');

    private string OutcomeQuestion() => _say.Text(Say.StaffAskOutcome, ("choices", Choice.Lines(OutcomeLabels())));

    private Turn TakePhoto(StaffState state, Inbound inbound, InboundContent.Photo photo, Facts facts)
    {
        if (state.Step is not (StaffStep.AskingProof or StaffStep.Confirming))
        {
            return new Turn(state, _say.Text(Say.StaffPhotoWithoutCase));
        }

        if (state.Photos.Count >= MostPhotos)
        {
            return new Turn(state, null);
        }

        var inBurst = state.LastPhotoAt is { } last && facts.Now - last <= Burst;
        var turn = Prove(state with { Photos = [.. state.Photos, inbound.Key], LastPhotoAt = facts.Now });
        return turn with { Reply = inBurst ? null : turn.Reply, Photo = new KeepPhoto(inbound.Key, photo.PicUrl, photo.MediaId) };
    }

    private Turn DropPhoto(StaffState state, string key, Facts facts)
    {
        // Too late to take it out: the resident was already told of it. Unless another picture proves it, the case is in work again.
        if (facts.Cases.FirstOrDefault(c => c.State == CaseState.Resolved) is { } resolved)
        {
            return new Turn(state, null, new DialogCommand.Act(resolved.Number, new CaseAct.Recall()));
        }

        var left = state with { Photos = [.. state.Photos.Where(p => p != key)] };
        if (left.Step == StaffStep.Confirming && left.Photos.Count == 0)
        {
            left = left with { Step = StaffMachine.After(left.Step, StaffMove.AskProof) };
        }

        return new Turn(left, _say.Text(Say.StaffPhotoBroken));
    }

    /// <summary>The list to choose from; where two days gave the same short number, the day stands with it.</summary>
    private string Todo(IReadOnlyList<Case> cases)
    {
        if (cases.Count == 0)
        {
            return _say.Text(Say.StaffNothing);
        }

        var shared = cases.GroupBy(c => CaseWords.Short(c.Number)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return _say.Text(
            Say.StaffTodo,
            ("count", cases.Count.ToString()),
            ("lines", string.Join('\n', cases.Take(8).Select(c => _say.Text(
                Say.StaffTodoLine,
                ("short", shared.Contains(CaseWords.Short(c.Number)) ? c.Number["WP-".Length..] : CaseWords.Short(c.Number)),
                ("subject", _words.Subject(c)), ("place", Brief(_words.Place(c))), ("state", _words.StateForStaff(c.State)), ("due", _words.ShortDue(c)))))));
    }

    private static string Brief(string place) => place.Length <= 24 ? place : place[..24] + "…";

    private static string Shown(string words) => words.Length <= 200 ? words : words[..200] + "…";

    private static string Shorten(string text) =>
        text.Length <= MostNoteLength ? text : text[..(char.IsHighSurrogate(text[MostNoteLength - 1]) ? MostNoteLength - 1 : MostNoteLength)];

    [GeneratedRegex(@"^(?<word>受理|接单|完成|办结|回复|退回物业|退回|核准|不予受理|催办)\s*(?<number>(?:(?:WP-?)?\d{8}-?)?\d{4,})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Typed();
}
