using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>A report that shows a film instead of a photo.</summary>
public sealed partial class FilmTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
    private StandInPlatform _platform = null!;
    private RunningGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _platform = await StandInPlatform.StartAsync();
        _gateway = RunningGateway.Create(_folder, _platform.Address);
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_film_is_evidence_like_a_photo_and_tells_nobody_where_it_was_taken()
    {
        var resident = new WeChatPhone(_gateway, "oFilmer");
        await resident.SendAsync("video", "<MediaId><![CDATA[film-1]]></MediaId><ThumbMediaId><![CDATA[thumb-1]]></ThumbMediaId>");
        Assert.Contains("3号楼2单元门口", await resident.SayAsync("望湖苑3号楼2单元门口水管爆了一直在喷水"));
        var number = CaseNumber().Match((await resident.SayAsync("提交"))!).Value;
        await _gateway.SettleAsync();

        var photo = Assert.Single((await _gateway.ApiAsync("/api/cases/" + number)).GetProperty("photos").EnumerateArray());
        Assert.Equal("Report", photo.GetProperty("role").GetString());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(photo.GetProperty("url").GetString()!).AbsolutePath) { Headers = { Range = new RangeHeaderValue(0, null) } };
        using var answer = await _gateway.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, "video/mp4"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var film = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(StandInPlatform.Film.Length, film.Length);
        Assert.DoesNotContain(StandInPlatform.FilmPlace, Encoding.Latin1.GetString(film), StringComparison.Ordinal);
        var page = await _gateway.Http.GetStringAsync(new Uri(Link().Match((await resident.SayAsync("进度"))!).Value).AbsolutePath);
        Assert.Contains("<video controls", page);
    }

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();

    [GeneratedRegex(@"http\S+/c/\w+")]
    private static partial Regex Link();
}
