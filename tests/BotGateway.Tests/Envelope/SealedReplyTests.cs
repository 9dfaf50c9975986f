using System.Text;
using BotGateway.Envelope;
using BotGateway.Envelope.Reading;
using Official = BotGateway.Tests.Envelope.KnownAnswers.Official;
using OfficialXml = BotGateway.Tests.Envelope.KnownAnswers.OfficialXml;
using Wechatpy = BotGateway.Tests.Envelope.KnownAnswers.Wechatpy;

namespace BotGateway.Tests.Envelope;

public sealed class SealedReplyTests
{
    [Theory]
    [InlineData("official, JSON", Official.AppId, Official.Key, Official.Token, Official.ReplyRandom, Official.ReplyMessage, Official.ReplyTimestamp, Official.SafeNonce, Official.ReplyEncrypt, Official.ReplySignature)]
    [InlineData("official, XML", OfficialXml.AppId, Official.Key, Official.Token, OfficialXml.ReplyRandom, OfficialXml.ReplyMessage, OfficialXml.ReplyTimestamp, OfficialXml.ReplyNonce, OfficialXml.ReplyEncrypt, OfficialXml.ReplySignature)]
    [InlineData("WeCom, wechatpy", Wechatpy.CorpId, Wechatpy.Key, Wechatpy.Token, Wechatpy.ReplyRandom, Wechatpy.ReplyMessage, Wechatpy.ReplyTimestamp, Wechatpy.ReplyNonce, Wechatpy.ReplyEncrypt, Wechatpy.ReplySignature)]
    public void A_Known_Reply_Has_The_Known_Envelope(
        string source, string receiver, string key, string token, string random, string message, long timestamp, string nonce, string encrypt, string signature)
    {
        var codec = new EnvelopeCodec(receiver, [key], to => Encoding.ASCII.GetBytes(random, to));

        var xml = Encoding.UTF8.GetString(SealedReply.Write(codec, codec.CurrentKey, token, Encoding.UTF8.GetBytes(message), timestamp, nonce).Span);

        Assert.True(
            $"<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature><TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>" == xml,
            source);
    }

    [Fact]
    public void A_Text_Reply_Is_Written_To_The_Letter() =>
        Assert.Equal(
            "<xml><ToUserName><![CDATA[o1]]></ToUserName><FromUserName><![CDATA[gh_1]]></FromUserName><CreateTime>1767582000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到\n谢谢😀]]></Content></xml>",
            Encoding.UTF8.GetString(TextReply.Write("o1", "gh_1", 1767582000, "收到\n谢谢😀").Span));

    [Theory]
    [InlineData("]]>")]
    [InlineData("a]]>b]]>c")]
    [InlineData("]]]]>>")]
    [InlineData("<![CDATA[x]]>")]
    [InlineData("&amp; <b> \"'")]
    public void No_Text_Breaks_Out_Of_Its_Section(string text)
    {
        var reply = LenientXml.Read(TextReply.Write("o1", "gh_1", 1, text).Span);

        Assert.Equal(text, reply?.Text("Content"));
        Assert.Equal(5, reply?.Children.Count);
    }
}
