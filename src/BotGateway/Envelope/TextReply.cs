using System.Buffers;

namespace BotGateway.Envelope;

/// <summary>A passive text reply, before it is sealed.</summary>
internal static class TextReply
{
    /// <param name="to">Who wrote to us.</param>
    /// <param name="from">Whom they wrote to: the account's original id, or the CorpID.</param>
    public static ReadOnlyMemory<byte> Write(string to, string from, long createTime, string text)
    {
        var xml = new ArrayBufferWriter<byte>(3 * text.Length + 320);
        xml.Raw("<xml>"u8);
        xml.Cdata("ToUserName"u8, to);
        xml.Cdata("FromUserName"u8, from);
        xml.Number("CreateTime"u8, createTime);
        xml.Cdata("MsgType"u8, "text");
        xml.Cdata("Content"u8, text);
        xml.Raw("</xml>"u8);
        return xml.WrittenMemory;
    }
}
