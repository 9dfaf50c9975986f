using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.Simulator.Platform;

/// <summary>An error as the platforms report it: HTTP 200 all the same.</summary>
internal sealed record PlatformFault([property: JsonPropertyName("errcode")] int Code, [property: JsonPropertyName("errmsg")] string Message);

internal static class PlatformAnswer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IResult Ok { get; } = Of(new { errcode = 0, errmsg = "ok" });

    public static IResult Of<T>(T answer) => Results.Json(answer, Json);

    public static IResult Fault(int code, string message) => Of(new PlatformFault(code, message));
}
