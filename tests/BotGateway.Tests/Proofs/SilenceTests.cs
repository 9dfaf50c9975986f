using BotGateway.PlatformApi;
using BotGateway.WeCom.Api;

namespace BotGateway.Tests.Proofs;

/// <summary>A platform that took a message and never answers must not read as one that was never reached: then people would hear it twice and the ledger not know.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task However_Many_Run_Out_Of_Time_At_Once_None_Of_Them_Passes_For_Not_Sent()
    {
        var http = new PlatformHttp(new Silent(), WeComErrors.Of);
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => http.PostAsync("http://platform.example/send", new { text = i }, CancellationToken.None))));
        Assert.All(answers, answer => Assert.Equal("timeout", Assert.IsType<PlatformAnswer.NoAnswer>(answer).Reason));
    }

    private sealed class Silent : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(200) };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // Ends in the very moment in which the time is up, as a connection may that is cut off for it.
            var cut = new TaskCompletionSource<HttpResponseMessage>();
            await using var up = cancellationToken.Register(() => cut.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded)));
            return await cut.Task;
        }
    }
}
