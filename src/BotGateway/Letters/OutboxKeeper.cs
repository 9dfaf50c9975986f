using BotGateway.Clock;
using BotGateway.Settings;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Letters;

/// <summary>
/// Forgets what was delivered, and its attempts. That something about a case was told to a resident stays, without its words: staff ask
/// whether they have heard it, and what waited for them meanwhile is told only if nothing later was. What waits to be told stays.
/// </summary>
internal sealed class OutboxKeeper(ICaseWriter writer, GatewaySettings settings, TimeProvider clock) : IDueWork
{
    public const int AtOnce = 500;

    /// <summary>How long somebody may still want to send again what was given up.</summary>
    public static readonly TimeSpan KeepDead = TimeSpan.FromDays(365);

    /// <summary>Where the index by state and moment ends: what is left without words is not looked at again.</summary>
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <summary>Never urgent: the loop looks in now and then.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) => Task.FromResult<DateTimeOffset?>(null);

    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (delivered, dead) = (now - settings.KeepDelivered, now - (settings.KeepDelivered > KeepDead ? settings.KeepDelivered : KeepDead));
        return await ForgetAsync(OutboxState.Sent, delivered, dead, cancellation)
            + await ForgetAsync(OutboxState.Dropped, delivered, dead, cancellation)
            + await ForgetAsync(OutboxState.Dead, dead, dead, cancellation);
    }

    public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    private Task<int> ForgetAsync(OutboxState state, DateTimeOffset before, DateTimeOffset dead, CancellationToken cancellation) => writer.WriteAsync(
        async session =>
        {
            var outbox = session.Cases.Outbox;
            var due = await outbox.AsNoTracking().Where(m => m.State == state && m.NextAttemptAt < before

                // The lines about what was given up say that it was told, as long as that is kept.
                && (m.HourLine == null || m.NextAttemptAt < dead)).OrderBy(m => m.NextAttemptAt).Take(AtOnce)
                .Select(m => new { m.Id, IsOfResident = m.CaseNumber != null && m.Destination.StartsWith("resident:"), m.SentAt }).ToListAsync(cancellation);
            if (due.Count == 0)
            {
                return 0;
            }

            // Waited long and was told lately: its time begins then.
            var lately = due.Where(m => m.SentAt >= before).Select(m => m.Id).ToList();
            await outbox.Where(m => lately.Contains(m.Id)).ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, x => x.SentAt!.Value), cancellation);

            var over = due.Where(m => !(m.SentAt >= before)).ToList();
            var all = over.ConvertAll(m => m.Id);
            var kept = over.Where(m => m.IsOfResident).Select(m => m.Id).ToList();
            await session.Cases.Sends.Where(s => all.Contains(s.OutboxId)).ExecuteDeleteAsync(cancellation);
            await outbox.Where(m => kept.Contains(m.Id) && m.State == state)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.Payload, OutboxMessage.Forgotten).SetProperty(x => x.NextAttemptAt, Never), cancellation);
            var gone = all.Except(kept).ToList();
            await outbox.Where(m => gone.Contains(m.Id) && m.State == state).ExecuteDeleteAsync(cancellation);
            return due.Count;
        },
        cancellation);
}
