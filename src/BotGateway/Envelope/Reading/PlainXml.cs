using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace BotGateway.Envelope.Reading;

/// <summary>
/// The quick way through the XML that the platforms really send: plain tags, and in each either tags, or text, or one CDATA
/// section. Whatever else XML allows is not refused but left to <see cref="LenientXml"/>, which says the same where both can read.
/// </summary>
internal static class PlainXml
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    // Forbidden in XML 1.0, and the carriage return, which a reader must turn into a line feed.
    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(b => b is not ('\t' or '\n')).Select(b => (byte)b)]);

    public static bool TryRead(ReadOnlySpan<byte> xml, [NotNullWhen(true)] out Field? root)
    {
        root = null;
        if (xml.ContainsAny(ControlBytes) || xml.IndexOf("\uFFFE"u8) >= 0 || xml.IndexOf("\uFFFF"u8) >= 0)
            return false;
        xml = Trim(xml);
        if (xml.IsEmpty || xml[0] != '<')
            return false;

        var path = new Field[Field.MaxDepth];
        var depth = 0;
        while (true)
        {
            var tagEnd = xml.IndexOf((byte)'>');
            if (tagEnd < 2)
                return false;
            var tag = xml[1..tagEnd];
            xml = xml[(tagEnd + 1)..];
            if (tag[0] == '/')
            {
                if (depth == 0 || !Ascii.Equals(tag[1..], path[depth - 1].Name))
                    return false;
                depth--;
                if (depth == 0)
                {
                    root = path[0];
                    return xml.IsEmpty;
                }
            }
            else
            {
                if (depth == path.Length || tag.ContainsAnyExcept(NameBytes) || char.IsAsciiDigit((char)tag[0]))
                    return false;
                var field = new Field(Encoding.ASCII.GetString(tag));
                if (depth > 0)
                    path[depth - 1].Add(field);
                path[depth++] = field;
                if (!TryReadValue(ref xml, field))
                    return false;
            }

            xml = Trim(xml);
            if (xml.IsEmpty || xml[0] != '<')
                return false;
        }
    }

    // Afterwards the rest stands at the next tag: the closing one if there was a value.
    private static bool TryReadValue(ref ReadOnlySpan<byte> xml, Field field)
    {
        var next = xml.IndexOf((byte)'<');
        if (next < 0)
            return false;
        var text = xml[..next];
        xml = xml[next..];
        var blank = Trim(text).IsEmpty;
        if (!blank)
        {
            field.Value = Encoding.UTF8.GetString(text);
            return !text.Contains((byte)'&') && text.IndexOf("]]>"u8) < 0 && xml.StartsWith("</"u8);
        }

        if (!xml.StartsWith("<![CDATA["u8))
            return true;
        var end = xml.IndexOf("]]>"u8);
        if (end < 0)
            return false;
        field.Value = Encoding.UTF8.GetString(xml["<![CDATA[".Length..end]);
        xml = Trim(xml[(end + 3)..]);
        return xml.StartsWith("</"u8);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> xml) => xml.Trim(" \t\n"u8);
}
