using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace BotGateway.Envelope;

/// <summary>Writes the platforms' flat XML as UTF-8: no declaration, no BOM, no line breaks.</summary>
internal static class XmlOut
{
    public static void Raw(this IBufferWriter<byte> to, ReadOnlySpan<byte> utf8) => to.Write(utf8);

    public static void Number(this IBufferWriter<byte> to, ReadOnlySpan<byte> name, long value)
    {
        to.Open(name);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var written);
        to.Write(digits[..written]);
        to.Close(name);
    }

    public static void Cdata(this IBufferWriter<byte> to, ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        to.Open(name);
        to.Write("<![CDATA["u8);
        for (var end = value.IndexOf("]]>"); end >= 0; end = value.IndexOf("]]>"))
        {
            Encoding.UTF8.GetBytes(value[..(end + 2)], to);
            to.Write("]]><![CDATA["u8);
            value = value[(end + 2)..];
        }

        Encoding.UTF8.GetBytes(value, to);
        to.Write("]]>"u8);
        to.Close(name);
    }

    /// <param name="value">Base64: cannot hold the end of a section.</param>
    public static void Base64Cdata(this IBufferWriter<byte> to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        to.Open(name);
        to.Write("<![CDATA["u8);
        to.Write(value);
        to.Write("]]>"u8);
        to.Close(name);
    }

    private static void Open(this IBufferWriter<byte> to, ReadOnlySpan<byte> name)
    {
        to.Write("<"u8);
        to.Write(name);
        to.Write(">"u8);
    }

    private static void Close(this IBufferWriter<byte> to, ReadOnlySpan<byte> name)
    {
        to.Write("</"u8);
        to.Write(name);
        to.Write(">"u8);
    }
}
