using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using BotGateway.PlatformApi;

namespace BotGateway.Live;

/// <summary>
/// One call made by hand from the command line. Beside the code it keeps the platform's own text, which for some codes names what
/// has to be entered where (the caller's address); the couriers never look at it.
/// </summary>
internal sealed class PlatformQuestion(HttpClient http)
{
    public Task<PlatformReply> GetAsync(string address, CancellationToken cancellation) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, address), cancellation);

    public Task<PlatformReply> PostAsync<T>(string address, T body, CancellationToken cancellation)
    {
        var content = new ByteArrayContent(PlatformJson.Write(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return AskAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, cancellation);
    }

    /// <returns>The text of a page, or why there is none.</returns>
    public async Task<string> GetTextAsync(string address, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(address), cancellation);
            return response.IsSuccessStatusCode ? (await response.Content.ReadAsStringAsync(cancellation)).Trim() : $"HTTP {(int)response.StatusCode}";
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "没有在规定时间内回答";
        }
        catch (HttpRequestException error)
        {
            return error.HttpRequestError.ToString();
        }
    }

    private async Task<PlatformReply> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var owned = request;
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return Read(text) ?? new PlatformReply(default, PlatformReply.NotReached, $"HTTP {(int)response.StatusCode}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PlatformReply(default, PlatformReply.NotReached, "没有在规定时间内回答");
        }
        catch (HttpRequestException error)
        {
            // Only the kind: the message may quote an address with a secret in it.
            return new PlatformReply(default, PlatformReply.NotReached, error.HttpRequestError.ToString());
        }
    }

    private static PlatformReply? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var body = document.RootElement.Clone();
            if (body.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var code = body.TryGetProperty("errcode", out var given) ? given.ValueKind switch
            {
                JsonValueKind.Number when given.TryGetInt32(out var number) => number,
                JsonValueKind.String when int.TryParse(given.GetString(), CultureInfo.InvariantCulture, out var number) => number,
                _ => int.MinValue,
            }
            : 0;
            var words = body.TryGetProperty("errmsg", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : "";
            return new PlatformReply(body, code, words);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Code">0: done; <see cref="NotReached"/>: nobody answered in JSON.</param>
/// <param name="Words">The platform's errmsg, for a person at the command line.</param>
internal readonly record struct PlatformReply(JsonElement Body, int Code, string Words)
{
    public const int NotReached = int.MaxValue;

    public bool Good => Code == 0;

    public string? TextOf(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public IReadOnlyList<JsonElement> ListOf(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}
