using System.Text.Json;
using CaseStore.Cases;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// The talk with a resident. Which thing a text is, in this order: a choice that answers the open question, a command,
/// danger to life, free words that answer the open question, an answer to a request for a rating, an addition to the
/// draft, a new report. What has been asked for stays on the table whatever comes in between.
/// </summary>
public sealed class ReporterDialog : Dialog
{
    /// <summary>For this long after filing, "不对,是5号楼" belongs to the case just filed.</summary>
    private static readonly TimeSpan Afterthought = TimeSpan.FromMinutes(30);

    private const int MostUndo = 3;
    private const int MostRest = 4;

    private readonly CaseWords _words;
    private readonly PhraseBook _say;
    private readonly Understander _understander;
    private readonly Drafting _drafting;
    private readonly Absorbing _absorbing;
    private readonly Answers _answers;
    private readonly Pictures _pictures;
    private readonly Arrivals _arrivals;
    private readonly Neighbours _neighbours;
    private readonly Emergencies _emergencies;
    private readonly Registering _registering;
    private readonly Measure _measure;
    private readonly Waking _waking;
    private readonly Following _following;
    private readonly Rating _rating;

    public ReporterDialog(CaseWords words, Understander understander, CaseLinks links, Announcer announcer)
    {
        _words = words;
        _say = words.Book;
        _understander = understander;
        _drafting = new Drafting(words, understander);
        _absorbing = new Absorbing(words.Catalogue);
        _answers = new Answers(words, _drafting, _absorbing);
        _pictures = new Pictures(words, _drafting);
        _arrivals = new Arrivals(words, _drafting);
        _neighbours = new Neighbours(words, _drafting);
        _emergencies = new Emergencies(words);
        _registering = new Registering(words, _drafting);
        _measure = new Measure(words.Catalogue.File.Talk, words.Book, announcer);
        _waking = new Waking(words.City, words.Catalogue.File.Talk, words.Book, _drafting);
        _following = new Following(words, links);
        _rating = new Rating(words, _following);
    }

    public override DialogState Restore(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new ReporterState();
        }

