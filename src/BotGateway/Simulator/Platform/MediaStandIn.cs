using BotGateway.Settings;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>Pictures to and from the platforms (protocol.md 2.5, 5.6). Serves all accounts: the token says whose it is, and the picture box is one.</summary>
internal sealed class MediaStandIn(PlatformTokens tokens, PictureBox pictures, OwnAddress own, TimeProvider clock)
{
    private const int FewestBytes = 5;
    private const int MostBytes = 2 * 1024 * 1024;

    public IResult Get(HttpRequest request)
    {
        if (tokens.Check(request, SimulatedPlatform.WeChat, SimulatedPlatform.MiniProgram, SimulatedPlatform.WeCom) is { } refused)
            return refused;
        var id = request.Query["media_id"].ToString();
        if (pictures.Get(id) is not { } bytes)
            return PlatformAnswer.Fault(40007, "invalid media_id");

        // The Official Account's videos come as a link, WeCom's as they are.
        return PictureBox.IsVideo(bytes) && tokens.Check(request, SimulatedPlatform.WeChat) is null
            ? Results.Json(new { video_url = own.Local + StandInEndpoints.PathOfPicture(id) })
            : Results.File(bytes, PictureBox.TypeOf(bytes), id + ".jpg");
    }

    public async Task<IResult> UploadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (tokens.Check(request, SimulatedPlatform.WeChat, SimulatedPlatform.MiniProgram, SimulatedPlatform.WeCom) is { } refused)
            return refused;
        if (request.Query["type"] != "image")
            return PlatformAnswer.Fault(40004, "invalid media type");

        // The platforms read no quoted boundary and no encoded file name.
        if (!request.HasFormContentType || request.ContentType!.Contains('"', StringComparison.Ordinal))
            return PlatformAnswer.Fault(41005, "media data missing");
        var form = await request.ReadFormAsync(cancellation);
        if (form.Files is not [{ Name: "media" } file] || !IsPlainlyNamed(file))
            return PlatformAnswer.Fault(41005, "media data missing");
        if (file.Length is <= FewestBytes or > MostBytes)
            return PlatformAnswer.Fault(40009, "invalid image size");
        using var read = new MemoryStream();
        await file.CopyToAsync(read, cancellation);
        var bytes = read.ToArray();
        return PictureBox.TypeOf(bytes) is "image/jpeg" or "image/png"
            ? PlatformAnswer.Of(new { errcode = 0, errmsg = "ok", type = "image", media_id = pictures.Put(bytes), created_at = clock.GetUtcNow().ToUnixTimeSeconds() })
            : PlatformAnswer.Fault(40005, "invalid file type");
    }

    private static bool IsPlainlyNamed(IFormFile file) =>
        file.ContentDisposition.Contains("filename=\"", StringComparison.Ordinal) && !file.ContentDisposition.Contains("filename*", StringComparison.Ordinal);
}
