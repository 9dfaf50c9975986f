using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Crowds;

/// <summary>A nudge written before the officer was done must not arrive after it.</summary>
internal static class Truth
{
    public const string NoLonger = "the case has moved on";

    /// <summary>Those of the rows that are still true.</summary>
    public static async Task<IReadOnlySet<long>> OfAsync(
        CaseContext context, IReadOnlyCollection<(OutboxMessage Row, Notification Message)> rows, CancellationToken cancellation = default)
    {
        var numbers = rows.Select(r => r.Row).Where(r => r.OnlyForDeadline is not null).Select(r => r.CaseNumber).Distinct().ToList();
        var cases = numbers.Count == 0 ? [] : await context.Cases.AsNoTracking().Where(c => numbers.Contains(c.Number)).ToDictionaryAsync(c => c.Number, cancellation);
        return rows.Where(r => Stands(r.Row, r.Message, cases.GetValueOrDefault(r.Row.CaseNumber ?? ""))).Select(r => r.Row.Id).ToHashSet();
    }

    /// <param name="about">The row's case.</param>
    public static bool Stands(OutboxMessage row, Notification message, Case? about) =>
        row.OnlyForDeadline is not { } version
        || (about is { IsInWork: true } && about.DeadlineVersion == version
            && (TopicOf(message) == Topic.Unacknowledged
                // A question to the reporter stops every clock but that of danger (CaseClock).
                ? about is { AcceptedAt: null, ClaimedBy: null } and ({ WaitingSince: null } or { Emergency: true })
                : about.WaitingSince is null));

    private static Topic? TopicOf(Notification message) => message switch
    {
        Notification.GroupMessage group => group.Topic,
        Notification.StaffMessage staff => staff.Topic,
        _ => null,
    };
}
