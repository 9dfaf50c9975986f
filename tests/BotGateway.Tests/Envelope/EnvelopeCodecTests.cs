using System.Text;
using BotGateway.Envelope;
using FsCheck.Xunit;
using GoWorkwx = BotGateway.Tests.Envelope.KnownAnswers.GoWorkwx;
using Official = BotGateway.Tests.Envelope.KnownAnswers.Official;
using OfficialXml = BotGateway.Tests.Envelope.KnownAnswers.OfficialXml;
using Wechatpy = BotGateway.Tests.Envelope.KnownAnswers.Wechatpy;

namespace BotGateway.Tests.Envelope;

public sealed class EnvelopeCodecTests
{
    private const string KeyA = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private const string KeyB = "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba";
    private static readonly EnvelopeCodec Codec = new("wx1", [KeyA]);

    [Fact]
    public void The_Official_Sealed_Push_Opens() =>
        Assert.Equal(Official.SafeMessage, Open(new EnvelopeCodec(Official.AppId, [Official.Key]), Official.SafeEncrypt));

    [Theory]
    [InlineData("official, JSON", Official.AppId, Official.Key, Official.ReplyRandom, Official.ReplyMessage, Official.ReplyEncrypt)]
    [InlineData("official, XML", OfficialXml.AppId, Official.Key, OfficialXml.ReplyRandom, OfficialXml.ReplyMessage, OfficialXml.ReplyEncrypt)]
    [InlineData("WeCom, wechatpy", Wechatpy.CorpId, Wechatpy.Key, Wechatpy.ReplyRandom, Wechatpy.ReplyMessage, Wechatpy.ReplyEncrypt)]
    public void A_Known_Reply_Is_Sealed_To_The_Letter(string source, string receiver, string key, string random, string message, string encrypt)
    {
        var codec = new EnvelopeCodec(receiver, [key], to => Encoding.ASCII.GetBytes(random, to));

        var ours = Encoding.ASCII.GetString(codec.Seal(Encoding.UTF8.GetBytes(message), codec.CurrentKey));

        Assert.True(encrypt == ours, source);
    }

    [Fact]
    public void The_WeCom_Echo_Of_Go_Workwx_Opens() =>
        Assert.Equal(GoWorkwx.EchoMessage, Open(new EnvelopeCodec(GoWorkwx.CorpId, [GoWorkwx.EchoKey]), GoWorkwx.EchoEncrypt));

    [Fact]
    public void The_Previous_Key_Still_Opens_And_Is_The_One_To_Answer_With()
    {
        var before = new EnvelopeCodec("wx1", [KeyB]);
        var now = new EnvelopeCodec("wx1", [KeyA, KeyB]);

        var opened = now.Open(before.Seal("old"u8, before.CurrentKey));

        Assert.Equal("old", Encoding.UTF8.GetString(opened.Message.Span));
        Assert.NotSame(now.CurrentKey, opened.Key);
        Assert.Equal("answer", Open(before, Encoding.ASCII.GetString(now.Seal("answer"u8, opened.Key!))));
    }

    [Fact]
    public void Another_Receiver_Is_Refused()
    {
        var other = new EnvelopeCodec("wx2", [KeyA]);

        Assert.Equal(EnvelopeError.WrongReceiver, Codec.Open(other.Seal("hello"u8, other.CurrentKey)).Error);
    }

    [Fact]
    public void A_Receiver_That_Only_Begins_Like_Ours_Is_Refused()
    {
        var other = new EnvelopeCodec("wx12", [KeyA]);

        Assert.Equal(EnvelopeError.WrongReceiver, Codec.Open(other.Seal("hello"u8, other.CurrentKey)).Error);
    }

    [Fact]
    public void An_Unknown_Key_Is_Refused()
    {
        var other = new EnvelopeCodec("wx1", [KeyB]);

        Assert.NotEqual(EnvelopeError.None, Codec.Open(other.Seal("hello"u8, other.CurrentKey)).Error);
    }

    [Theory]
    [InlineData("", nameof(EnvelopeError.NotWholeBlocks))]
    [InlineData("!!!!", nameof(EnvelopeError.NotBase64))]
    [InlineData("QUJD", nameof(EnvelopeError.NotWholeBlocks))]
    [InlineData("中文", nameof(EnvelopeError.NotBase64))]
    public void What_Is_No_Envelope_Is_Refused_With_The_Reason(string encrypt, string error) =>
        Assert.Equal(error, Codec.Open(Encoding.UTF8.GetBytes(encrypt)).Error.ToString());

    [Theory]
    [InlineData("a length beyond the end", 0x7FFFFFFF)]
    [InlineData("a negative length", -1)]
    [InlineData("a length just too long", 100)]
    public void A_Length_That_Does_Not_Fit_Is_Refused(string what, int length)
    {
        var plain = new byte[64];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), length);
        Padding.Fill(plain.AsSpan(60));
        var locked = new byte[64];
        new Cipher(KeyA).Encrypt(plain, locked);

        var error = Codec.Open(Encoding.ASCII.GetBytes(Convert.ToBase64String(locked))).Error;

        Assert.True(error == EnvelopeError.BadLength, what);
    }

    [Fact]
    public void The_Same_Message_Is_Never_Sealed_Alike_Twice() =>
        Assert.NotEqual(Codec.Seal("hello"u8, Codec.CurrentKey), Codec.Seal("hello"u8, Codec.CurrentKey));

    [Property]
    public bool Any_Text_Comes_Back_As_It_Was(string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        return Codec.Open(Codec.Seal(bytes, Codec.CurrentKey)).Message.Span.SequenceEqual(bytes);
    }

    [Property]
    public bool Arbitrary_Bytes_Never_Throw(byte[] junk)
    {
        var asBase64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(junk));
        return Codec.Open(junk).Error != EnvelopeError.None && Codec.Open(asBase64).Error != EnvelopeError.None;
    }

    private static string Open(EnvelopeCodec codec, string encrypt)
    {
        var opened = codec.Open(Encoding.ASCII.GetBytes(encrypt));
        Assert.Equal(EnvelopeError.None, opened.Error);
        return Encoding.UTF8.GetString(opened.Message.Span);
    }
}
