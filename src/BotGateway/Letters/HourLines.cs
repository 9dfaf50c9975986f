using System.Linq.Expressions;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Letters;

/// <summary>Which of what was given up the command centre still has to hear of, as the rows themselves say.</summary>
internal static class HourLines
{
    private const string ToldAnew = "a later line says it";

    /// <summary>Given up, and no line tells of it, or all that did were given up as well. Lines themselves are never among them.</summary>
    public static IQueryable<OutboxMessage> Untold(CaseContext cases) => cases.Outbox.Where(m => m.State == OutboxState.Dead
        && (m.HourLine == null
            || (m.Id < m.HourLine
                && cases.Outbox.Any(line => line.HourLine != null && line.HourLine == m.HourLine && line.Id >= line.HourLine && line.State == OutboxState.Dead)
                && !cases.Outbox.Any(line => line.HourLine != null && line.HourLine == m.HourLine && line.Id >= line.HourLine && line.State != OutboxState.Dead))));

    /// <summary>What a member has not heard of, because the line waits for the morning or was given up.</summary>
    public static Task<List<OutboxMessage>> UnheardAsync(CaseContext cases, string destination) =>
        cases.Outbox.AsNoTracking().Where(m => m.State == OutboxState.Dead && m.Id < m.HourLine
            && cases.Outbox.Where(IsUnheard(destination)).Any(line => line.HourLine != null && line.HourLine == m.HourLine)).ToListAsync();

    /// <summary>A new line says what they would have said.</summary>
    public static Task<int> DropAsync(CaseContext cases, string destination) => cases.Outbox.Where(IsUnheard(destination))
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Dropped).SetProperty(x => x.LastError, ToldAnew));

    private static Expression<Func<OutboxMessage, bool>> IsUnheard(string destination) => line => line.Destination == destination && line.HourLine <= line.Id
        && (line.State == OutboxState.Dead || (line.State == OutboxState.Pending && line.Attempts == 0));
}
