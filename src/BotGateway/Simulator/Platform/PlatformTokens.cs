using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Simulator.Platform;

/// <summary>One access token an account, good for this run: a token of another one, or of the run before, is refused.</summary>
internal sealed class PlatformTokens
{
    public const int LivesSeconds = 7200;

    private readonly string _weChat = "sim-wechat-" + RandomNumberGenerator.GetHexString(48, lowercase: true);
    private readonly string _miniProgram = "sim-mini-" + RandomNumberGenerator.GetHexString(48, lowercase: true);
    private readonly string _weCom = "sim-wecom-" + RandomNumberGenerator.GetHexString(48, lowercase: true);

    public string Of(SimulatedPlatform platform) => platform switch
    {
        SimulatedPlatform.WeChat => _weChat,
        SimulatedPlatform.MiniProgram => _miniProgram,
        _ => _weCom,
    };

    /// <returns>The fault to answer, or null when the call carries the platform's token.</returns>
    public IResult? Check(HttpRequest request, params ReadOnlySpan<SimulatedPlatform> platforms)
    {
        var token = request.Query["access_token"].ToString();
        if (token.Length == 0)
            return PlatformAnswer.Fault(41001, "access_token missing");
        foreach (var platform in platforms)
        {
            if (Same(token, Of(platform)))
                return null;
        }

        return PlatformAnswer.Fault(40014, "invalid access_token");
    }

    public static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
