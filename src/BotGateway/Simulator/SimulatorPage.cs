using System.Reflection;
using System.Security.Cryptography;

namespace BotGateway.Simulator;

/// <summary>The page's files, compiled in.</summary>
internal static class SimulatorPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly Dictionary<string, (string Type, byte[] Bytes, string Tag)> Files = new(StringComparer.Ordinal)
    {
        ["simulator.html"] = Load("simulator.html", "text/html; charset=utf-8"),
        ["simulator.css"] = Load("simulator.css", "text/css; charset=utf-8"),
        ["simulator.js"] = Load("simulator.js", "text/javascript; charset=utf-8"),
        ["chat.js"] = Load("chat.js", "text/javascript; charset=utf-8"),
        ["tour.js"] = Load("tour.js", "text/javascript; charset=utf-8"),
    };

    public static IResult Html(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Asset("simulator.html", response);
    }

    public static IResult Asset(string name, HttpResponse response)
    {
        if (!Files.TryGetValue(name, out var file))
            return Results.NotFound();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Bytes, file.Type, entityTag: new(file.Tag));
    }

    private static (string Type, byte[] Bytes, string Tag) Load(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BotGateway.Simulator.Page." + name)
            ?? throw new InvalidOperationException("Not compiled in: " + name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (type, bytes, "\"" + Convert.ToHexString(SHA256.HashData(bytes), 0, 8) + "\"");
    }
}
