using System.Security.Cryptography;
using System.Text;

namespace BotGateway.PlatformApi;

/// <summary>
/// A picture as multipart/form-data the way the platforms read it (protocol.md 2.5, 5.6, 11): the part's names quoted and in ASCII, its
/// length beside them, the boundary not quoted. The framework's own content does each of these differently.
/// </summary>
internal sealed class PictureUpload
{
    private const string NewLine = "\r\n";

    private PictureUpload(string boundary, byte[] body) => (Boundary, Body) = (boundary, body);

    public string ContentType => "multipart/form-data; boundary=" + Boundary;

    public byte[] Body { get; }

    private string Boundary { get; }

    /// <param name="extension">Without a dot.</param>
    public static PictureUpload Of(ReadOnlySpan<byte> picture, string contentType, string extension)
    {
        // Made of the content, which therefore does not hold it.
        var boundary = "----woodpecker" + Convert.ToHexStringLower(SHA256.HashData(picture))[..32];
        var head = Encoding.ASCII.GetBytes(
            $"--{boundary}{NewLine}Content-Disposition: form-data; name=\"media\"; filename=\"photo.{extension}\"; filelength={picture.Length}{NewLine}Content-Type: {contentType}{NewLine}{NewLine}");
        var foot = Encoding.ASCII.GetBytes($"{NewLine}--{boundary}--{NewLine}");
        return new PictureUpload(boundary, [.. head, .. picture, .. foot]);
    }

    /// <summary>The media id in the platform's answer.</summary>
    public static string? MediaIdIn(PlatformAnswer answer) =>
        answer is PlatformAnswer.Done { Body: var body } && body.TryGetProperty("media_id", out var id) && id.ValueKind == System.Text.Json.JsonValueKind.String
            && id.GetString() is { Length: > 0 and <= 512 } text
                ? text
                : null;
}
