using System.Text.Json;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// The talk with a resident. Which thing a message is, in this order: a command, an answer to the open question,
/// an answer to a request for a rating, an addition to the draft, a new report.
/// </summary>
public sealed class ReporterDialog : Dialog
{
    private static readonly TimeSpan DraftLife = TimeSpan.FromHours(24);

    /// <summary>Photos sent in one go arrive within seconds: only the first is answered.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(20);

    /// <summary>Frightened people repeat themselves: for this long, what they say belongs to the emergency already filed.</summary>
    private static readonly TimeSpan EmergencyTalk = TimeSpan.FromHours(1);

    private readonly CaseWords _words;
    private readonly PhraseBook _say;
    private readonly Understander _understander;
    private readonly Drafting _drafting;
    private readonly Following _following;
    private readonly Rating _rating;

    public ReporterDialog(CaseWords words, Understander understander, CaseLinks links)
    {
        _words = words;
        _say = words.Book;
        _understander = understander;
        _drafting = new Drafting(words, understander);
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

    public override FactsNeeded Needs(DialogState state, Inbound inbound)
    {
        if (WordsOf(inbound.Content) is not { } text)
        {
            return new FactsNeeded.Nothing();
        }

        if (Following.ReadCommand(text) is { } command)
        {
            return command.Command is Command.Progress or Command.MyReports or Command.Withdraw or Command.Urge or Command.Rate
                ? new FactsNeeded.OwnCases()
                : new FactsNeeded.Nothing();
        }

        return state is ReporterState { Step: ReporterStep.Idle } idle && (idle.LastDanger is not null || _following.LooksLikeRating(text))
            ? new FactsNeeded.OwnCases()
            : new FactsNeeded.Nothing();
    }

    public override Turn Step(DialogState state, Inbound inbound, Facts facts)
    {
        var before = (ReporterState)state;
        var expired = before.Draft is not null && facts.Now - before.At > DraftLife;
        if (expired)
        {
            before = new ReporterState { CompoundId = before.CompoundId, LastCase = before.LastCase, LastCaseAt = before.LastCaseAt };
        }

        var turn = inbound.Content switch
        {
            InboundContent.Photo photo => TakePhoto(before, inbound, photo, facts),
            InboundContent.Location location => TakeLocation(before, location),
            InboundContent.Followed => new Turn(before, _say.Text(Say.Welcome)),
            InboundContent.Unfollowed => new Turn(new ReporterState(), null),
            InboundContent.PhotoRefused refused => DropPhoto(before, refused.PhotoKey),
            InboundContent.Video => Interrupt(before, _say.Text(Say.PhotoInstead)),
            InboundContent.Voice { Recognition: null or "" } => Interrupt(before, _say.Text(Say.TypePlease)),
            InboundContent.Link or InboundContent.MiniProgramCard or InboundContent.Attachment or InboundContent.Unknown { IsEvent: false } =>
                Interrupt(before, _say.Text(Say.CannotRead)),
            InboundContent.Scanned => Interrupt(before, _say.Text(Say.Greeting)),
            var content when WordsOf(content) is { } text => TakeText(before, inbound, text, facts),
            _ => new Turn(before, null),
        };

        var after = (ReporterState)turn.State with { At = facts.Now };
        if (inbound.Content is not InboundContent.Photo)
        {
            after = after with { LastPhotoAt = null };
        }

        return turn with
        {
            State = after,
            Reply = expired && turn.Reply is { } reply && turn.Command is null ? _say.Text(Say.DraftExpired, ("answer", reply)) : turn.Reply,
        };
    }

    public override Turn Conclude(Turn turn, Inbound inbound, Facts facts, ActResult result)
    {
        var state = (ReporterState)turn.State;
        if (result is ActResult.Refused { Case: null })
        {
            return turn with { State = Idle(state), Reply = _say.Text(Say.NoCases), Command = null };
        }

        var (kase, reply) = result switch
        {
            ActResult.Done done => (done.Case, Done(turn.Command!, done.Case, state)),
            ActResult.Refused { Why: Refusal.TooSoon, Case: { } late } => (late, _say.Text(Say.UrgedTooSoon, ("number", late.Number))),
            ActResult.Refused { Case: { } other } => (other, _say.Text(Say.NotPossible, ("number", other.Number), ("state", _words.State(other.State)))),
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
        };

        // Filing and rating end what was being said; urging, withdrawing and adding happen in passing.
        return turn.Command switch
        {
            DialogCommand.File file => turn with
            {
                State = Idle(state) with { LastCase = kase.Number, LastCaseAt = facts.Now, LastDanger = file.Report.Danger },
                Reply = reply,
                Command = null,
            },
            DialogCommand.Act { What: CaseAct.Rate or CaseAct.NotFixed } => turn with { State = Idle(state), Reply = reply, Command = null },
            _ => turn with { Reply = turn.Quietly ? null : Interrupt(state, reply).Reply, Command = null },
        };
    }

    private static string? WordsOf(InboundContent content) => content switch
    {
        InboundContent.Text text => text.Words,
        InboundContent.Voice { Recognition: { Length: > 0 } heard } => heard,
        InboundContent.MenuClicked clicked => clicked.Key,
        _ => null,
    };

    private static ReporterState Idle(ReporterState state) => new()
    {
        Step = ReporterMachine.After(state.Step, ReporterMove.Finish),
        CompoundId = state.Draft?.CompoundId ?? state.CompoundId,
        LastCase = state.LastCase,
        LastCaseAt = state.LastCaseAt,
        LastDanger = state.LastDanger,
        PhotoFor = state.PhotoFor,
        At = state.At,
    };

    private string Done(DialogCommand command, Case kase, ReporterState state) => command switch
    {
        DialogCommand.File { Report.Emergency: true } => _say.Text(
            Say.FiledUrgent,
            ("advice", Advice(state.Draft?.Danger) ?? ""), ("number", kase.Number), ("handler", _words.Handler(kase)), ("community", _words.Community(kase))),
        DialogCommand.File => _say.Text(
            kase.State == CaseState.UnderReview ? Say.FiledForReview : Say.Filed,
            ("number", kase.Number), ("handler", _words.Handler(kase)), ("due", _words.Due(kase))),
        DialogCommand.Act { What: CaseAct.Withdraw } => _say.Text(Say.Withdrawn, ("number", kase.Number)),
        DialogCommand.Act { What: CaseAct.Urge } => _say.Text(Say.Urged, ("number", kase.Number), ("handler", _words.Handler(kase))),
        DialogCommand.Act { What: CaseAct.Supplement added } => kase.Emergency && added.Words is not null
            ? _say.Text(
                Say.AlreadyUrgent,
                ("advice", Advice(GravestOf(state.LastDanger, _understander.Read(added.Words).Danger?.Code)) ?? ""), ("number", kase.Number), ("handler", _words.Handler(kase)))
            : _say.Text(Say.Supplemented, ("number", kase.Number), ("handler", _words.Handler(kase))),
        _ when kase.State == CaseState.Closed => _say.Text(Say.Thanks, ("number", kase.Number)),
        _ when _words.Handler(kase) == _words.Community(kase) => _say.Text(
            Say.ReopenedToCommunity, ("number", kase.Number), ("community", _words.Community(kase)), ("due", _words.Due(kase))),
        _ => _say.Text(
            Say.ReopenedForYou,
            ("number", kase.Number), ("handler", _words.Handler(kase)), ("community", _words.Community(kase)), ("due", _words.Due(kase))),
    };

    private Turn TakeText(ReporterState state, Inbound inbound, string text, Facts facts)
    {
        if (Following.ReadCommand(text) is { } command)
        {
            return Obey(state, inbound, command.Command, command.Number, facts);
        }

        if (state.Step is ReporterStep.AskingGrade or ReporterStep.AskingReason)
        {
            return _rating.Answer(state, text) ?? Begin(Idle(state), inbound, text);
        }

        if (state.Step == ReporterStep.Confirming)
        {
            return Confirm(state, inbound, text);
        }

        if (state.Draft is not null)
        {
            return _drafting.Answer(state, text) is { } answered
                ? NextQuestion(answered, state, inbound)
                : Add(state, inbound, text);
        }

        if (RunningEmergency(state, facts) is { } emergency && BelongsTo(text))
        {
            return new Turn(state, null, new DialogCommand.Act(emergency.Number, new CaseAct.Supplement(PlainText.Of(text), [])));
        }

        if (Following.SaysNotFixed(text) && facts.Cases.All(c => c.State != CaseState.Resolved)
            && facts.Cases.FirstOrDefault(c => c.State == CaseState.Closed) is { } closed)
        {
            return new Turn(state, _say.Text(Say.ClosedAlready, ("number", closed.Number)));
        }

        if (_following.LooksLikeRating(text) && facts.Cases.FirstOrDefault(c => c.State == CaseState.Resolved) is { } resolved)
        {
            return _rating.Take(state, resolved, text);
        }

        return Begin(state, inbound, text);
    }

    private static Case? RunningEmergency(ReporterState state, Facts facts) =>
        state.LastDanger is not null && facts.Now - state.LastCaseAt <= EmergencyTalk
            ? facts.Cases.FirstOrDefault(c => c.Number == state.LastCase && c.IsInWork)
            : null;

    /// <summary>Whether a text belongs to the emergency just filed: the danger again, or details; not a clear report of something else.</summary>
    private bool BelongsTo(string text)
    {
        var read = _understander.Read(text);
        return read.Danger is not null || (read.Intent == Intent.Report && !(read.Sure && read.Place is { } place && !PlaceReader.IsVague(place)));
    }

    /// <summary>
    /// The next question; after the safety advice when danger was read. Where the compound is known, danger is filed
    /// at once with what is known: nobody stands in a gas cloud to confirm a summary.
    /// </summary>
    private Turn NextQuestion(ReporterState state, ReporterState before, Inbound inbound)
    {
        var question = _drafting.Question(state);
        if (state.Draft is not { Danger: { } code } draft || (before.Draft?.Danger is not null && before.Draft.CompoundId is not null))
        {
            return new Turn(state, question);
        }

        return draft.CompoundId is not null && draft.Kind is not null
            ? Submit(state, inbound)
            : new Turn(state, before.Draft?.Danger is null ? $"{Advice(code)}\n{question}" : question);
    }

    private string? Advice(string? code) => _words.Catalogue.File.Dangers.FirstOrDefault(d => d.Code == code)?.Advice;

    /// <summary>Of two dangers the one that stands first in the catalogue: nobody is told to wait beside a gas leak.</summary>
    private string? GravestOf(string? one, string? other) =>
        _words.Catalogue.File.Dangers.FirstOrDefault(d => d.Code == one || d.Code == other)?.Code;

    private Turn Begin(ReporterState state, Inbound inbound, string text)
    {
        var read = _understander.Read(text);
        if (read.Intent == Intent.Chat)
        {
            return new Turn(state, _say.Text(PlainText.Of(text).Length <= 12 ? Say.Greeting : Say.NotUnderstood));
        }

        var draft = _drafting.Absorb(new Draft(), read, text);
        draft = draft with { CompoundId = draft.CompoundId ?? state.CompoundId };
        return NextQuestion(_drafting.Proceed(state, draft), state, inbound);
    }

    private Turn Add(ReporterState state, Inbound inbound, string text)
    {
        var read = _understander.Read(text);
        if (state.Step == ReporterStep.AskingPhoto)
        {
            if (Drafting.SaysNone(text))
            {
                return new Turn(state, _say.Text(Say.PhotoNeeded));
            }

            if (PlaceReader.IsCorrection(text) && _drafting.Correct(state, text) is { } corrected)
            {
                return NextQuestion(corrected, state, inbound);
            }

            if (read.Intent != Intent.Chat)
            {
                return NextQuestion(_drafting.Proceed(state, _drafting.Absorb(state.Draft!, read, text)), state, inbound);
            }
        }

        return state.Step is ReporterStep.AskingSubtype or ReporterStep.AskingCompound or ReporterStep.ChoosingSlot
            ? new Turn(state, _say.Text(Say.NotAChoice, ("question", _drafting.Question(state))))
            : Interrupt(state, _say.Text(read.Intent == Intent.Chat ? Say.Greeting : Say.NotUnderstood));
    }

    private Turn Confirm(ReporterState state, Inbound inbound, string text)
    {
        switch (Choice.Read(text, _drafting.ConfirmLabels()))
        {
            case 0:
                return Submit(state, inbound);
            case 1:
                return Edit(state);
            case 2:
                return Cancel(state);
            default:
                break;
        }

        var plain = PlainText.Of(text);
        if ((PlaceReader.IsCorrection(plain) || plain.Length <= 20) && _drafting.Correct(state, plain) is { } corrected)
        {
            return NextQuestion(corrected, state, inbound);
        }

        var read = _understander.Read(text);
        return read.Intent == Intent.Chat
            ? new Turn(state, _drafting.Question(state))
            : NextQuestion(_drafting.Proceed(state, _drafting.Absorb(state.Draft!, read, text)), state, inbound);
    }

    private Turn Obey(ReporterState state, Inbound inbound, Command command, string? number, Facts facts) => command switch
    {
        Command.Help => Interrupt(state, _say.Text(Say.Help)),
        Command.Cancel => Cancel(state),
        Command.Submit when state.Step == ReporterStep.Confirming => Submit(state, inbound),
        Command.Submit when state.Draft is not null => new Turn(state, _drafting.Question(state)),
        Command.Submit => new Turn(state, _say.Text(Say.NothingToSubmit)),
        Command.Edit when state.Draft is not null => Edit(state),
        Command.Edit => new Turn(state, _say.Text(Say.NothingToSubmit)),
        Command.Progress or Command.MyReports => Interrupt(state, _following.Progress(facts.Cases, number)),
        Command.Withdraw => OneOf(
            state, number, "撤回", Say.NothingToWithdraw, new CaseAct.Withdraw(),
            [.. facts.Cases.Where(c => c.State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched)]),
        Command.Urge => OneOf(state, number, "催办", Say.NothingToUrge, new CaseAct.Urge(), [.. facts.Cases.Where(c => c.IsInWork)]),
        Command.Rate when state.Draft is not null => Interrupt(state, _say.Text(Say.RateAfterwards)),
        Command.Rate => _rating.Ask(state, number, facts.Cases) ?? Interrupt(state, _say.Text(Say.NothingToRate)),
        Command.Suggest => BeginKind(state, CaseKind.Suggestion),
        Command.Praise => BeginKind(state, CaseKind.Praise),
        Command.Consult => BeginKind(state, CaseKind.Consultation),
        Command.Register or Command.Points => Interrupt(state, _say.Text(Say.NotYetOpen)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private static Turn Submit(ReporterState state, Inbound inbound) =>
        new(state, null, new DialogCommand.File(Drafting.Report(state.Draft!, inbound)));

    private Turn Edit(ReporterState state)
    {
        var choosing = state with { Step = ReporterMachine.After(state.Step, ReporterMove.ChooseSlot) };
        return new Turn(choosing, _drafting.Question(choosing));
    }

    private Turn Cancel(ReporterState state) => state.Step switch
    {
        ReporterStep.Idle => new Turn(state, _say.Text(Say.NothingToCancel)),
        ReporterStep.AskingGrade or ReporterStep.AskingReason => new Turn(Idle(state), _say.Text(Say.RatingPutOff)),
        _ => new Turn(Idle(state), _say.Text(Say.Cancelled)),
    };

    private Turn BeginKind(ReporterState state, CaseKind kind)
    {
        if (state.Draft is not null)
        {
            return new Turn(state, _drafting.Question(state));
        }

        var begun = _drafting.Proceed(state, new Draft { Kind = kind, CompoundId = state.CompoundId });
        return new Turn(begun, _drafting.Question(begun));
    }

    private Turn OneOf(ReporterState state, string? number, string command, Phrase nothing, CaseAct act, IReadOnlyList<Case> possible)
    {
        var chosen = number is null ? possible : [.. possible.Where(c => Following.Matches(c, number))];
        return chosen.Count switch
        {
            0 => Interrupt(state, _say.Text(nothing)),
            1 => new Turn(state, null, new DialogCommand.Act(chosen[0].Number, act)),
            _ => Interrupt(state, _following.WhichCase(command, chosen)),
        };
    }

    private Turn TakePhoto(ReporterState state, Inbound inbound, InboundContent.Photo photo, Facts facts)
    {
        if (state.Step == ReporterStep.AskingReason)
        {
            return new Turn(state, _say.Text(Say.PhotoNotNow));
        }

        var keep = new KeepPhoto(inbound.Key, photo.PicUrl, photo.MediaId);
        var inBurst = state.LastPhotoAt is { } last && facts.Now - last <= Burst;
        if (state.Draft is null && CaseForPhoto(state, facts.Now) is { } number)
        {
            return new Turn(
                state with { LastPhotoAt = facts.Now, PhotoFor = null },
                null, new DialogCommand.Act(number, new CaseAct.Supplement(null, [inbound.Key])), keep, Quietly: inBurst);
        }

        var draft = state.Draft ?? new Draft { CompoundId = state.CompoundId };
        if (draft.Photos.Count >= Drafting.MostPhotos)
        {
            return new Turn(state with { LastPhotoAt = facts.Now }, inBurst && draft.Photos.Count > Drafting.MostPhotos ? null : _say.Text(Say.TooManyPhotos));
        }

        var after = state.Step == ReporterStep.ChoosingSlot
            ? state with { Draft = draft with { Photos = [.. draft.Photos, inbound.Key] } }
            : _drafting.Proceed(state, draft with { Photos = [.. draft.Photos, inbound.Key] });
        after = after with { LastPhotoAt = facts.Now };
        return new Turn(after, inBurst ? null : _drafting.Question(after), Photo: keep);
    }

    /// <summary>A picture out of the blue: for the case whose picture was broken, or for the emergency that is running.</summary>
    private static string? CaseForPhoto(ReporterState state, DateTimeOffset now) =>
        now - state.LastCaseAt > DraftLife ? null
        : state.PhotoFor ?? (state.LastDanger is not null && now - state.LastCaseAt <= EmergencyTalk ? state.LastCase : null);

    private Turn DropPhoto(ReporterState state, string key)
    {
        if (state.Draft is not { } draft || !draft.Photos.Contains(key))
        {
            return new Turn(state.Draft is null ? state with { PhotoFor = state.LastCase } : state, _say.Text(Say.PhotoBroken));
        }

        var left = draft with { Photos = [.. draft.Photos.Where(p => p != key)] };
        var after = state.Step == ReporterStep.ChoosingSlot ? state with { Draft = left } : _drafting.Proceed(state, left);
        return new Turn(after, _say.Text(Say.PhotoBroken));
    }

    private Turn TakeLocation(ReporterState state, InboundContent.Location location)
    {
        if (Nearest(location) is not { } compound)
        {
            return Interrupt(state, _say.Text(Say.LocationFar));
        }

        if (state.Draft is not { } draft)
        {
            return new Turn(state with { CompoundId = compound.Id }, _say.Text(Say.Greeting));
        }

        var after = _drafting.Proceed(state, draft with { CompoundId = compound.Id });
        return new Turn(after, _drafting.Question(after));
    }

    /// <summary>The compound within about a kilometre; the datum is not certain enough for more (protocol.md 1.4).</summary>
    private Compound? Nearest(InboundContent.Location at)
    {
        static double Metres(double latitude, double longitude, Compound compound)
        {
            var north = (compound.Latitude!.Value - latitude) * 111_000;
            var east = (compound.Longitude!.Value - longitude) * 111_000 * Math.Cos(latitude * Math.PI / 180);
            return Math.Sqrt((north * north) + (east * east));
        }

        return _words.City.Compounds
            .Where(c => c.Latitude is not null && c.Longitude is not null && Metres(at.Latitude, at.Longitude, c) <= 1000)
            .MinBy(c => Metres(at.Latitude, at.Longitude, c));
    }

    /// <summary>Answers something in passing, then comes back to the open question.</summary>
    private Turn Interrupt(ReporterState state, string answer) => state.Draft is null
        ? new Turn(state, answer)
        : new Turn(state, _say.Text(Say.StillOpen, ("answer", answer), ("question", _drafting.Question(state))));
}
