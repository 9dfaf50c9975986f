namespace BotGateway.Envelope.Reading;

/// <summary>XML or JSON: a mini-program's console lets the city choose, and nothing in the call says which (protocol.md 3).</summary>
internal static class MessageBody
{
    /// <returns>Null when it is neither.</returns>
    public static Field? Read(ReadOnlySpan<byte> body) => IsJson(body) ? MessageJson.Read(body) : MessageXml.Read(body);

    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        return body.TrimStart(" \t\r\n"u8).StartsWith((byte)'{');
    }
}
