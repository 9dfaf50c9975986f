using System.Linq.Expressions;
using BotGateway.PlatformApi;
using BotGateway.WeCom.Api;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Lanes;

/// <summary>
/// How full the lanes are, in one transaction that claims. A lane is free for a start at s when fewer than its limit's sends may have
/// happened after s − window; what is under way may happen until its lease ends. So whatever the latency, the platform never sees
/// more in any window; and what a killed process left behind counts as well, since all of it stands in the table.
/// </summary>
internal sealed class LaneBook(CaseContext cases, DateTimeOffset now)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Lane, LaneLimit Limit), int> _used = [];
    private readonly Dictionary<(string Lane, LaneLimit Limit), int> _promised = [];
    private readonly Dictionary<(string Lane, LaneLimit Limit), List<DateTimeOffset>> _ends = [];
    private readonly Dictionary<string, (DateTimeOffset Until, int Code)> _holds = new(StringComparer.Ordinal);

    /// <summary>Few queries for many lanes. To be awaited before a place in them is taken.</summary>
    public async Task ReadAsync(IEnumerable<string> lanes)
    {
        var fresh = lanes.Where(_read.Add).ToList();
        await ReadHoldsAsync([.. fresh.Where(LaneHold.Concerns)]);
        foreach (var alike in fresh.SelectMany(lane => LaneLimit.Of(lane).Select(limit => (Lane: lane, Limit: limit))).GroupBy(l => l.Limit, l => l.Lane))
        {
            await CountAsync(alike.Key, [.. alike]);
        }
    }

    /// <summary>Takes a place in all of them, or in none.</summary>
    public async Task<Room> TakeAsync(IReadOnlyList<string> lanes)
    {
        DateTimeOffset? until = null;
        foreach (var lane in lanes)
        {
            if (_holds.TryGetValue(lane, out var hold))
            {
                if (WeComErrors.Of(hold.Code) is { Reaction: Reaction.RobotGone } error)
                {
                    return new Room.Stopped($"{hold.Code} {error.Meaning}");
                }

                until = Later(until, hold.Until);
            }

            foreach (var limit in LaneLimit.Of(lane))
            {
                if (_used.GetValueOrDefault((lane, limit)) >= limit.Cap)
                {
                    until = Later(until, await PromiseAsync(lane, limit));
                }
            }
        }

        if (until is { } moment)
        {
            return new Room.Full(moment);
        }

        foreach (var place in lanes.SelectMany(lane => LaneLimit.Of(lane).Select(limit => (lane, limit))))
        {
            _used[place] = _used.GetValueOrDefault(place) + 1;
        }

        return new Room.Free();
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private async Task ReadHoldsAsync(List<string> lanes)
    {
        if (lanes.Count == 0)
        {
            return;
        }

        var holds = await cases.Sends.AsNoTracking().Where(s => lanes.Contains(s.Lane) && s.HoldsLaneUntil > now)
            .Select(s => new { s.Lane, s.HoldsLaneUntil, s.Code }).ToListAsync();
        foreach (var hold in holds.OrderBy(h => h.HoldsLaneUntil))
        {
            _holds[hold.Lane] = (hold.HoldsLaneUntil!.Value, hold.Code ?? 0);
        }
    }

    private async Task CountAsync(LaneLimit limit, List<string> lanes)
    {
        foreach (var counted in await InWindow(limit, s => lanes.Contains(s.Lane)).GroupBy(s => s.Lane).Select(g => new { Lane = g.Key, Count = g.Count() }).ToListAsync())
        {
            _used[(counted.Lane, limit)] = counted.Count;
        }
    }

    /// <summary>
    /// When a place becomes free, at the earliest: what is under way may end any moment, and whoever comes too early is told anew. Each
    /// who asks is promised the next place, so that not all come back for the first.
    /// </summary>
    private async Task<DateTimeOffset> PromiseAsync(string lane, LaneLimit limit)
    {
        if (!_ends.TryGetValue((lane, limit), out var ends))
        {
            _ends[(lane, limit)] = ends = await EndsAsync(lane, limit);
        }

        var promised = _promised.GetValueOrDefault((lane, limit));
        _promised[(lane, limit)] = promised + 1;
        return ends[Math.Min(ends.Count - limit.Cap + promised, ends.Count - 1)] + limit.Window;
    }

    /// <summary>Of a full lane: it takes no more, so they stay what they are in this transaction.</summary>
    private async Task<List<DateTimeOffset>> EndsAsync(string lane, LaneLimit limit)
    {
        // Those taken in this transaction end last; they may stand in the table already, or not.
        var used = _used[(lane, limit)];
        var sends = await InWindow(limit, s => s.Lane == lane).Select(s => new { s.StartedAt, s.EndedAt }).ToListAsync();
        return [.. sends.Select(s => s.EndedAt ?? (s.StartedAt + OutboxLedger.Lease is var latest && latest < now ? latest : now))
            .Concat(Enumerable.Repeat(now, used)).Order().Take(used)];
    }

    /// <summary>Two ranges of the index by lane and end, where one with "or" would be none.</summary>
    private IQueryable<Send> InWindow(LaneLimit limit, Expression<Func<Send, bool>> lanes)
    {
        var since = now - limit.Window;
        var mayRun = since - OutboxLedger.Lease;

        // Not what a clock that was set back since has written: it would fill the lane until then.
        var latest = now + OutboxLedger.Lease;
        var sends = cases.Sends.AsNoTracking().Where(lanes);
        return sends.Where(s => s.EndedAt > since && s.EndedAt <= latest)
            .Concat(sends.Where(s => s.EndedAt == null && s.StartedAt > mayRun && s.StartedAt <= latest));
    }
}
