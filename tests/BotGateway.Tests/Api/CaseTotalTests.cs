using BotGateway.Api;
using BotGateway.Clock;
using BotGateway.Tests.Infrastructure;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Api;

public sealed class CaseTotalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryStore _store = new();
    private readonly ManualClock _clock = new(TimeProvider.System);
    private readonly CaseTotal _total;
    private int _cases;

    public CaseTotalTests()
    {
        _clock.HoldAt(Start);
        _total = new CaseTotal(_clock);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_Total_Is_Right_Before_And_After_Most_Have_Been_Counted_For_Good()
    {
        Assert.Equal(0, await TotalAsync());
        await AddAsync(1_500, Start.AddDays(-1));
        Assert.Equal(1_500, await TotalAsync());
        await AddAsync(3, Start.AddMinutes(-10));
        Assert.Equal(1_503, await TotalAsync());
        await AddAsync(1_200, Start.AddMinutes(-5));
        Assert.Equal(2_703, await TotalAsync());
        Assert.Equal(2_703, await TotalAsync());
        _clock.HoldAt(Start.AddHours(2));
        Assert.Equal(2_703, await TotalAsync());
        await AddAsync(1, Start.AddHours(2));
        Assert.Equal(2_704, await TotalAsync());
    }

    [Fact]
    public async Task What_Was_Counted_An_Hour_Ago_Is_Not_Read_Again()
    {
        await AddAsync(1_500, Start.AddDays(-1));
        await TotalAsync();

        // Nothing ever takes a case away; here it is done to see who still looks.
        await using (var cases = _store.CreateDbContext())
        {
            await cases.Cases.Where(c => c.Id <= 700).ExecuteDeleteAsync();
        }

        Assert.Equal(1_500, await TotalAsync());
    }

    private async Task<int> TotalAsync()
    {
        await using var cases = _store.CreateDbContext();
        return await _total.OfAsync(cases, default);
    }

    private async Task AddAsync(int count, DateTimeOffset at)
    {
        await using var cases = _store.CreateDbContext();
        var person = await cases.People.FirstOrDefaultAsync() ?? new Person { Channel = Channel.WeChat, ExternalId = "o", FirstSeenAt = at };
        for (var i = 0; i < count; i++)
        {
            var number = ++_cases;
            cases.Cases.Add(new Case
            {
                Number = $"WP-{number}",
                Kind = CaseKind.PropertyService,
                CompoundId = "x1",
                Place = "3号楼",
                Description = "垃圾",
                Reporter = person,
                HandlerOrganisation = "p1",
                ReportedAt = at,
                PageToken = $"t{number}",
            });
        }

        await cases.SaveChangesAsync();
    }
}
