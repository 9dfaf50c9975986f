using System.Security.Cryptography;
using BotGateway.Couriers;
using BotGateway.Photos;
using CaseStore.Cases;
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
    Announcer announcer,
    FactFinder facts,
    TimeProvider clock,
    OutboxBell outboxBell,
    PhotoBell photoBell,
    TurnMeter meter,
    ILogger<TurnHandler> logger)
{
    /// <summary>
    /// Decides and makes durable what this message means. Returns the text to answer at once, or null when there is nothing to say.
    /// A redelivery of the same <see cref="Inbound.Key"/> returns the kept reply and changes nothing.
    /// Throws only when the store cannot be written; then nothing has happened and the platform must deliver again.
    /// </summary>
    public Task<string?> HandleAsync(Inbound inbound) => writer.WriteAsync(session => TurnAsync(session, inbound));

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

    private async ValueTask<string?> TurnAsync(WriteSession session, Inbound inbound)
    {
        var start = await session.BeginTurnAsync(inbound.Person, inbound.Key);
        if (start.Seen)
        {
            meter.Repeated(inbound.Channel);
            return start.Reply;
        }

        var now = clock.GetUtcNow();
        Dialog dialog = inbound.Channel == Channel.WeCom ? staff : reporter;
        var state = dialog.Restore(start.State);
        var known = await facts.FindAsync(session, dialog.Needs(state, inbound), inbound, now);
        var turn = dialog.Step(state, inbound, known);
        if (turn.Photo is { } photo)
        {
            Keep(session, inbound, photo, now);
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
            Tell(session, Consequences(result, inbound), now);
            session.AfterCommit(() => LogOutcome(inbound, command, result));
        }

        if (turn.Reply is { } said && !HearsAtOnce(inbound.Content))
        {
            Tell(session, [new Announcement(Push(inbound, said), "")], now);
            turn = turn with { Reply = null };
        }

        await session.KeepTurnAsync(inbound.Person, inbound.Key, dialog.Save(turn.State), turn.Reply, now);
        session.AfterCommit(() => meter.Taken(inbound.Channel));
        return turn.Reply;
    }

    /// <summary>Case number, act and message key: enough to follow a case through the logs, and nothing a person said.</summary>
    private void LogOutcome(Inbound inbound, DialogCommand command, ActResult result)
    {
        var act = command is DialogCommand.Act did ? did.What.GetType().Name : "Report";
        switch (result)
        {
            case ActResult.Done done:
                Log.Done(logger, done.Case.Number, act, done.Case.State, inbound.Channel, inbound.Key);
                break;
            case ActResult.Refused refused:
                Log.Refused(logger, refused.Case?.Number, act, refused.Why, inbound.Channel, inbound.Key);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, null);
        }
    }

    /// <summary>The platform ignores what is answered to a click (protocol.md 4.5), and our own events have nobody waiting: these are told by the outbox.</summary>
    private static bool HearsAtOnce(InboundContent content) => content is not (InboundContent.CardAct or InboundContent.PhotoRefused);

    private static Notification Push(Inbound inbound, string text) => inbound.Channel == Channel.WeCom
        ? new Notification.StaffMessage(inbound.Sender, text)
        : new Notification.ResidentMessage(inbound.Channel, inbound.Sender, text);

    private async ValueTask<ActResult> ApplyAsync(WriteSession session, DialogCommand command, Inbound inbound, DateTimeOffset now) => command switch
    {
        DialogCommand.File file => await desk.FileAsync(session, file.Report, now),
        DialogCommand.Act act => await desk.ActAsync(session, act.Number, act.What, await ActorAsync(session, act.Number, inbound), now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private async ValueTask<Actor> ActorAsync(WriteSession session, string number, Inbound inbound)
    {
        if (inbound.Channel != Channel.WeCom)
        {
            var person = await session.Cases.People.FirstOrDefaultAsync(p => p.Channel == inbound.Channel && p.ExternalId == inbound.Sender);
            return Actor.Reporter(person?.PublicId ?? "stranger");
        }

        var kase = await session.FindCaseAsync(number);
        return new Actor(inbound.Sender, facts.RoleOf(inbound.Sender, kase));
    }

    private IEnumerable<Announcement> Consequences(ActResult result, Inbound inbound) => result switch
    {
        ActResult.Done done => done.Events.SelectMany(announcer.Announce),
        ActResult.Refused { Case: { } kase } when inbound.Content is InboundContent.CardAct => [announcer.Refresh(kase)],
        _ => [],
    };

    private void Tell(WriteSession session, IEnumerable<Announcement> announcements, DateTimeOffset now)
    {
        if (Outgoing.Add(session, announcements, now))
        {
            session.AfterCommit(outboxBell.Ring);
        }
    }

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
    }

    private sealed class RehearsalOver : Exception;
}
