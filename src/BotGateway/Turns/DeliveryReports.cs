using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>What the platform says became of a template or subscription message: one that reached nobody is told at the next contact.</summary>
internal sealed class DeliveryReports(LostResidents lost)
{
    /// <param name="isOvertaken">They have done something since: it reached nobody, and they are there all the same.</param>
    public async ValueTask TakeAsync(WriteSession session, Inbound inbound, InboundContent.DeliveryReport report, bool isOvertaken, DateTimeOffset now)
    {
        if (report.Delivered)
        {
            return;
        }

        var isBlocked = !isOvertaken && report.Status.Contains("block", StringComparison.OrdinalIgnoreCase);
        if (isBlocked)
        {
            await Residents.MarkLeftAsync(session, inbound.Channel, inbound.Sender, now);
        }

        var returned = await TakeBackAsync(session, inbound, report, isBlocked);
        if (isBlocked)
        {
            await lost.TellAsync(session, inbound.Channel, inbound.Sender, returned is null ? [] : [returned], now);
        }
    }

    /// <summary>The message that the report is about waits again. Null when it is none of ours, or waits already.</summary>
    private static async ValueTask<OutboxMessage?> TakeBackAsync(WriteSession session, Inbound inbound, InboundContent.DeliveryReport report, bool isBlocked)
    {
        var lane = $"resident:{inbound.Channel}:{inbound.Sender}";
        var send = report.MessageId.Length == 0 ? null : await session.Cases.Sends.FirstOrDefaultAsync(s => s.MessageId == report.MessageId && s.Lane == lane);
        if (send is null)
        {
            return null;
        }

        send.Outcome = SendOutcome.Refused;
        var row = await session.Cases.Outbox.AsNoTracking().FirstOrDefaultAsync(m => m.Id == send.OutboxId && m.State == OutboxState.Sent);
        if (row is null)
        {
            return null;
        }

        var reason = isBlocked ? OutboxMessage.LeftPrefix + " the platform reached nobody" : "the platform reached nobody";
        await session.Cases.Outbox.Where(m => m.Id == row.Id).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Waiting).SetProperty(x => x.SentAt, (DateTimeOffset?)null).SetProperty(x => x.LastError, reason));
        await session.SetNewsAsync(inbound.Person, news: true);
        return row;
    }
}
