namespace BotGateway.Envelope.Reading;

internal static class MessageXml
{
    /// <returns>The root element; null when this is not XML.</returns>
    public static Field? Read(ReadOnlySpan<byte> xml) => PlainXml.TryRead(xml, out var root) ? root : LenientXml.Read(xml);
}
