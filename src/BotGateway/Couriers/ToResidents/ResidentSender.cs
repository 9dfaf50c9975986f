using System.Globalization;
using BotGateway.Couriers.Lanes;
using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.WeChat.Api;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.ToResidents;

/// <summary>
/// To a resident by whichever way is open: a customer-service message while their window is, else a template or subscription message
/// if the city has one, else kept until they come by.
/// </summary>
internal sealed partial class ResidentSender(
    WeChatAccounts accounts, GatewaySettings settings, IDbContextFactory<CaseContext> reads, ResidentGone gone, TimeProvider clock, ILogger<ResidentSender> log)
{
    private const string LeftPrefix = OutboxMessage.LeftPrefix;

    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.ResidentMessage message, CancellationToken cancellation)
    {
        if (accounts.Of(message.Channel) is not { } account)
        {
            return new Delivery.Failed(Reaction.OtherChannel, $"no way to write through {message.Channel}");
        }

        var standing = await StandingAsync(row, message.Channel, message.ExternalId, cancellation);
        if (standing.HasLeft)
        {
            return Kept(row, message, standing, new Closed(LeftPrefix + " does not follow"));
        }

        var why = new Closed("outside the reply window");
        Delivery? tomorrow = null;
        if (standing.Window is not { } window || window.Admits(message.About is not null && !message.Outcome))
        {
            var sent = await TextInParts.SendAsync(
                message.Text, part => account.SendTextAsync(message.ExternalId, part, cancellation), rest => message with { Text = rest }, tellsRepeats: false);
            switch (sent)
            {
                case Delivery.Failed { Reaction: Reaction.OtherChannel or Reaction.RecipientGone } closed:
                    why = Closed.By(closed);
                    break;
                case Delivery.Failed { Reaction: Reaction.NextDay }:
                    // The day's customer-service messages are used up; each other kind is counted by itself.
                    tomorrow = sent;
                    break;
                default:
                    return sent;
            }
        }

        if (message.About is not { } about)
        {
            return tomorrow ?? Kept(row, message, standing, why);
        }

        var isMiniProgram = message.Channel == Channel.MiniProgram;
        if (!isMiniProgram && settings.Progress is { } progress)
        {
            var answer = await account.SendTemplateAsync(
                message.ExternalId, progress.Id, about.Link, progress.DataOf(about), row.Id.ToString(CultureInfo.InvariantCulture), cancellation);
            if (Settle(row, message, Delivery.From(answer), ref why) is { } end)
            {
                return end;
            }
        }

        if (!isMiniProgram && settings.Subscription is { } subscription)
        {
            var answer = await account.SendSubscriptionAsync(message.ExternalId, subscription.Id, about.Link, subscription.DataOf(about), cancellation);
            if (Settle(row, message, Delivery.From(answer, tellsRepeats: false), ref why) is { } end)
            {
                return end;
            }
        }

        if (isMiniProgram && settings.MiniProgramSubscription is { } mini)
        {
            var answer = await account.SendMiniProgramSubscriptionAsync(message.ExternalId, mini.Id, settings.MiniProgramPage, mini.DataOf(about), cancellation);
            if (Settle(row, message, Delivery.From(answer, tellsRepeats: false), ref why) is { } end)
            {
                return end;
            }
        }

        return tomorrow ?? Kept(row, message, standing, why);
    }

    /// <returns>Null: unknown, or nothing reaches them.</returns>
    public async Task<ReplyWindow?> WindowAsync(OutboxMessage row, Channel channel, string externalId, CancellationToken cancellation) =>
        await StandingAsync(row, channel, externalId, cancellation) is { HasLeft: false, Window: var window } ? window : null;

    /// <returns>Null: this way is closed as well.</returns>
    private Delivery? Settle(OutboxMessage row, Notification.ResidentMessage message, Delivery end, ref Closed why)
    {
        switch (end)
        {
            case Delivery.Sent:
                return end with
                {
                    MessageId = end.MessageId ?? "notice-" + row.Id.ToString(CultureInfo.InvariantCulture),
                    Alongside = (session, _) => UnlessLeftAsync(session, row, message),
                };
            case Delivery.Failed { Reaction: Reaction.OtherChannel or Reaction.RecipientGone } closed:
                why = Closed.By(closed);
                return null;
            case Delivery.Failed { Reaction: Reaction.Alarm or Reaction.OurBug or Reaction.Unknown or Reaction.NextDay } wrong:
                // The template is set up wrongly or used up: for the operator to mend, and no reason for the resident to hear nothing.
                Log.TemplateRefused(log, row.Id, row.CaseNumber, wrong.Reason);
                why = Closed.By(wrong);
                return null;
            default:
                return end;
        }
    }

    private Delivery.KeptForLater Kept(OutboxMessage row, Notification.ResidentMessage message, Standing standing, Closed why) => new(why.Reason)
    {
        Code = why.Code,
        TellOperator = why.TellOperator,
        Alongside = async (session, now) =>
        {
            // First the mark, which locks their talk: whoever wrote since we looked has not seen it, and their window is open now.
            var person = $"{message.Channel}:{message.ExternalId}";
            await session.SetNewsAsync(person, news: true);
            if (await session.Cases.LastHeardAsync(person) != standing.Heard)
            {
                await session.Cases.Outbox.Where(m => m.Id == row.Id && m.State == OutboxState.Waiting)
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Pending).SetProperty(x => x.NextAttemptAt, now).SetProperty(x => x.RequeuedAt, now));
                return;
            }

            if (why.Reason.StartsWith(LeftPrefix, StringComparison.Ordinal))
            {
                await Residents.MarkLeftAsync(session, message.Channel, message.ExternalId, now);
                await gone(session, message.Channel, message.ExternalId, [row], now);
            }
        },
    };

    /// <summary>The platform's report that it reached nobody may come before we have written down that it was sent.</summary>
    private static async ValueTask UnlessLeftAsync(WriteSession session, OutboxMessage row, Notification.ResidentMessage message)
    {
        if (await session.Cases.People.AnyAsync(p => p.Channel == message.Channel && p.ExternalId == message.ExternalId && p.LeftAt != null))
        {
            await session.SetNewsAsync($"{message.Channel}:{message.ExternalId}", news: true);
            await session.Cases.Outbox.Where(m => m.Id == row.Id && m.State == OutboxState.Sent).ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, OutboxState.Waiting).SetProperty(x => x.SentAt, (DateTimeOffset?)null)
                .SetProperty(x => x.LastError, LeftPrefix + " the platform reached nobody"));
        }
    }

    private async Task<Standing> StandingAsync(OutboxMessage row, Channel channel, string externalId, CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        var left = await context.People.AnyAsync(p => p.Channel == channel && p.ExternalId == externalId && p.LeftAt != null, cancellation);
        var heard = await context.LastHeardAsync($"{channel}:{externalId}", cancellation);
        if (ReplyWindow.Since(heard) is not { } since)
        {
            // We have no record of them: the platform knows.
            return new Standing(left, heard, null);
        }

        // Template messages have an id and a limit of their own; this attempt is not yet made.
        var lane = Lane.OfResident(channel, externalId);
        var sent = await context.Sends
            .Where(s => s.Lane == lane && s.StartedAt >= since && s.MessageId == null && s.Outcome != SendOutcome.Refused
                && !(s.OutboxId == row.Id && s.Outcome == SendOutcome.UnderWay))
            .Select(s => s.StartedAt).ToListAsync(cancellation);
        return new Standing(left, heard, ReplyWindow.Of(channel, heard, sent, clock.GetUtcNow()));
    }

    /// <param name="Window">Null: unknown.</param>
    private readonly record struct Standing(bool HasLeft, LastHeard Heard, ReplyWindow? Window);

    /// <summary>Why a way is closed, as the ledger keeps it.</summary>
    private readonly record struct Closed(string Reason, int? Code = null, bool TellOperator = false)
    {
        public static Closed By(Delivery.Failed failed) => new(
            failed.Reaction == Reaction.RecipientGone ? $"{LeftPrefix} {failed.Reason}" : failed.Reason, failed.Code, failed.TellOperator);
    }

    private static partial class Log
    {
        [LoggerMessage(2020, LogLevel.Error, "A template message ({OutboxId}, case {CaseNumber}) was refused: {Reason}. The resident will hear it when they come by")]
        public static partial void TemplateRefused(ILogger log, long outboxId, string? caseNumber, string reason);
    }
}
