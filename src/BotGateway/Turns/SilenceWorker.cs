using System.Security.Cryptography;
using System.Text;
using BotGateway.Clock;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>
/// Tells a talk that nothing was said until the moment it had asked for, through the same door and lock as a message. A crash in
/// between costs nothing: the turn moves or clears the reminder in its own transaction.
/// </summary>
internal sealed class SilenceWorker(IDbContextFactory<CaseContext> reads, ICaseWriter writer, InboundHandler handle, TimeProvider clock) : IDueWork
{
    private const int AtOnce = 50;

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var store = await reads.CreateDbContextAsync(cancellation);
        return await store.Reminders.OrderBy(r => r.DueAt).Select(r => (DateTimeOffset?)r.DueAt).FirstOrDefaultAsync(cancellation);
    }

    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var due = await writer.WriteAsync(session => session.DueRemindersAsync(AtOnce, clock.GetUtcNow()), cancellation);
        foreach (var reminder in due)
        {
            await handle(Silence(reminder));
        }

        return due.Count;
    }

    /// <summary>Nothing rings: the earliest moment is an hour ahead, and the loop looks every half minute anyway.</summary>
    public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    private static Inbound Silence(Reminder reminder)
    {
        // The key of a talk is "channel:id" (Inbound.PersonKey).
        var colon = reminder.Person.IndexOf(':', StringComparison.Ordinal);
        var channel = Enum.Parse<Channel>(reminder.Person.AsSpan(0, colon));
        var who = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reminder.Person)).AsSpan(0, 12));
        return new Inbound(
            channel, reminder.Person[(colon + 1)..], $"silence:{who}:{reminder.DueAt.ToUnixTimeMilliseconds()}", reminder.DueAt, new InboundContent.Silence(reminder.DueAt));
    }
}
