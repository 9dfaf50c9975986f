using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// Which thing a message is. A text is, in this order: a choice that answers the open question, a command, danger to
/// life, free words that answer the open question, an answer to a request for a rating, an addition to the draft, an
/// answer to what a handler asked, a new report. The table of states and inputs is docs/matrix.md.
/// </summary>
internal sealed class Hearing(
    CaseWords words, Understander understander, Talking talking, Obeying obeying, Adding adding, Beginning beginning, Drafting drafting,
    Answers answers, Details details, Pictures pictures, Arrivals arrivals, Registering registering, Following following, Rating rating, Claiming claiming)
{
    private readonly PhraseBook _say = words.Book;

    public Turn Take(ReporterState state, Inbound inbound, Facts facts)
    {
        switch (inbound.Content)
        {
            case InboundContent.Photo photo:
                return TakePhoto(state, new KeepPhoto(inbound.Key, photo.PicUrl, photo.MediaId), facts);
            case InboundContent.Video { MediaId: { Length: > 0 } media } when words.Catalogue.File.Talk.Videos:
                return TakePhoto(state, new KeepPhoto(inbound.Key, null, media), facts);
            case InboundContent.Video:
                return talking.Interrupt(state, _say.Text(Say.PhotoInstead));
            case InboundContent.PhotoRefused refused:
                return claiming.Drop(state, refused.PhotoKey, facts) ?? pictures.Drop(state, refused.PhotoKey, facts);
            case InboundContent.Location location:
                return arrivals.Locate(state, location.Latitude, location.Longitude) ?? talking.Interrupt(state, _say.Text(Say.LocationFar));
            case InboundContent.Followed followed:
                return arrivals.Follow(state, followed.Scene, facts.Now);
            case InboundContent.Scanned scanned:
                return arrivals.Scan(state, scanned.Scene, facts.Now) ?? talking.Interrupt(state, _say.Text(Say.Greeting));
            case InboundContent.Unfollowed:
                return new Turn(new ReporterState(), null) { Reachable = false };
            case InboundContent.Entered when state.Draft is not null:
                return talking.Interrupt(state, _say.Text(Say.WelcomeBack));
            case InboundContent.Entered:
                return new Turn(state, _say.Text(Say.Greeting));
            case InboundContent.Voice { Recognition: null or "" }:
                return talking.Interrupt(state, _say.Text(Say.TypePlease));
            case InboundContent.Link or InboundContent.MiniProgramCard or InboundContent.Attachment or InboundContent.Unknown { IsEvent: false }:
                return talking.Interrupt(state, _say.Text(Say.CannotRead));
            case InboundContent.Text { Words: var words }:
                return TakeText(state, inbound, new Heard(words, understander), facts);
            case InboundContent.Voice { Recognition: { } words }:
                return TakeText(state, inbound, new Heard(words, understander), facts);
            case InboundContent.MenuClicked { Key: var key }:
                var clicked = new Heard(key, understander);
                return clicked.Command is { } chosen ? obeying.Obey(state, inbound, clicked, chosen.Command, chosen.Number, facts) : talking.Interrupt(state, _say.Text(Say.Help));
            default:
                // Told by the platform, nobody waits for an answer.
                return new Turn(state, null);
        }
    }

    private Turn TakePhoto(ReporterState state, KeepPhoto keep, Facts facts)
    {
        if (state.Step == ReporterStep.ProvingClaim)
        {
            return claiming.TakePhoto(state, keep, facts.Now);
        }

        var forCase = CaseForPhoto(state, facts.Now);
        return (forCase is null ? Answering.TakePhoto(state, keep, facts) : null) ?? pictures.Take(state, keep, facts, forCase);
    }

    private Turn TakeText(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        if (string.IsNullOrWhiteSpace(heard.Plain))
        {
            return talking.Interrupt(state, _say.Text(Say.NotUnderstood));
        }

        if (Choose(state, inbound, heard, facts) is { } chosen)
        {
            return chosen;
        }

        if (heard.Command is { } command)
        {
            return obeying.Obey(state, inbound, heard, command.Command, command.Number, facts);
        }

        if (Registering.SaysAll(heard))
        {
            return facts.Me is { } me ? registering.BeginWith(state, me, heard) : Talking.Lacking(state, new FactsNeeded.Myself());
        }

        if (heard.Read.Danger is not null)
        {
            return details.TakeDanger(state, heard) is { } graver ? talking.Submit(graver, inbound, facts) : beginning.InDanger(state, inbound, heard, facts);
        }

        // A verdict is not the wish to give one, and where any words would do as an answer it is still a verdict.
        if (!TakesAnyWords(state) && PendingRating(state, heard, facts) is { } verdict)
        {
            return verdict;
        }

        if (heard.Read is { Intent: Intent.Command, Command: { } meant } && !TakesAnyWords(state) && !heard.IsCorrection && !Absorbing.IsOnlyPlace(heard.Read, heard.Words))
        {
            return obeying.Obey(state, inbound, heard, meant, null, facts);
        }

        return Fill(state, inbound, heard, facts)
            ?? (state.Draft is not null ? adding.Add(state, inbound, heard, facts) : beginning.Begin(state, inbound, heard, facts));
    }

    private Turn? Choose(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        switch (state.Step)
        {
            case ReporterStep.Confirming:
                return Choice.Read(heard.Words, drafting.ConfirmLabels()) switch
                {
                    0 => talking.Submit(state, inbound, facts),
                    1 => obeying.Edit(state),
                    2 => obeying.Cancel(state, facts),
                    _ when Assent.IsYes(heard.Bare) => talking.Submit(state, inbound, facts),
                    _ when heard.Bare is "不对" or "不是" or "错了" or "有误" => obeying.Edit(state),
                    _ => null,
                };
            case ReporterStep.AskingSame:
                return Neighbours.Read(state.Draft!, heard, drafting.SameLabels(state.Draft!)) switch
                {
                    null => null,
                    var none when none == Neighbours.NoneOfThem => talking.Ask(drafting.Proceed(state, state.Draft! with { SameAsked = true, Same = null })),
                    var same => Join(state, same),
                };
            case ReporterStep.AskingDetail:
                return details.Choose(state, heard) is not { } told ? null
                    : told.Draft!.Danger is null ? talking.Onward(told, inbound, facts)
                    : talking.Submit(told, inbound, facts);
            case ReporterStep.AskingGrade:
                return rating.Answer(state, heard.Words);
            case ReporterStep.ChoosingClaim or ReporterStep.ChoosingClaimed:
                return claiming.Choose(state, heard);
            default:
                return answers.Choose(state, heard) is { } answered ? talking.Onward(answered, inbound, facts) : null;
        }
    }

    /// <summary>Joins the case of a neighbour; one's own is only added to.</summary>
    private static Turn Join(ReporterState state, SameCase same)
    {
        var draft = state.Draft!;
        return new Turn(state, null, new DialogCommand.Act(
            same.Number, same.Own ? new CaseAct.Supplement(draft.Text, draft.Photos) : new CaseAct.Follow(draft.Text, draft.Photos)));
    }

    private Turn? Fill(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        switch (state.Step)
        {
            case ReporterStep.AskingName:
                return registering.Answer(state, heard) ?? AskAgain(state, heard, drafting.Question(state));
            case ReporterStep.AskingReason:
                return rating.Answer(state, heard.Words);
            case ReporterStep.AskingGrade:
                return AskAgain(state, heard, following.GradeQuestion());
            case ReporterStep.ChoosingClaim or ReporterStep.ChoosingClaimed:
                return AskAgain(state, heard, claiming.Question(state));
            case ReporterStep.ProvingClaim:
                return claiming.TakeWords(state, heard);
            default:
                break;
        }

        if (state.Draft is null)
        {
            return null;
        }

        if (state.Step is not (ReporterStep.AskingText or ReporterStep.AskingPlace) && heard.IsCorrection && answers.Correct(state, heard) is { } corrected)
        {
            // The summary shows the new place by itself.
            return corrected is { Step: not ReporterStep.Confirming, Draft.Place: { } place } && place != state.Draft.Place
                ? talking.Ask(corrected, _say.Text(Say.PlaceChanged, ("place", place)))
                : talking.Onward(corrected, inbound, facts);
        }

        if (state.Step == ReporterStep.AskingPlace && heard.Read.Place is null && Adding.IsAnother(state, heard))
        {
            return adding.Queue(state, heard);
        }

        if (state.Step == ReporterStep.AskingDetail && Details.IsAnother(state, heard))
        {
            return adding.Queue(state, heard);
        }

        return (answers.Fill(state, heard) ?? details.Fill(state, heard)) is { } answered ? talking.Onward(answered, inbound, facts) : null;
    }

    /// <summary>Words that mean nothing else: the question stays.</summary>
    private Turn? AskAgain(ReporterState state, Heard heard, string question) =>
        heard.Read.Intent == Intent.Chat ? new Turn(state, _say.Text(Say.NotAChoice, ("question", question))) : null;

    private static bool TakesAnyWords(ReporterState state) =>
        state.Step is ReporterStep.AskingReason or ReporterStep.AskingGrade or ReporterStep.ProvingClaim || state is { Step: ReporterStep.AskingText, Draft.Kind: not null };

    /// <summary>A grade or verdict out of the blue, while a resolved case waits for one; in the middle of a report only words count.</summary>
    private Turn? PendingRating(ReporterState state, Heard heard, Facts facts)
    {
        var notFixed = state.Draft is null ? following.SaysStillNotFixed(heard.Words) : Following.SaysNotFixed(heard.Words);
        if (!notFixed && !following.LooksLikeRating(heard.Words))
        {
            return null;
        }

        if (!facts.KnowsCases)
        {
            return Talking.Lacking(state, new FactsNeeded.OwnCases());
        }

        if (facts.Cases.FirstOrDefault(c => c.State == CaseState.Resolved) is { } resolved)
        {
            return state.Draft is null ? rating.Take(state, resolved, heard.Words) : rating.TakeInPassing(state, resolved, heard.Words);
        }

        // Nothing waits for a verdict: it is about what is still being worked on, or what ended before.
        return state.Draft is not null || !notFixed || facts.Cases.Any(c => c is { IsInWork: true, WaitingSince: not null }) ? null
            : facts.Cases.Any(c => c.IsInWork) && heard.Read.Place is null ? new Turn(state, following.Progress(facts, null, heard))
            : facts.Cases.FirstOrDefault(c => c.State == CaseState.Closed) is { } closed ? new Turn(state, _say.Text(Say.ClosedAlready, ("number", closed.Number)))
            : null;
    }

    /// <summary>A picture out of the blue: for the case whose picture was broken, or for the emergency that is running.</summary>
    private static string? CaseForPhoto(ReporterState state, DateTimeOffset now) =>
        state.PhotoFor is { } waiting && !(now - (state.PhotoForAt ?? state.LastCaseAt) > TimeSpan.FromDays(1)) ? waiting
        : Emergencies.MayRun(state, now) ? state.LastCase : null;
}
