using System.Net.Http.Headers;
using System.Text.Json;

namespace BotGateway.PlatformApi;

/// <summary>One call over HTTP, read as the platforms answer: errors come with status 200, JSON with any Content-Type.</summary>
/// <param name="errors">The platform's table: the same number means different things on the two platforms.</param>
internal sealed class PlatformHttp(IHttpClientFactory clients, Func<int, PlatformError> errors)
{
    /// <summary>Registered without the framework's loggers: they would print tokens and robot keys with the address.</summary>
    public const string ClientName = "platform";

    private const int JsonLimit = 1 << 20;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler NewHandler() => new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectPatience };

    public Task<PlatformAnswer> PostAsync<T>(string address, T body, CancellationToken cancellation)
    {
        var content = new ByteArrayContent(PlatformJson.Write(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, JsonLimit, cancellation);
    }

    public Task<PlatformAnswer> PostAsync(string address, PictureUpload picture, CancellationToken cancellation)
    {
        var content = new ByteArrayContent(picture.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", picture.ContentType);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, JsonLimit, cancellation);
    }

    public Task<PlatformAnswer> GetAsync(string address, CancellationToken cancellation, int limit = JsonLimit) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), limit, cancellation);

    private async Task<PlatformAnswer> SendAsync(HttpRequestMessage request, int limit, CancellationToken cancellation)
    {
        using var owned = request;
        using var client = clients.CreateClient(ClientName);
        // Covers the body as well, which HttpClient.Timeout does not once the headers are read.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(client.Timeout);

        // One clock only: the client's own, due at the same moment, may strike first, and then what was sent would pass for never sent.
        client.Timeout = Timeout.InfiniteTimeSpan;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (await ReadAsync(response.Content, limit, patience.Token) is not { } bytes)
            {
                return new PlatformAnswer.TooLarge();
            }

            return Understand(bytes, response);
        }
        catch (OperationCanceledException) when (!patience.IsCancellationRequested)
        {
            // Neither caller nor clock: the handler gave up connecting.
            return new PlatformAnswer.NotReached("no connection in time");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PlatformAnswer.NoAnswer("timeout");
        }
        catch (HttpRequestException e) when (NeverSent(e.HttpRequestError))
        {
            return new PlatformAnswer.NotReached("no connection");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new PlatformAnswer.NoAnswer("connection failed");
        }
    }

    private static bool NeverSent(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private PlatformAnswer Understand(byte[] bytes, HttpResponseMessage response)
    {
        if (Json(bytes) is { } body)
        {
            return CodeOf(body) switch
            {
                0 when response.IsSuccessStatusCode => new PlatformAnswer.Done(body),
                0 => new PlatformAnswer.NoAnswer($"status {(int)response.StatusCode}"),
                var code => new PlatformAnswer.Refused(code, errors(code)),
            };
        }

        return response.IsSuccessStatusCode
            ? new PlatformAnswer.File(bytes, response.Content.Headers.ContentType?.MediaType)
            : new PlatformAnswer.NoAnswer($"status {(int)response.StatusCode}");
    }

    /// <summary>No picture or sound begins with a brace, whatever Content-Type an error came with.</summary>
    private static JsonElement? Json(byte[] bytes)
    {
        var text = bytes.AsMemory();
        if (text.Span.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        if (!text.Span.TrimStart(" \t\r\n"u8).StartsWith((byte)'{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int CodeOf(JsonElement body) => body.TryGetProperty("errcode", out var code)
        ? code.ValueKind switch
        {
            JsonValueKind.Number when code.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(code.GetString(), out var number) => number,
            _ => int.MinValue,
        }
        : 0;

    private static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (kept.Length + read > limit)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
