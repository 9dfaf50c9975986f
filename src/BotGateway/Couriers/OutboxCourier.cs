using System.Diagnostics;
using BotGateway.Clock;
using BotGateway.Couriers.Pictures;
using BotGateway.Health;
using BotGateway.PlatformApi;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>Empties the outbox: claims what is due, delivers it to different destinations side by side, writes down what became of it.</summary>
internal sealed partial class OutboxCourier(
    OutboxLedger ledger, Senders senders, OutboxBell bell, PlatformMetrics metrics, ILogger<OutboxCourier> log) : IDueWork, IDisposable
{
    /// <summary>For all calls of one attempt; well within <see cref="OutboxLedger.Lease"/>.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // One run at a time in this process: whatever clock is moved meanwhile, a row in our hands is never claimed by us again.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Breadth _breadth = new();

    public void Dispose() => _turn.Dispose();

    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) => ledger.NextAsync(cancellation);

    public Task WaitForBellAsync(CancellationToken cancellation) => bell.WaitAsync(cancellation);

    /// <summary>Once <paramref name="cancellation"/> is asked for nothing more is claimed; what is under way is finished and written down.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var underWay = new List<Task>();
        try
        {
            var done = 0;
            while (true)
            {
                if (!cancellation.IsCancellationRequested && _breadth.Now - underWay.Count is > 0 and var more)
                {
                    var claimed = await ledger.ClaimAsync(more, CancellationToken.None);
                    underWay.AddRange(claimed.Select(claim => Task.Run(() => DeliverAsync(claim), CancellationToken.None)));
                }

                if (underWay.Count == 0)
                {
                    return done;
                }

                await Task.WhenAny(underWay);
                foreach (var ended in underWay.Where(t => t.IsCompleted).ToList())
                {
                    underWay.Remove(ended);
                    await ended;
                    done++;
                }
            }
        }
        finally
        {
            await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _turn.Release();
        }
    }

    private async Task DeliverAsync(Claim claim)
    {
        var (row, kind) = (claim.Row, KindOf(claim));
        Delivery delivery;
        using var span = Tracing.Send(kind, row);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            delivery = claim.Known ?? await senders.SendAsync(claim, patience.Token);
        }
        catch (OperationCanceledException)
        {
            delivery = new Delivery.Failed(Reaction.MaybeHeard, "timeout");
        }
        catch (Exception e)
        {
            // The database away, or a mistake of ours: either way it must not hold up the others.
            Log.Broken(log, e, row.Id, kind, row.CaseNumber);
            delivery = new Delivery.Failed(Reaction.MaybeHeard, e.GetType().Name);
        }

        _breadth.After(delivery);
        delivery = Aside.After(claim, delivery);
        var state = await ledger.RecordAsync(claim, delivery);
        var outcome = state is { } known ? OutcomeOf(known) : "lost";
        span?.SetTag("woodpecker.outcome", outcome);
        metrics.Delivered(kind, outcome);
        Report(row, kind, delivery, state);
    }

    private void Report(OutboxMessage row, string kind, Delivery delivery, OutboxState? state)
    {
        var failure = delivery as Delivery.Failed;
        if (delivery.TellOperator)
        {
            Log.Alarm(log, row.Id, kind, row.CaseNumber, failure?.Reason ?? (delivery as Delivery.KeptForLater)?.Reason ?? "");
        }

        switch (state)
        {
            case OutboxState.Sent:
                Log.Sent(log, row.Id, kind, row.CaseNumber);
                break;
            case OutboxState.Dropped:
                Log.Dropped(log, row.Id, kind, row.CaseNumber, ((Delivery.Dropped)delivery).Reason);
                break;
            case OutboxState.Waiting:
                Log.KeptForLater(log, row.Id, kind, row.CaseNumber, ((Delivery.KeptForLater)delivery).Reason);
                break;
            case OutboxState.Pending when failure is null:
                Log.SentPart(log, row.Id, kind, row.CaseNumber);
                break;
            case OutboxState.Pending:
                Log.Again(log, row.Id, kind, row.CaseNumber, failure.Reason);
                break;
            case OutboxState.Dead when failure!.Reaction is Reaction.OtherChannel or Reaction.RecipientGone:
                Log.Closed(log, row.Id, kind, row.CaseNumber, failure.Reason);
                break;
            case OutboxState.Dead:
                Log.GivenUp(log, row.Id, kind, row.CaseNumber, failure!.Reaction, failure.Reason);
                break;
            default:
                Log.TakenOver(log, row.Id, kind, row.CaseNumber);
                break;
        }
    }

    private static string KindOf(Claim claim) => claim switch
    {
        { Message: null } => "unreadable",
        { IsDigest: true } => "digest",
        { Message: { } message } => KindOf(message),
    };

    internal static string KindOf(Notification message) => message switch
    {
        Notification.GroupMessage => "group",
        Notification.CardMessage => "card",
        Notification.CardUpdate => "cardUpdate",
        Notification.StaffMessage => "staff",
        Notification.ResidentMessage => "resident",
        Notification.StaffPhoto => "staffPhoto",
        Notification.ResidentPhoto => "residentPhoto",
        _ => throw new UnreachableException(),
    };

    private static string OutcomeOf(OutboxState state) => state switch
    {
        OutboxState.Sent => "sent",
        OutboxState.Dropped => "dropped",
        OutboxState.Dead => "dead",
        OutboxState.Waiting => "waiting",
        _ => "again",
    };

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Information, "Sent {Kind} message {OutboxId} of case {CaseNumber}")]
        public static partial void Sent(ILogger log, long outboxId, string kind, string? caseNumber);

        [LoggerMessage(2002, LogLevel.Information, "Dropped {Kind} message {OutboxId} of case {CaseNumber}: {Reason}")]
        public static partial void Dropped(ILogger log, long outboxId, string kind, string? caseNumber, string reason);

        [LoggerMessage(2003, LogLevel.Warning, "Will repeat {Kind} message {OutboxId} of case {CaseNumber}: {Reason}")]
        public static partial void Again(ILogger log, long outboxId, string kind, string? caseNumber, string reason);

        [LoggerMessage(2004, LogLevel.Warning, "No way to deliver {Kind} message {OutboxId} of case {CaseNumber}: {Reason}")]
        public static partial void Closed(ILogger log, long outboxId, string kind, string? caseNumber, string reason);

        [LoggerMessage(2005, LogLevel.Error, "Gave up {Kind} message {OutboxId} of case {CaseNumber} ({Reaction}): {Reason}")]
        public static partial void GivenUp(ILogger log, long outboxId, string kind, string? caseNumber, Reaction reaction, string reason);

        [LoggerMessage(2006, LogLevel.Warning, "The claim on {Kind} message {OutboxId} of case {CaseNumber} ended before its delivery was written down")]
        public static partial void TakenOver(ILogger log, long outboxId, string kind, string? caseNumber);

        [LoggerMessage(2008, LogLevel.Information, "Kept {Kind} message {OutboxId} of case {CaseNumber} for the next contact: {Reason}")]
        public static partial void KeptForLater(ILogger log, long outboxId, string kind, string? caseNumber, string reason);

        [LoggerMessage(2010, LogLevel.Information, "Sent a part of {Kind} message {OutboxId} of case {CaseNumber}")]
        public static partial void SentPart(ILogger log, long outboxId, string kind, string? caseNumber);

        [LoggerMessage(2011, LogLevel.Error, "An operator must look at why {Kind} message {OutboxId} of case {CaseNumber} failed: {Reason}")]
        public static partial void Alarm(ILogger log, long outboxId, string kind, string? caseNumber, string reason);

        [LoggerMessage(2007, LogLevel.Error, "{Kind} message {OutboxId} of case {CaseNumber} could not be tried")]
        public static partial void Broken(ILogger log, Exception exception, long outboxId, string kind, string? caseNumber);
    }
}
