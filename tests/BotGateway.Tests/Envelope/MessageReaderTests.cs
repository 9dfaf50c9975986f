using System.Text;
using BotGateway.Envelope.Reading;
using BotGateway.WeChat;
using BotGateway.WeCom;
using CaseStore.People;
using Conversation;
using FsCheck.Xunit;

namespace BotGateway.Tests.Envelope;

public sealed class MessageReaderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1767582005);

    [Theory]
    [InlineData("hello", "neither XML nor JSON")]
    [InlineData("<xml><MsgType>text</MsgType></xml>", "no FromUserName")]
    [InlineData("<xml><FromUserName></FromUserName><MsgType>text</MsgType></xml>", "no FromUserName")]
    [InlineData("<xml><FromUserName>o1</FromUserName></xml>", "no MsgType")]
    public void What_Cannot_Be_Read_Says_Why(string xml, string why) =>
        Assert.Equal(new ReadResult.Unreadable(why), Read(xml));

    [Theory]
    [InlineData('o')]
    [InlineData('员')]
    public void A_Sender_Longer_Than_Any_Name_The_Platforms_Give_Is_Refused(char letter)
    {
        static string From(string sender) => $"<xml><FromUserName>{sender}</FromUserName><MsgType>text</MsgType></xml>";

        Assert.Equal(new string(letter, 64), Message(From(new string(letter, 64))).Sender);
        Assert.Equal(new ReadResult.Unreadable("FromUserName too long"), Read(From(new string(letter, 65))));
    }

    /// <summary>PostgreSQL's text cannot hold it.</summary>
    [Theory]
    [InlineData("<Content>a\0b</Content>")]
    [InlineData("<Content><![CDATA[a\0b]]></Content>")]
    public void A_Zero_Character_Is_Dropped(string content) =>
        Assert.Equal(
            new InboundContent.Text("ab", null),
            Message($"<xml><FromUserName>o\01</FromUserName><MsgType>text</MsgType>{content}</xml>").Content);

    [Fact]
    public void A_Zero_Character_In_Disguise_Is_Not_Xml() =>
        Assert.Equal(new ReadResult.Unreadable("neither XML nor JSON"), Read("<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>&#0;</Content></xml>"));

    [Theory]
    [InlineData("<CreateTime>soon</CreateTime>")]
    [InlineData("<CreateTime>-1</CreateTime>")]
    [InlineData("<CreateTime>99999999999999999999</CreateTime>")]
    [InlineData("<CreateTime>999999999999999</CreateTime>")]
    [InlineData("")]
    public void Without_A_Time_It_Was_Sent_Now(string time) =>
        Assert.Equal(Now, Message($"<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType>{time}</xml>").SentAt);

    [Theory]
    [InlineData("<Location_X>91</Location_X><Location_Y>1</Location_Y>")]
    [InlineData("<Location_X>NaN</Location_X><Location_Y>1</Location_Y>")]
    [InlineData("<Location_X>here</Location_X><Location_Y>there</Location_Y>")]
    [InlineData("")]
    public void A_Place_Off_The_Globe_Is_An_Unknown_Message(string fields) =>
        Assert.Equal(
            new InboundContent.Unknown("location", IsEvent: false),
            Message($"<xml><FromUserName>o1</FromUserName><MsgType>location</MsgType>{fields}</xml>").Content);

    [Fact]
    public void Two_People_May_Have_The_Same_Message_Id() =>
        Assert.NotEqual(
            Message("<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><MsgId>7</MsgId></xml>").Key,
            Message("<xml><FromUserName>o2</FromUserName><MsgType>text</MsgType><MsgId>7</MsgId></xml>").Key);

    [Fact]
    public void Two_Channels_May_Have_The_Same_Message_Id()
    {
        const string Xml = "<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><MsgId>7</MsgId></xml>";

        Assert.NotEqual(Message(Xml).Key, Message(Xml, Channel.MiniProgram).Key);
    }

    [Theory]
    [InlineData("EventKey")]
    [InlineData("Ticket")]
    [InlineData("MsgID")]
    [InlineData("trace_id")]
    [InlineData("TaskId")]
    [InlineData("ChangeType")]
    [InlineData("UserID")]
    [InlineData("Id")]
    [InlineData("CreateTime")]
    public void Two_Events_Of_One_Second_Are_Told_Apart_By(string field)
    {
        static string Event(string field, string value) =>
            $"<xml><FromUserName>sys</FromUserName><MsgType>event</MsgType><Event>x</Event><{field}>{value}</{field}></xml>";

        Assert.NotEqual(Message(Event(field, "1")).Key, Message(Event(field, "2")).Key);
        Assert.Equal(Message(Event(field, "1")).Key, Message(Event(field, "1")).Key);
    }

    [Fact]
    public void A_Key_Names_Nobody_And_Stays_Short_Whatever_Comes()
    {
        var endless = new string('9', 100_000);

        var key = Message($"<xml><FromUserName>oSecretPerson</FromUserName><MsgType>text</MsgType><MsgId>{endless}</MsgId></xml>").Key;

        Assert.DoesNotContain("oSecretPerson", key, StringComparison.Ordinal);
        Assert.InRange(key.Length, 1, 256);
    }

    [Property]
    public bool The_Key_Does_Not_Depend_On_When_It_Arrives(uint later)
    {
        var sample = Samples.Read("WeChat/click.xml");
        return Key(MessageReader.Read(sample, Channel.WeChat, WeChatEvents.Read, Now))
            == Key(MessageReader.Read(sample, Channel.WeChat, WeChatEvents.Read, Now.AddSeconds(later)));
    }

    [Property(MaxTest = 500)]
    public bool A_Damaged_Card_Click_Never_Throws(ushort at, byte value)
    {
        var bytes = Samples.Read("WeCom/template_card_event-multiple.xml");
        bytes[at % bytes.Length] = value;
        return MessageReader.Read(bytes, Channel.WeCom, WeComEvents.Read, Now) is not null;
    }

    private static string Key(ReadResult result) => Assert.IsType<ReadResult.Message>(result).Inbound.Key;

    private static Inbound Message(string xml, Channel channel = Channel.WeChat) =>
        Assert.IsType<ReadResult.Message>(Read(xml, channel)).Inbound;

    private static ReadResult Read(string xml, Channel channel = Channel.WeChat) =>
        MessageReader.Read(Encoding.UTF8.GetBytes(xml), channel, WeChatEvents.Read, Now);
}
