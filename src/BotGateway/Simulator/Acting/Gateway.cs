using System.Text;
using BotGateway.Settings;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Acting;

/// <summary>What became of a push.</summary>
/// <param name="Status">The gateway's HTTP status; 0 when it did not answer.</param>
/// <param name="Reply">What the person was shown at once; null when nothing was said.</param>
internal sealed record Pushed(int Status, StageContent? Reply)
{
    public bool Accepted => Status == 200;
}

/// <summary>The platform's side of a push: post the envelope over HTTP, wait five seconds, push again, open the reply.</summary>
internal sealed class Gateway(OwnAddress own, SealInbound seal, OpenReply open) : IDisposable
{
    private const int Attempts = 3;

    private static readonly StageContent NoService = new StageContent.Notice("该公众号暂时无法提供服务,请稍后再试");
    private static readonly StageContent NoServiceMiniProgram = new StageContent.Notice("该小程序客服暂时无法提供服务,请稍后再试");
    private static readonly StageContent NoServiceWeCom = new StageContent.Notice("应用暂时没有应答,请稍后再试");

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<Pushed> PushAsync(SimulatedPlatform platform, string innerXml, CancellationToken cancellation)
    {
        var post = seal(platform, innerXml);
        for (var attempt = 1; ; attempt++)
        {
            var (status, body) = await PostAsync(post, cancellation);
            if (status is > 0 and < 500)
                return new Pushed(status, status == 200 ? Shown(platform, body) : NoServiceOf(platform));
            if (attempt == Attempts)
                return new Pushed(status, NoServiceOf(platform));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int Status, string Body)> PostAsync(SealedPost post, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(post.Body, Encoding.UTF8, "text/xml");
            using var answer = await _http.PostAsync(new Uri(own.Local + post.PathAndQuery), content, cancellation);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (0, "");
        }
    }

    // Whitespace is not empty: the platform is as strict.
    private StageContent? Shown(SimulatedPlatform platform, string body) => body is "" or "success"
        ? null
        : open(platform, body) is { } xml && PassiveReply.Read(xml) is { } content ? content : NoServiceOf(platform);

    private static StageContent NoServiceOf(SimulatedPlatform platform) => platform switch
    {
        SimulatedPlatform.WeChat => NoService,
        SimulatedPlatform.MiniProgram => NoServiceMiniProgram,
        _ => NoServiceWeCom,
    };
}
