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
/// told stands in the rows themselves, so that nothing is told twice or forgotten over a restart, or when the line is given up itself.
/// A line that waits for the morning grows instead of being followed by others.
/// </summary>
internal sealed class DeadLetterWorker(ICaseWriter writer, IDbContextFactory<CaseContext> reads, CaseWords words, Outgoing outgoing, DeadLetterHour hour, TimeProvider clock)
    : IDueWork
{
    /// <summary>Among the digests: of two nodes at the same full hour one is refused.</summary>
    private const string Mark = "dead letters";

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var store = await reads.CreateDbContextAsync(cancellation);
        return words.City.CommandCentre.Members.Count > 0 && await HourLines.Untold(store).AnyAsync(cancellation)
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
        var thisHour = now.ToString("yyMMddHH", CultureInfo.InvariantCulture);
        if (members.Count == 0 || await session.Cases.Digests.AnyAsync(d => d.Organisation == Mark && d.Day == thisHour))
        {
            return 0;
        }

        // What could not be told to the command centre about such messages would only beget the next.
        var untold = await HourLines.Untold(session.Cases).AsNoTracking().ToListAsync();
        var own = members.Select(DestinationOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (untold.All(m => m.CaseNumber is null && own.Contains(m.Destination)))
        {
            return 0;
        }

        await session.Cases.Digests.Where(d => d.Organisation == Mark && string.Compare(d.Day, thisHour) < 0).ExecuteDeleteAsync();
        session.Cases.Digests.Add(new DigestRow { Organisation = Mark, Day = thisHour, At = now });
        var counted = untold.Select(m => m.Id).ToHashSet();
        var lines = new List<Announcement>();

        // No courier takes a line while it is changed for a longer one.
        await session.LockOutboxAsync();
        foreach (var member in members)
        {
            var all = untold.Concat(await HourLines.UnheardAsync(session.Cases, DestinationOf(member))).DistinctBy(m => m.Id).ToList();
            counted.UnionWith(all.Select(m => m.Id));
            lines.Add(new Announcement(new Notification.StaffMessage(member, Text(all)), ""));
        }

        foreach (var destination in own)
        {
            await HourLines.DropAsync(session.Cases, destination);
        }

        await outgoing.AddAsync(session, lines, now);
        var rows = session.Cases.Outbox.Local.Where(m => m.CreatedAt == now && own.Contains(m.Destination)).ToList();
        await session.Cases.SaveChangesAsync();
        var first = rows.Min(m => m.Id);
        rows.ForEach(m => m.HourLine = first);
        await session.Cases.Outbox.Where(m => counted.Contains(m.Id)).ExecuteUpdateAsync(m => m.SetProperty(x => x.HourLine, first));
        return 1;
    }

    private string Text(List<OutboxMessage> dead)
    {
        var ways = words.Book.Text(Say.StaffDeadWays).Split('|').Zip(LetterKind.All)
            .Select(way => (Name: way.First, Count: dead.Count(m => LetterKind.Of(m) == way.Second))).Where(way => way.Count > 0)
            .Select(way => $"{way.Name} {way.Count}");
        return words.Book.Text(Say.StaffDeadLetters, ("count", dead.Count.ToString(CultureInfo.InvariantCulture)), ("ways", string.Join('、', ways)));
    }

    private static string DestinationOf(string member) => new Notification.StaffMessage(member, "").Destination;
}
