using System.Collections.Concurrent;
using System.Net;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>kill -9 in the middle of load: nothing that was acknowledged is lost, nothing is doubled.</summary>
public sealed class KilledTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_killed_process_has_lost_no_acknowledged_report_and_doubled_none()
    {
        await using var platform = await StandInPlatform.StartAsync();
        await using var gateway = RunningGateway.Create(_folder, platform.Address);
        await gateway.StartAsync();
        var residents = Enumerable.Range(0, 12).Select(i => new WeChatPhone(gateway, $"oKilled{i:00}")).ToList();
        var time = (await gateway.NowAsync()).ToUnixTimeSeconds();

        // Each resident files one suggestion after another; every message is sent again until it is answered, as the platform does.
        var acknowledged = new ConcurrentDictionary<string, string>();
        using var stop = new CancellationTokenSource();
        var talks = residents.Select(resident => Task.Run(async () =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                string? last = null;
                var words = new[] { "建议", $"希望在东门加一排路灯,第{round}次", "望湖苑", "提交" };
                for (var step = 0; step < words.Length; step++)
                {
                    last = await UntilAnsweredAsync(resident, words[step], (round * 10) + step + 1, time, stop.Token);
                }

                if (last is { } filed && filed.Contains("WP-"))
                {
                    Assert.True(acknowledged.TryAdd($"{resident.Openid}-{round}", filed[filed.IndexOf("WP-", StringComparison.Ordinal)..][..16]));
                }
            }
        })).ToList();

        for (var kills = 0; kills < 3; kills++)
        {
            var reached = acknowledged.Count + 20;
            while (acknowledged.Count < reached)
            {
                await Task.Delay(20);
                Assert.DoesNotContain(talks, t => t.IsFaulted);
            }

            gateway.Kill();
            await gateway.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(talks);

        var numbers = new List<string>();
        for (var page = 1; ; page++)
        {
            var items = (await gateway.ApiAsync($"/api/cases?page={page}&pageSize=500")).GetProperty("items").EnumerateArray().ToList();
            numbers.AddRange(items.Select(c => c.GetProperty("number").GetString()!));
            if (items.Count < 500)
            {
                break;
            }
        }

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        Assert.Empty(acknowledged.Values.Except(numbers));

        // At most the report that each resident had in hand at the end is there beyond the acknowledged ones.
        Assert.InRange(numbers.Count, acknowledged.Count, acknowledged.Count + residents.Count);

        // Numbers run without gaps.
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers.Select(n => int.Parse(n[^4..], System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    private static async Task<string?> UntilAnsweredAsync(WeChatPhone resident, string words, long id, long time, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (status, reply) = await resident.PostAsync("text", $"<Content><![CDATA[{words}]]></Content>", id, time);
                if (status == HttpStatusCode.OK)
                {
                    return reply;
                }
            }
            catch (HttpRequestException)
            {
                // Killed; the platform tries again.
            }

            await Task.Delay(20, CancellationToken.None);
        }

        return null;
    }
}
