using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Pages;

/// <summary>The page's style, compiled in and written into the page: one request, however slow the phone.</summary>
internal static class CasePageStyle
{
    public static string Css { get; } = Load();

    /// <summary>Nothing but this very style and our own pictures.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BotGateway.Pages.case.css")
            ?? throw new InvalidOperationException("Not compiled in: case.css");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
