using System.Globalization;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Turns;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Letters;

/// <summary>
/// Tells the command centre once an hour, in one line, how many messages were given up and which way they were to go. Which have been
/// told stands in the rows themselves, so that nothing is told twice or forgotten over a restart.
/// </summary>
internal sealed class DeadLetterWorker(ICaseWriter writer, IDbContextFactory<CaseContext> reads, CaseWords words, Outgoing outgoing, DeadLetterHour hour, TimeProvider clock)
    : IDueWork
{
    /// <summary>Among the digests: of two nodes at the same full hour one is refused.</summary>
    private const string Mark = "dead letters";

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var store = await reads.CreateDbContextAsync(cancellation);
        return words.City.CommandCentre.Members.Count > 0 && await store.Outbox.AnyAsync(m => m.State == OutboxState.Dead && m.SentWith == null, cancellation)
            ? hour.Next
            : null;
    }

    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now < hour.Next)
        {
            return 0;
        }

        var told = await writer.WriteAsync(session => TellAsync(session, now), cancellation);
        hour.Passed(now);
        return told;
    }

    /// <summary>Nothing rings: it is told by the hour.</summary>
    public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    private async ValueTask<int> TellAsync(WriteSession session, DateTimeOffset now)
    {
        var members = words.City.CommandCentre.Members;
        var outbox = session.Cases.Outbox;
        var thisHour = now.ToString("yyMMddHH", CultureInfo.InvariantCulture);
        if (await session.Cases.Digests.AnyAsync(d => d.Organisation == Mark && d.Day == thisHour))
        {
            return 0;
        }

        var dead = members.Count == 0 ? [] : await outbox.AsNoTracking().Where(m => m.State == OutboxState.Dead && m.SentWith == null).ToListAsync();

        // What could not be told to the command centre about such messages would only beget the next.
        var own = members.Select(m => "staff:" + m).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (dead.All(m => m.CaseNumber is null && own.Contains(m.Destination)))
        {
            return 0;
        }

        var ways = words.Book.Text(Say.StaffDeadWays).Split('|').Zip(LetterKind.All)
            .Select(way => (Name: way.First, Count: dead.Count(m => LetterKind.Of(m) == way.Second))).Where(way => way.Count > 0)
            .Select(way => $"{way.Name} {way.Count}");
        var text = words.Book.Text(Say.StaffDeadLetters, ("count", dead.Count.ToString(CultureInfo.InvariantCulture)), ("ways", string.Join('、', ways)));
        session.Cases.Digests.Add(new DigestRow { Organisation = Mark, Day = thisHour, At = now });
        await outgoing.AddAsync(session, Audience(members, text), now);
        await session.Cases.SaveChangesAsync();
        var notice = await outbox.Where(m => m.CaseNumber == null && m.Destination == "staff:" + members[0]).MaxAsync(m => m.Id);
        var ids = dead.Select(m => m.Id).ToArray();
        await outbox.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(m => m.SetProperty(x => x.SentWith, notice));
        return 1;
    }

    private static IEnumerable<Announcement> Audience(IEnumerable<string> members, string text) =>
        members.Select(m => new Announcement(new Notification.StaffMessage(m, text), ""));
}
