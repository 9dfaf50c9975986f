using System.Diagnostics;
using System.Security.Cryptography;
using BotGateway.Health;
using BotGateway.Photos;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Officer;
using Conversation.Reporter;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>One message, one transaction: seen? → load → step → apply → keep the reply.</summary>
internal sealed partial class TurnHandler(
    ICaseWriter writer,
    ReporterDialog reporter,
    StaffDialog staff,
    CaseDesk desk,
    CaseCatalogue catalogue,
    Announcer announcer,
    FactFinder facts,
    NewsTeller news,
    LostResidents lost,
    DeliveryReports reports,
    TimeProvider clock,
    Outgoing outgoing,
    PhotoBell photoBell,
    TurnMeter meter,
    ILogger<TurnHandler> logger)
{
    /// <summary>The platform repeats within seconds (protocol.md 1.3); what seems older still is a clock that was set.</summary>
    private static readonly TimeSpan Redelivery = TimeSpan.FromMinutes(10);

    private const int MostRounds = 4;

    /// <summary>
    /// Decides and makes durable what this message means. Returns the text to answer at once, or null when there is nothing to say.
    /// A redelivery of the same <see cref="Inbound.Key"/> returns the kept reply and changes nothing.
    /// Throws only when the store cannot be written; then nothing has happened and the platform must deliver again.
    /// </summary>
    public async Task<string?> HandleAsync(Inbound inbound)
    {
        using var turn = Tracing.Turn(inbound.Channel);
        var trace = turn ?? Activity.Current;
        return await writer.WriteAsync(session => TracedAsync(session, inbound, trace));
    }

    /// <summary>Does all of that for one message after another, in one transaction that is then undone; returns the last reply.</summary>
    public async Task<string?> RehearseAsync(IReadOnlyList<Inbound> talk)
    {
        string? reply = null;
        try
        {
            await writer.WriteAsync<string?>(async session =>
            {
                foreach (var inbound in talk)
                {
                    reply = await TurnAsync(session, inbound);
                }

                await session.Cases.SaveChangesAsync();
                throw new RehearsalOver();
            });
        }
        catch (RehearsalOver)
        {
            // As meant: whatever throws is rolled back.
        }

        return reply;
    }

    /// <summary>The store may work on a thread of its own, which knows of no trace.</summary>
    private async ValueTask<string?> TracedAsync(WriteSession session, Inbound inbound, Activity? trace)
    {
        Activity.Current = trace;
        return await TurnAsync(session, inbound);
    }

    private async ValueTask<string?> TurnAsync(WriteSession session, Inbound inbound)
    {
        var start = await session.BeginTurnAsync(inbound.Person, inbound.Key, Present(inbound));
        if (start.Seen)
        {
            meter.Repeated(inbound.Channel);
            return start.Reply;
        }

        var now = clock.GetUtcNow();

        // What the platform delivers again may have been overtaken: it says nothing about whether they are there now.
        var isOvertaken = inbound.SentAt < start.DidAt && start.DidAt - inbound.SentAt < Redelivery;
        if (isOvertaken && inbound.Content is InboundContent.Unfollowed)
        {
            await session.KeepTurnAsync(inbound.Person, inbound.Key, start.State, null, now);
            session.AfterCommit(() => meter.Taken(inbound.Channel));
            return null;
        }

        Dialog dialog = inbound.Channel == Channel.WeCom ? staff : reporter;
        var state = dialog.Restore(start.State);
        var (turn, known) = await StepAsync(session, dialog, state, inbound, now);
        if (turn.Photo is { } photo)
        {
            Keep(session, inbound, photo, now);
        }

        if (turn.Reachable is { } reachable && !isOvertaken)
        {
            await SetPresenceAsync(session, inbound, reachable, now);
        }

        if (inbound.Content is InboundContent.DeliveryReport report)
        {
            await reports.TakeAsync(session, inbound, report, isOvertaken, now);
        }

        if (inbound.Content is InboundContent.CardAct card)
        {
            await RememberCodeAsync(session, card);
        }

        if (turn.Command is { } command)
        {
            if (turn.Photo is not null)
            {
                // The desk looks the picture up.
                await session.Cases.SaveChangesAsync();
            }

            var result = await ApplyAsync(session, command, inbound, now);
            turn = dialog.Conclude(turn, inbound, known, result);
            await outgoing.AddAsync(session, Consequences(result, inbound), now);
            session.AfterCommit(() => LogOutcome(inbound, command, result));
        }

        await outgoing.AddAsync(session, turn.Tell, now);
        var heard = isOvertaken ? Heard.Nothing : HeardIn(inbound.Content);
        if (start.News && heard != Heard.Nothing)
        {
            turn = turn with { Reply = await news.TellAsync(session, inbound, turn.Reply, HearsAtOnce(inbound), now) };
        }

        if (turn.Reply is { } said && !HearsAtOnce(inbound))
        {
            await outgoing.AddAsync(session, [new Announcement(Push(inbound, said), "", AtOnce: true)], now);
            turn = turn with { Reply = null };
        }

        if (turn.State.WakeAt != state.WakeAt || inbound.Content is InboundContent.Silence)
        {
            await session.RemindAsync(inbound.Person, turn.State.WakeAt);
        }

        DateTimeOffset? didAt = !isOvertaken && (heard != Heard.Nothing || inbound.Content is InboundContent.Unfollowed) ? inbound.SentAt : null;
        await session.KeepTurnAsync(inbound.Person, inbound.Key, dialog.Save(turn.State), turn.Reply, now, heard, didAt);
        session.AfterCommit(() => meter.Taken(inbound.Channel));
        return turn.Reply;
    }

    private async ValueTask SetPresenceAsync(WriteSession session, Inbound inbound, bool reachable, DateTimeOffset now)
    {
        if (reachable)
        {
            await Residents.MarkBackAsync(session, inbound.Channel, inbound.Sender);
            return;
        }

        await Residents.MarkLeftAsync(session, inbound.Channel, inbound.Sender, now);
        await lost.TellAsync(session, inbound.Channel, inbound.Sender, await Residents.KeepForReturnAsync(session, inbound.Channel, inbound.Sender), now);
    }

    /// <summary>Steps the dialog, and again each time it says which fact it still lacks.</summary>
    private async ValueTask<(Turn Turn, Facts Known)> StepAsync(WriteSession session, Dialog dialog, DialogState state, Inbound inbound, DateTimeOffset now)
    {
        var known = await facts.FindAsync(session, Facts.None(now), dialog.Needs(state, inbound), inbound);
        var turn = dialog.Step(state, inbound, known);
        for (var round = 0; turn.Lacks is { } lacks; round++)
        {
            if (round == MostRounds)
            {
                throw new InvalidOperationException($"The dialog asks for {lacks.GetType().Name} over and over.");
            }

            known = await facts.FindAsync(session, known, lacks, inbound);
            turn = dialog.Step(state, inbound, known);
        }

        return (turn, known);
    }

    /// <summary>Whoever of the staff writes, presses or looks in is there. What we tell ourselves about them, or WeCom about its contacts, says nothing of that.</summary>
    private static string? Present(Inbound inbound) => inbound.Channel == Channel.WeCom
        && inbound.Content is not (InboundContent.Unfollowed or InboundContent.MemberChanged or InboundContent.Silence or InboundContent.PhotoRefused)
            ? inbound.Sender
            : null;

    /// <summary>Case number, act and message key: enough to follow a case through the logs, and nothing a person said.</summary>
    private void LogOutcome(Inbound inbound, DialogCommand command, ActResult result)
    {
        var act = command switch
        {
            DialogCommand.Act did => did.What.GetType().Name,
            DialogCommand.Register => "Register",
            _ => "Report",
        };
        switch (result)
        {
            case ActResult.Done done:
                Log.Done(logger, done.Case.Number, act, done.Case.State, inbound.Channel, inbound.Key);
                break;
            case ActResult.Registered registered:
                Log.Registered(logger, registered.Outcome.GetType().Name, inbound.Channel, inbound.Key);
                break;
            case ActResult.Refused refused:
                Log.Refused(logger, refused.Case?.Number, act, refused.Why, inbound.Channel, inbound.Key);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, null);
        }
    }

    /// <summary>
    /// The platform ignores what is answered to a click (protocol.md 4.5), a mini-program knows no passive reply (protocol.md 3), and
    /// our own events have nobody waiting: these are told by the outbox.
    /// </summary>
    private static bool HearsAtOnce(Inbound inbound) => inbound.Channel != Channel.MiniProgram
        && inbound.Content is not (InboundContent.CardAct or InboundContent.PhotoRefused or InboundContent.Silence);

    /// <summary>What opens the platform's reply window, and which (protocol.md 2.2, 3).</summary>
    private static Heard HeardIn(InboundContent content) => content switch
    {
        InboundContent.Text { MenuChoice: not null } or InboundContent.Followed or InboundContent.Scanned or InboundContent.MenuClicked
            or InboundContent.Entered => Heard.Touch,
        InboundContent.Text or InboundContent.Photo or InboundContent.Voice or InboundContent.Video or InboundContent.Location
            or InboundContent.Link or InboundContent.MiniProgramCard or InboundContent.Attachment => Heard.Message,
        InboundContent.Unknown { IsEvent: false } => Heard.Message,
        _ => Heard.Nothing,
    };

    private static Notification Push(Inbound inbound, string text) => inbound.Channel == Channel.WeCom
        ? new Notification.StaffMessage(inbound.Sender, text)
        : new Notification.ResidentMessage(inbound.Channel, inbound.Sender, text);

    private async ValueTask<ActResult> ApplyAsync(WriteSession session, DialogCommand command, Inbound inbound, DateTimeOffset now) => command switch
    {
        DialogCommand.File file => await desk.FileAsync(session, file.Report, now),
        DialogCommand.Register who => new ActResult.Registered(
            await Registrar.RegisterAsync(session, inbound.Channel, inbound.Sender, who.Name, who.Phone, catalogue.File.Talk.RegistrationTriesPerDay, now)),
        DialogCommand.Act act => await desk.ActAsync(session, act.Number, act.What, await ActorAsync(session, act, inbound, now), now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private async ValueTask<Actor> ActorAsync(WriteSession session, DialogCommand.Act act, Inbound inbound, DateTimeOffset now)
    {
        if (inbound.Channel == Channel.WeCom)
        {
            return new Actor(inbound.Sender, facts.RoleOf(inbound.Sender, await session.FindCaseAsync(act.Number)));
        }

        var person = act.What is CaseAct.Follow
            ? await Residents.OfAsync(session, inbound.Channel, inbound.Sender, now)
            : await Residents.KnownAsync(session, inbound.Channel, inbound.Sender);
        return Actor.Reporter(person?.PublicId ?? "stranger");
    }

    private IEnumerable<Announcement> Consequences(ActResult result, Inbound inbound) => result switch
    {
        ActResult.Done done => announcer.Announce(done.Events),
        ActResult.Refused { Case: { } kase } when inbound.Content is InboundContent.CardAct => [announcer.Refresh(kase, inbound.Sender)],
        _ => [],
    };

    private void Keep(WriteSession session, Inbound inbound, KeepPhoto photo, DateTimeOffset now)
    {
        session.Cases.Photos.Add(new Photo
        {
            Key = photo.Key,
            Channel = inbound.Channel,
            Sender = inbound.Sender,
            MediaId = photo.MediaId,
            PicUrl = photo.PicUrl,
            Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
            ReceivedAt = now,
            NextAttemptAt = now,
        });
        session.AfterCommit(photoBell.Ring);
    }

    private static async ValueTask RememberCodeAsync(WriteSession session, InboundContent.CardAct card)
    {
        if (card.ResponseCode is { Length: > 0 } code && await session.Cases.Cards.FirstOrDefaultAsync(c => c.TaskId == card.TaskId) is { } sent)
        {
            sent.ResponseCode = code;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{CaseNumber} {Act} → {State} ({Channel}, {MessageKey})")]
        public static partial void Done(ILogger logger, string caseNumber, string act, CaseState state, Channel channel, string messageKey);

        [LoggerMessage(2, LogLevel.Information, "{CaseNumber} {Act} refused: {Why} ({Channel}, {MessageKey})")]
        public static partial void Refused(ILogger logger, string? caseNumber, string act, Refusal why, Channel channel, string messageKey);

        [LoggerMessage(3, LogLevel.Information, "Registration: {Outcome} ({Channel}, {MessageKey})")]
        public static partial void Registered(ILogger logger, string outcome, Channel channel, string messageKey);
    }

    private sealed class RehearsalOver : Exception;
}
