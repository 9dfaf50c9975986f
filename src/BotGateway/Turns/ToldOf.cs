using BotGateway.PlatformApi;
using CaseStore.Persistence;
using Conversation.Dialogs;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>What the ledger has about the last message of a case to whoever reported it.</summary>
internal static class ToldOf
{
    public static async ValueTask<Told> FindAsync(WriteSession session, string number)
    {
        var reporter = await session.Cases.Cases.Where(c => c.Number == number).Select(c => new { c.Reporter.Channel, c.Reporter.ExternalId }).FirstOrDefaultAsync();
        if (reporter is null)
        {
            return new Told.Nothing();
        }

        var destination = $"resident:{reporter.Channel}:{reporter.ExternalId}";
        var last = await session.Cases.Outbox.AsNoTracking()
            .Where(m => m.CaseNumber == number && m.Destination == destination && m.State != OutboxState.Dropped)
            .OrderByDescending(m => m.Id).FirstOrDefaultAsync();
        if (last is null)
        {
            return new Told.Nothing();
        }

        if (last is { State: OutboxState.Sent, SentAt: { } at })
        {
            return new Told.Heard(at);
        }

        return last.State switch
        {
            OutboxState.Waiting => new Told.AtNextContact(last.LastError?.StartsWith(OutboxMessage.LeftPrefix, StringComparison.Ordinal) is true),
            OutboxState.Dead => new Told.Never(WhyOf(last.LastError)),
            _ => await session.Cases.Sends.AsNoTracking().Where(s => s.OutboxId == last.Id && s.Outcome == SendOutcome.Unknown)
                .OrderByDescending(s => s.Id).FirstOrDefaultAsync() is { } unknown
                ? new Told.Unsure(unknown.StartedAt)
                : new Told.UnderWay(),
        };
    }

    /// <summary>The courier writes its reaction before the reason.</summary>
    private static WhyNever WhyOf(string? error) => Enum.TryParse<Reaction>(error?.Split(':')[0], out var reaction)
        ? reaction switch
        {
            Reaction.NoAnswer or Reaction.MaybeHeard or Reaction.NotReached or Reaction.NotYet => WhyNever.PlatformAway,
            Reaction.BackOff or Reaction.Crowded or Reaction.SlowDown or Reaction.NextDay or Reaction.RenewToken => WhyNever.PlatformBusy,
            Reaction.ContentRefused or Reaction.TooLong => WhyNever.ContentRefused,
            Reaction.OtherChannel or Reaction.RecipientGone => WhyNever.NoWay,
            _ => WhyNever.SetUpWrongly,
        }
        : WhyNever.SetUpWrongly;
}