        try
        {
            return JsonSerializer.Deserialize(json, ReporterJson.Default.ReporterState) is { V: 1 } state ? state : new ReporterState();
        }
        catch (JsonException)
        {
            // A state that another version wrote: starting anew is better than never answering this person again.
            return new ReporterState();
        }
    }

    public override string Save(DialogState state) => JsonSerializer.Serialize((ReporterState)state, ReporterJson.Default.ReporterState);

    /// <summary>Nothing beforehand: a step that cannot answer without a fact says which (<see cref="Turn.Lacks"/>).</summary>
    public override FactsNeeded Needs(DialogState state, Inbound inbound) => new FactsNeeded.Nothing();

    public override Turn Step(DialogState state, Inbound inbound, Facts facts)
    {
        var before = (ReporterState)state;
        if (inbound.Content is InboundContent.Silence silence)
        {
            return _waking.Wake(before, silence.Due, facts.Now);
        }

        var expired = before.Draft is not null && facts.Now - before.At > TimeSpan.FromDays(_words.Catalogue.File.Talk.DraftDays);
        if (expired)
        {
            before = Idle(before);
        }

        var turn = Take(before, inbound, facts);
        if (turn.Lacks is not null)
        {
            return turn;
        }

        turn = LookForSame(before, turn, facts);
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
            Reply = expired && turn.Reply is { } reply && turn.Command is null ? _say.Text(Say.DraftExpired, ("answer", reply)) : turn.Reply,
        };
    }

    public override Turn Conclude(Turn turn, Inbound inbound, Facts facts, ActResult result)
    {
        var state = (ReporterState)turn.State;
        switch (result)
        {
            case ActResult.Registered { Outcome: var outcome }:
                var compound = outcome is CaseStore.People.Registration.Matched matched ? matched.CompoundId : null;
                return Aside(state with { CompoundId = state.CompoundId ?? compound }, _registering.Outcome(outcome)) with { Command = null };
            case ActResult.Refused { Case: null }:
                return turn with { State = Idle(state), Reply = _say.Text(Say.NoCases), Command = null };
            case ActResult.Refused { Why: Refusal.Already, Case: { } mine }:
                return Next(turn, Idle(state), _say.Text(Say.FollowedAlready, ("number", mine.Number)), facts);
            default:
                break;
        }

        var (kase, reply) = result switch
        {
            ActResult.Done done => (done.Case, Done(turn.Command!, done.Case, state)),
            ActResult.Refused { Why: Refusal.TooSoon, Case: { } late } => (late, _say.Text(Say.UrgedTooSoon, ("number", late.Number))),
            ActResult.Refused { Case: { } other } => (other, _say.Text(Say.NotPossible, ("number", other.Number), ("state", _words.State(other.State)))),
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
        };

        // Filing, joining and rating end what was being said; urging, withdrawing and adding happen in passing.
        return turn.Command switch
        {
            DialogCommand.File file => Next(
                turn,
                Idle(state) with { CompoundId = file.Report.CompoundId is { Length: > 0 } where ? where : state.CompoundId, LastCase = kase.Number, LastCaseAt = facts.Now, LastDanger = file.Report.Danger },
                reply, facts),
            DialogCommand.Act { What: CaseAct.Follow } => Next(turn, Idle(state), reply, facts),
            DialogCommand.Act { What: CaseAct.Rate or CaseAct.NotFixed } when state.Draft is null => turn with { State = Idle(state), Reply = reply, Command = null },
            _ => turn with { State = Back(state), Reply = turn.Quietly ? null : Aside(state, reply).Reply, Command = null },
        };
    }

    private Turn Take(ReporterState state, Inbound inbound, Facts facts)
    {
        switch (inbound.Content)
        {
            case InboundContent.Photo photo:
                return _pictures.Take(state, new KeepPhoto(inbound.Key, photo.PicUrl, photo.MediaId), facts, CaseForPhoto(state, facts.Now));
            case InboundContent.Video { MediaId: { Length: > 0 } media } when _words.Catalogue.File.Talk.Videos:
                return _pictures.Take(state, new KeepPhoto(inbound.Key, null, media), facts, CaseForPhoto(state, facts.Now));
            case InboundContent.Video:
                return Interrupt(state, _say.Text(Say.PhotoInstead), facts);
            case InboundContent.PhotoRefused refused:
                return _pictures.Drop(state, refused.PhotoKey);
            case InboundContent.Location location:
                return _arrivals.Locate(state, location.Latitude, location.Longitude) ?? Interrupt(state, _say.Text(Say.LocationFar), facts);
            case InboundContent.Followed followed:
                return _arrivals.Follow(state, followed.Scene, facts.Now);
            case InboundContent.Scanned scanned:
                return _arrivals.Scan(state, scanned.Scene, facts.Now) ?? Interrupt(state, _say.Text(Say.Greeting), facts);
            case InboundContent.Unfollowed:
                return new Turn(new ReporterState(), null) { Reachable = false };
            case InboundContent.Entered when state.Draft is not null:
                return Interrupt(state, _say.Text(Say.WelcomeBack), facts);
            case InboundContent.Entered:
                return new Turn(state, _say.Text(Say.Greeting));
            case InboundContent.Voice { Recognition: null or "" }:
                return Interrupt(state, _say.Text(Say.TypePlease), facts);
            case InboundContent.Link or InboundContent.MiniProgramCard or InboundContent.Attachment or InboundContent.Unknown { IsEvent: false }:
                return Interrupt(state, _say.Text(Say.CannotRead), facts);
            case InboundContent.Text { Words: var words }:
                return TakeText(state, inbound, new Heard(words, _understander), facts);
            case InboundContent.Voice { Recognition: { } words }:
                return TakeText(state, inbound, new Heard(words, _understander), facts);
            case InboundContent.MenuClicked { Key: var key }:
                var clicked = new Heard(key, _understander);
                return clicked.Command is { } chosen ? Obey(state, inbound, clicked, chosen.Command, chosen.Number, facts) : Interrupt(state, _say.Text(Say.Help), facts);
            default:
                // Told by the platform, nobody waits for an answer.
                return new Turn(state, null);
        }
    }

    private Turn TakeText(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        if (string.IsNullOrWhiteSpace(heard.Plain))
        {
            return Interrupt(state, _say.Text(Say.NotUnderstood), facts);
        }

        if (Choose(state, inbound, heard, facts) is { } chosen)
        {
            return chosen;
        }

        if (heard.Command is { } command)
        {
            return Obey(state, inbound, heard, command.Command, command.Number, facts);
        }

        if (heard.Read.Danger is not null)
        {
            return InDanger(state, inbound, heard, facts);
        }

        if (heard.Read is { Intent: Intent.Command, Command: { } meant } && !TakesAnyWords(state))
        {
            return Obey(state, inbound, heard, meant, null, facts);
        }

        return Fill(state, inbound, heard, facts)
            ?? PendingRating(state, heard, facts)
            ?? (state.Draft is not null ? Add(state, inbound, heard, facts) : Begin(state, inbound, heard, facts));
    }

    // ── 1. a choice ──────────────────────────────────────────────────────────────────────────────

    private Turn? Choose(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        switch (state.Step)
        {
            case ReporterStep.Confirming:
                return Choice.Read(heard.Words, _drafting.ConfirmLabels()) switch
                {
                    0 => Submit(state, inbound, facts),
                    1 => Edit(state),
                    2 => Cancel(state, facts),
                    _ when Answers.SaysYes(heard.Bare) => Submit(state, inbound, facts),
                    _ when heard.Bare is "不对" or "不是" or "错了" or "有误" => Edit(state),
                    _ => null,
                };
            case ReporterStep.AskingSame:
                if (Neighbours.LacksForQuestion(state, facts) is { } lacks)
                {
                    return new Turn(state, null) { Lacks = lacks };
                }

                return _neighbours.Read(state, heard, facts) switch
                {
                    null => null,
                    "" => Ask(_drafting.Proceed(state, state.Draft! with { SameAsked = true, Same = null }), facts),
                    var number => Join(state, inbound, number, facts),
                };
            case ReporterStep.AskingGrade:
                return _rating.Answer(state, heard.Words);
            default:
                return _answers.Choose(state, heard) is { } answered ? Onward(answered, inbound, facts) : null;
        }
    }

    /// <summary>Joins the case of a neighbour; one's own is only added to.</summary>
    private static Turn Join(ReporterState state, Inbound inbound, string number, Facts facts)
    {
        var draft = state.Draft!;
        var own = facts.Nearby?.FirstOrDefault(c => c.Number == number) is { } found
            && found.Reporter.Channel == inbound.Channel && found.Reporter.ExternalId == inbound.Sender;
        return own
            ? new Turn(state with { Draft = null, Step = ReporterMachine.After(state.Step, ReporterMove.Finish) }, null, new DialogCommand.Act(number, new CaseAct.Supplement(draft.Text, draft.Photos)))
            : new Turn(state, null, new DialogCommand.Act(number, new CaseAct.Follow(draft.Text, draft.Photos)));
    }

    // ── 2. a command ─────────────────────────────────────────────────────────────────────────────

    private Turn Obey(ReporterState state, Inbound inbound, Heard heard, Command command, string? number, Facts facts)
    {
        switch (command)
        {
            case Command.Help:
                return Interrupt(state, _say.Text(Say.Help), facts);
            case Command.Cancel:
                return Cancel(state, facts);
            case Command.Submit when state.Step == ReporterStep.Confirming:
                return Submit(state, inbound, facts);
            case Command.Submit when state.Draft is not null:
                return Ask(state, facts);
            case Command.Submit:
                return new Turn(state, _say.Text(Say.NothingToSubmit));
            case Command.Edit when state.Draft is { Text: not null, Kind: not null }:
                return Edit(state);
            case Command.Edit when state.Draft is not null:
                return Ask(state, facts);
            case Command.Edit:
                return new Turn(state, _say.Text(Say.NothingToSubmit));
            case Command.Undo:
                return Undo(state, facts);
            case Command.Suggest:
                return BeginKind(state, CaseKind.Suggestion, facts);
            case Command.Praise:
                return BeginKind(state, CaseKind.Praise, facts);
            case Command.Consult:
                return BeginKind(state, CaseKind.Consultation, facts);
            case Command.Person:
                return AskForPerson(state, inbound, facts);
            case Command.Register:
                return facts.Me is { } me ? _registering.Begin(state, me) : Lacking(state, new FactsNeeded.Myself());
            case Command.Points:
                return facts.Me is { } known ? Interrupt(state, _following.Points(known, _registering), facts) : Lacking(state, new FactsNeeded.Myself());
            default:
                return facts.KnowsCases ? ObeyOnCases(state, heard, command, number, facts) : Lacking(state, new FactsNeeded.OwnCases());
        }
    }

    private Turn ObeyOnCases(ReporterState state, Heard heard, Command command, string? number, Facts facts) => command switch
    {
        Command.Progress => Interrupt(state, _following.Progress(facts, number, heard), facts),
        Command.MyReports => Interrupt(state, _following.List(facts, number), facts),
        Command.Withdraw => OneOf(
            state, number, "撤回", Say.NothingToWithdraw, new CaseAct.Withdraw(),
            [.. facts.Cases.Where(c => c.State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched)], facts),
        Command.Urge => OneOf(state, number, "催办", Say.NothingToUrge, new CaseAct.Urge(), [.. facts.Cases.Where(c => c.IsInWork)], facts),
        Command.Rate when state.Draft is not null => Interrupt(state, _say.Text(Say.RateAfterwards), facts),
        Command.Rate => _rating.Ask(state, number, facts.Cases) ?? Interrupt(state, _say.Text(Say.NothingToRate), facts),
        Command.Again => Again(state, facts),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private Turn OneOf(ReporterState state, string? number, string command, Phrase nothing, CaseAct act, IReadOnlyList<Case> possible, Facts facts)
    {
        var chosen = number is null ? possible : [.. possible.Where(c => Following.Matches(c, number))];
        return chosen.Count switch
        {
            0 => Interrupt(state, _say.Text(nothing), facts),
            1 => new Turn(state, null, new DialogCommand.Act(chosen[0].Number, act)),
            _ => Interrupt(state, _following.WhichCase(command, chosen), facts),
        };
    }

    private Turn Submit(ReporterState state, Inbound inbound, Facts facts)
    {
        var draft = state.Draft!;
        if (draft.Danger is null)
        {
            if (facts.Me is not { } me)
            {
                return Lacking(state, new FactsNeeded.Myself());
            }

            if (_measure.IsFlood(me.RecentReports))
            {
                return _measure.StopFlood(state, facts.Now);
            }
        }

        return new Turn(state, null, new DialogCommand.File(Report(draft, inbound)));
    }

    private NewReport Report(Draft draft, Inbound inbound) => new(
        inbound.Channel, inbound.Sender, draft.Kind!.Value, draft.Subtype, draft.CompoundId ?? "", draft.Place ?? "",
        draft.ForPerson ? _say.Text(Say.WantsPerson, ("text", draft.Text!)) : draft.Text!,
        draft.Danger is not null, draft.Photos, draft.Danger, draft.Latitude, draft.Longitude);

    private Turn Edit(ReporterState state)
    {
        var choosing = state with { Step = ReporterMachine.After(state.Step, ReporterMove.ChooseSlot) };
        return new Turn(choosing, _drafting.Question(choosing));
    }

    private Turn Cancel(ReporterState state, Facts facts)
    {
        switch (state)
        {
            case { Step: ReporterStep.AskingName }:
                return Aside(state, _say.Text(Say.RegistrationPutOff));
            case { Step: ReporterStep.AskingGrade or ReporterStep.AskingReason }:
                return new Turn(Idle(state), _say.Text(Say.RatingPutOff));
            case { Draft: { } draft }:
                // What was dropped can still be fetched back, until something else begins.
                var dropped = Idle(state) with { Rest = state.Rest };
                var next = NextPart(dropped, facts);
                return next is null
                    ? new Turn(dropped with { Undo = [draft], Rest = null }, _say.Text(Say.Cancelled))
                    : next with { Reply = $"{_say.Text(Say.Cancelled)}\n{next.Reply}" };
            default:
                return new Turn(state, _say.Text(Say.NothingToCancel));
        }
    }

    private Turn Undo(ReporterState state, Facts facts)
    {
        if (state.Undo is not [.., var last])
        {
            return Interrupt(state, _say.Text(state.Draft is null ? Say.NothingToUndo : Say.FirstStep), facts);
        }

        var back = _drafting.Proceed(state with { Undo = state.Undo.Count > 1 ? [.. state.Undo.SkipLast(1)] : null }, last);
        return Ask(back, facts, _say.Text(Say.Undone));
    }

    private Turn BeginKind(ReporterState state, CaseKind kind, Facts facts) => state.Draft is not null
        ? Ask(state, facts)
        : Ask(_drafting.Proceed(state, new Draft { Kind = kind, CompoundId = state.CompoundId }), facts);

    /// <summary>人工: whatever was being said goes along, without a summary to confirm.</summary>
    private Turn AskForPerson(ReporterState state, Inbound inbound, Facts facts)
    {
        var draft = state.Draft ?? new Draft { CompoundId = state.CompoundId };
        var text = draft is { Text: { } said, Place: { } place } ? $"{place}:{said}" : draft.Text;
        var asking = _drafting.Proceed(state, draft with { Kind = CaseKind.Consultation, Subtype = null, ForPerson = true, Text = text, Same = null, Offered = null });

        // Somebody of a compound that is not in the list would be asked for it for ever.
        return asking is { Step: ReporterStep.AskingCompound } && state.Step == ReporterStep.AskingCompound
            ? Submit(asking, inbound, facts)
            : Onward(asking, inbound, facts);
    }

    private Turn Again(ReporterState state, Facts facts)
    {
        if (facts.Cases.FirstOrDefault(c => c.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement) is not { } last)
        {
            return Interrupt(state, _say.Text(Say.NothingLastTime), facts);
        }

        if (last.IsInWork)
        {
            return Interrupt(state, _say.Text(Say.LastStillOpen, ("number", last.Number), ("state", _words.State(last.State)), ("due", _words.Due(last))), facts);
        }

        var draft = state.Draft ?? new Draft();
        return Ask(_drafting.Proceed(state, draft with
        {
            Kind = last.Kind, Subtype = last.Subtype, CompoundId = last.CompoundId, Place = last.Place, PlaceIsFinal = true, Text = draft.Text ?? last.Description, Offered = null,
        }), facts, _say.Text(Say.SameAsLastTime, ("subject", _words.Subject(last)), ("place", _words.Place(last))));
    }

    // ── 3. danger ────────────────────────────────────────────────────────────────────────────────

    private Turn InDanger(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        if (Emergencies.MayRun(state, facts.Now) && !facts.KnowsCases)
        {
            return Lacking(state, new FactsNeeded.OwnCases());
        }

        if (Emergencies.Running(state, facts) is { } running && Emergencies.Add(running, heard) is { } more)
        {
            return new Turn(state, null, new DialogCommand.Act(running.Number, more));
        }

        var draft = state.Draft is { } begun
            ? begun with { Kind = null, Subtype = null, Text = begun.ForPerson ? null : begun.Text, ForPerson = false }
            : Pictures.Fresh(state, facts.Now);
        return Submit(state with { Draft = Elsewhere(_absorbing.Absorb(draft, heard.Read, heard.Words), heard) }, inbound, facts);
    }

    // ── 4. free words that answer ────────────────────────────────────────────────────────────────

    private static bool TakesAnyWords(ReporterState state) =>
        state.Step == ReporterStep.AskingReason || state is { Step: ReporterStep.AskingText, Draft.Kind: not null };

    private Turn? Fill(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        switch (state.Step)
        {
            case ReporterStep.AskingName:
                return _registering.Answer(state, heard);
            case ReporterStep.AskingReason:
                return _rating.Answer(state, heard.Words);
            default:
                break;
        }

        if (state.Draft is null)
        {
            return null;
        }

        if (state.Step is not (ReporterStep.AskingText or ReporterStep.AskingPlace) && heard.IsCorrection && _answers.Correct(state, heard) is { } corrected)
        {
            return Onward(corrected, inbound, facts);
        }

        if (state.Step == ReporterStep.AskingPlace && heard.Read.Place is null && IsAnother(state, heard))
        {
            return Queue(state, heard, facts);
        }

        return _answers.Fill(state, heard) is { } answered ? Onward(answered, inbound, facts) : null;
    }

    // ── 5. a rating that is waited for ───────────────────────────────────────────────────────────

    /// <summary>A grade or verdict out of the blue, while a resolved case waits for one; in the middle of a report only words count.</summary>
    private Turn? PendingRating(ReporterState state, Heard heard, Facts facts)
    {
        if (!_following.LooksLikeRating(heard.Words))
        {
            return null;
        }

        if (!facts.KnowsCases)
        {
            return Lacking(state, new FactsNeeded.OwnCases());
        }

        if (facts.Cases.FirstOrDefault(c => c.State == CaseState.Resolved) is { } resolved)
        {
            return state.Draft is null ? _rating.Take(state, resolved, heard.Words) : _rating.TakeInPassing(state, resolved, heard.Words);
        }

        return state.Draft is null && Following.SaysNotFixed(heard.Words) && facts.Cases.FirstOrDefault(c => c.State == CaseState.Closed) is { } closed
            ? new Turn(state, _say.Text(Say.ClosedAlready, ("number", closed.Number)))
            : null;
    }

    // ── 6. an addition to the draft ──────────────────────────────────────────────────────────────

    private Turn Add(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        var read = heard.Read;
        if (_measure.Answer(state, heard, facts.Now) is { } calm)
        {
            return calm with { Reply = _say.Text(Say.StillOpen, ("answer", calm.Reply!), ("question", QuestionOf(state, facts))) };
        }

        switch (state.Step)
        {
            case ReporterStep.AskingPhoto when Answers.SaysNone(heard.Bare):
                return new Turn(state, _say.Text(Say.PhotoNeeded));
            case ReporterStep.AskingPlace:
                return Interrupt(state, _say.Text(Say.PlaceHint), facts);
            case ReporterStep.AskingCompound when read.Intent != Intent.Chat:
                return new Turn(state, _say.Text(Say.CompoundUnknown, ("question", _drafting.Question(state))));
            case ReporterStep.AskingSubtype or ReporterStep.AskingCompound or ReporterStep.ChoosingSlot or ReporterStep.AskingSame:
                return state.Step == ReporterStep.ChoosingSlot && _answers.Correct(state, heard) is { } slot
                    ? Onward(slot, inbound, facts)
                    : Lacking(state, facts) ?? new Turn(state, _say.Text(Say.NotAChoice, ("question", QuestionOf(state, facts))));
            case ReporterStep.Confirming when heard.Plain.Length <= 20 && _answers.Correct(state, heard) is { } corrected:
                return Onward(corrected, inbound, facts);
            case ReporterStep.AskingPhoto or ReporterStep.Confirming when IsAnother(state, heard):
                return Queue(state, heard, facts);
            case ReporterStep.AskingPhoto or ReporterStep.Confirming when read.Intent is not (Intent.Chat or Intent.Command):
                return Onward(_drafting.Proceed(state, _absorbing.Absorb(state.Draft!, read, heard.Words)), inbound, facts);
            default:
                return Interrupt(state, _say.Text(read.Intent == Intent.Chat ? Say.Greeting : Say.NotUnderstood), facts);
        }
    }

    /// <summary>A clear report of something else in the middle of one: kept, and asked about when this one is filed.</summary>
    private static bool IsAnother(ReporterState state, Heard heard) =>
        heard.Read is { Sure: true, Intent: Intent.Report, Candidates: [var best, ..] }
        && state.Draft is { Subtype: { } subtype } && best.Subtype != subtype && heard.Bare.Length >= 6;

    private Turn Queue(ReporterState state, Heard heard, Facts facts)
    {
        var rest = state.Rest ?? [];
        if (rest.Count >= MostRest)
        {
            return Interrupt(state, _say.Text(Say.QueueFull), facts);
        }

        var queued = state with { Rest = [.. rest, heard.Plain] };
        return Interrupt(queued, _say.Text(Say.Queued, ("text", Brief(heard.Plain))), facts);
    }

    // ── 7. a new report ──────────────────────────────────────────────────────────────────────────

    private Turn Begin(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        state = state.Step == ReporterStep.Idle ? state : Idle(state);
        if (AboutCaseJustFiled(state, heard, facts) is { } afterthought)
        {
            return afterthought;
        }

        var read = heard.Read;
        if (_measure.Answer(state, heard, facts.Now) is { } calm)
        {
            return calm;
        }

        if (read.Intent == Intent.Chat)
        {
            return new Turn(state, _say.Text(heard.Plain.Length <= 12 ? Say.Greeting : Say.NotUnderstood));
        }

        if (read.Parts is [var first, ..])
        {
            var waiting = state with { Rest = [.. read.Parts.Skip(1).Take(MostRest)] };
            return Ask(
                Begun(waiting, new Heard(first, _understander), facts), facts,
                _say.Text(Say.SeveralParts, ("count", read.Parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("text", Brief(first))));
        }

        return Onward(Begun(state, heard, facts), inbound, facts);
    }

    private ReporterState Begun(ReporterState state, Heard heard, Facts facts) =>
        _drafting.Proceed(state with { Undo = null }, Elsewhere(_absorbing.Absorb(Pictures.Fresh(state, facts.Now), heard.Read, heard.Words), heard));

    /// <summary>What was known beforehand gives way to what is said now: another compound, and the spot of a poster with it.</summary>
    private static Draft Elsewhere(Draft draft, Heard heard) => heard.Read.Compound is { } said && said.Id != draft.CompoundId
        ? draft with { CompoundId = said.Id, Place = heard.Read.Place, PlaceIsFinal = false }
        : draft;

    /// <summary>What is said soon after filing and belongs to it: more of the emergency, or a correction. Null: something new.</summary>
    private static Turn? AboutCaseJustFiled(ReporterState state, Heard heard, Facts facts)
    {
        var emergency = Emergencies.MayRun(state, facts.Now);
        var correcting = heard.IsCorrection && state.LastCase is not null && facts.Now - state.LastCaseAt <= Afterthought;
        if (!emergency && !correcting)
        {
            return null;
        }

        if (!facts.KnowsCases)
        {
            return Lacking(state, new FactsNeeded.OwnCases());
        }

        if (Emergencies.Running(state, facts) is { } running)
        {
            return Emergencies.Add(running, heard) is { } more ? new Turn(state, null, new DialogCommand.Act(running.Number, more)) : null;
        }

        return correcting && facts.Cases.FirstOrDefault(c => c.Number == state.LastCase && c.IsInWork) is { } filed
            ? new Turn(state, null, new DialogCommand.Act(filed.Number, new CaseAct.Supplement(heard.Plain, [])))
            : null;
    }

    // ── what comes next ──────────────────────────────────────────────────────────────────────────

    /// <summary>The next question; what needs no confirming is filed.</summary>
    private Turn Onward(ReporterState state, Inbound inbound, Facts facts) =>
        state is { Step: ReporterStep.Confirming, Draft.ForPerson: true } ? Submit(state, inbound, facts) : Ask(state, facts);

    private Turn Ask(ReporterState state, Facts facts, string? before = null) =>
        Lacking(state, facts) ?? new Turn(state, before is null ? QuestionOf(state, facts) : $"{before}\n{QuestionOf(state, facts)}");

    private string QuestionOf(ReporterState state, Facts facts) =>
        state.Step == ReporterStep.AskingSame ? _neighbours.Question(state, facts) : _drafting.Question(state);

    private static Turn? Lacking(ReporterState state, Facts facts) =>
        Neighbours.LacksForQuestion(state, facts) is { } lacks ? Lacking(state, lacks) : null;

    private static Turn Lacking(ReporterState state, FactsNeeded lacks) => new(state, null) { Lacks = lacks };

    /// <summary>When a draft has come far enough, its like is looked for before anything more is asked.</summary>
    private Turn LookForSame(ReporterState before, Turn turn, Facts facts)
    {
        var after = (ReporterState)turn.State;
        if (turn.Command is not null || turn.Reply is null || ReferenceEquals(before.Draft, after.Draft))
        {
            return turn;
        }

        if (Neighbours.Lacks(after, facts) is { } lacks)
        {
            return turn with { Lacks = lacks };
        }

        var looked = _neighbours.Look(after, facts);
        return looked.Step == ReporterStep.AskingSame
            ? turn with { State = looked, Reply = turn.Reply.Replace(_drafting.Question(after), QuestionOf(looked, facts), StringComparison.Ordinal) }
            : turn with { State = looked };
    }

    /// <summary>Keeps what the draft was, so that 上一步 has somewhere to go.</summary>
    private static ReporterState Remember(ReporterState before, ReporterState after) =>
        before.Draft is { } was && after.Draft is not null && !ReferenceEquals(was, after.Draft) && ReferenceEquals(before.Undo, after.Undo)
            ? after with { Undo = [.. (before.Undo ?? []).TakeLast(MostUndo - 1), was] }
            : after;

    /// <summary>Answers something in passing, then comes back to the open question.</summary>
    private Turn Interrupt(ReporterState state, string answer, Facts facts) => state.Draft is null
        ? new Turn(state, answer)
        : Lacking(state, facts) ?? new Turn(state, _say.Text(Say.StillOpen, ("answer", answer), ("question", QuestionOf(state, facts))));

    /// <summary>The end of something that came in between: back to the report that waited, if there is one.</summary>
    private Turn Aside(ReporterState state, string answer)
    {
        var back = Back(state);
        return back.Draft is null
            ? new Turn(back, answer)
            : new Turn(back, back.Step == ReporterStep.AskingSame ? answer : _say.Text(Say.StillOpen, ("answer", answer), ("question", _drafting.Question(back))));
    }

    private ReporterState Back(ReporterState state) => state switch
    {
        { Step: ReporterStep.AskingName or ReporterStep.AskingReason or ReporterStep.AskingGrade, Draft: { } draft } => _drafting.Proceed(state, draft),
        { Step: ReporterStep.AskingName } => Idle(state) with { Undo = state.Undo },
        _ => state,
    };

    /// <summary>After a case is filed or joined: the next problem of the same breath, if one waits.</summary>
    private Turn Next(Turn turn, ReporterState idle, string reply, Facts facts)
    {
        var waiting = idle with { Rest = ((ReporterState)turn.State).Rest };
        return NextPart(waiting, facts) is { } next
            ? turn with { State = next.State, Reply = $"{reply}\n{next.Reply}", Command = null }
            : turn with { State = idle, Reply = reply, Command = null };
    }

    private Turn? NextPart(ReporterState state, Facts facts)
    {
        if (state.Rest is not { Count: > 0 } waiting)
        {
            return null;
        }

        var text = waiting[0];
        var begun = Begun(state with { Rest = waiting.Count == 1 ? null : [.. waiting.Skip(1)] }, new Heard(text, _understander), facts);
        return new Turn(begun, _say.Text(Say.NextPart, ("text", Brief(text)), ("question", _drafting.Question(begun))));
    }

    /// <summary>A picture out of the blue: for the case whose picture was broken, or for the emergency that is running.</summary>
    private static string? CaseForPhoto(ReporterState state, DateTimeOffset now) =>
        now - state.LastCaseAt > TimeSpan.FromDays(1) ? null
        : state.PhotoFor ?? (Emergencies.MayRun(state, now) ? state.LastCase : null);

    private static ReporterState Idle(ReporterState state) => new()
    {
        Step = ReporterMachine.After(state.Step, ReporterMove.Finish),
        CompoundId = state.Draft?.CompoundId ?? state.CompoundId,
        LastCase = state.LastCase,
        LastCaseAt = state.LastCaseAt,
        LastDanger = state.LastDanger,
        PhotoFor = state.PhotoFor,
        PosterSpot = state.PosterSpot,
        PosterAt = state.PosterAt,
        AbuseToldAt = state.AbuseToldAt,
        Wake = state.Wake,
        At = state.At,
    };

    private string Done(DialogCommand command, Case kase, ReporterState state) => command switch
    {
        DialogCommand.File { Report.Danger: { } danger } => _emergencies.Filed(kase, danger),
        DialogCommand.File when state.Draft is { ForPerson: true } => _say.Text(
            Say.PersonAsked, ("number", kase.Number), ("handler", _words.Handler(kase)), ("due", _words.Due(kase))),
        DialogCommand.File => _say.Text(
            kase.State == CaseState.UnderReview ? Say.FiledForReview : Say.Filed,
            ("number", kase.Number), ("handler", _words.Handler(kase)), ("due", _words.Due(kase))),
        DialogCommand.Act { What: CaseAct.Follow } => _say.Text(
            Say.Followed, ("number", kase.Number), ("handler", _words.Handler(kase)), ("due", _words.Due(kase))),
        DialogCommand.Act { What: CaseAct.Locate } => _emergencies.Located(kase),
        DialogCommand.Act { What: CaseAct.Withdraw } => _say.Text(Say.Withdrawn, ("number", kase.Number)),
        DialogCommand.Act { What: CaseAct.Urge } => _say.Text(Say.Urged, ("number", kase.Number), ("handler", _words.Handler(kase))),
        DialogCommand.Act { What: CaseAct.Supplement added } => kase.Emergency && added.Words is not null
            ? _emergencies.Added(kase, _emergencies.GravestOf(state.LastDanger, _understander.Read(added.Words).Danger?.Code))
            : _say.Text(Say.Supplemented, ("number", kase.Number), ("handler", _words.Handler(kase))),
        _ when kase.State == CaseState.Closed => _say.Text(Say.Thanks, ("number", kase.Number)),
        _ when _words.Handler(kase) == _words.Community(kase) => _say.Text(
            Say.ReopenedToCommunity, ("number", kase.Number), ("community", _words.Community(kase)), ("due", _words.Due(kase))),
        _ => _say.Text(
            Say.ReopenedForYou,
            ("number", kase.Number), ("handler", _words.Handler(kase)), ("community", _words.Community(kase)), ("due", _words.Due(kase))),
    };

    private static string Brief(string text) => text.Length <= 24 ? text : Drafting.Shorten(text, 24) + "…";
}
