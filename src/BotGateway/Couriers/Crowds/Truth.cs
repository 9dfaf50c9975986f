using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Crowds;

/// <summary>A nudge written before the officer was done must not arrive after it.</summary>
internal static class Truth
{
    public const string NoLonger = "the case has moved on";

    /// <summary>Those of the rows that are still true.</summary>
    public static async Task<IReadOnlySet<long>> OfAsync(CaseContext context, IReadOnlyCollection<OutboxMessage> rows, CancellationToken cancellation = default)
    {
        var numbers = rows.Where(r => r.OnlyForDeadline is not null).Select(r => r.CaseNumber).Distinct().ToList();
        var cases = numbers.Count == 0 ? [] : await context.Cases.AsNoTracking().Where(c => numbers.Contains(c.Number)).ToDictionaryAsync(c => c.Number, cancellation);
        return rows.Where(r => Stands(r, cases.GetValueOrDefault(r.CaseNumber ?? ""))).Select(r => r.Id).ToHashSet();
    }

    /// <param name="about">The row's case.</param>
    public static bool Stands(OutboxMessage row, Case? about) =>
        row.OnlyForDeadline is not { } version || (about is { IsInWork: true, WaitingSince: null } && about.DeadlineVersion == version);
}
