using System.Text;
using System.Text.Json;
using BotGateway.Envelope.Reading;
using FsCheck;
using FsCheck.Xunit;

namespace BotGateway.Tests.Envelope;

public sealed class MessageJsonTests
{
    [Theory]
    [InlineData("a byte order mark first", "\uFEFF{\"Content\":\"ab\"}", "ab")]
    [InlineData("blanks first", "\r\n {\"Content\":\"ab\"}", "ab")]
    [InlineData("a number beyond what a double keeps", "{\"Content\":9223372036854775807}", "9223372036854775807")]
    [InlineData("a yes", "{\"Content\":true}", "true")]
    [InlineData("an escaped emoji", "{\"Content\":\"a\\ud83d\\ude00b\"}", "a😀b")]
    [InlineData("half an emoji", "{\"Content\":\"a\\ud83db\"}", "ab")]
    [InlineData("half an emoji beside a whole one", "{\"Content\":\"\\ude00\\ud83d\\ude00\\ud83d\"}", "😀")]
    [InlineData("half an emoji that is only spelt", "{\"Content\":\"a\\\\ud83d\\ud83d\"}", "a\\ud83d")]
    [InlineData("a zero character, escaped", "{\"Content\":\"a\\u0000b\"}", "ab")]
    [InlineData("a zero character as it is", "{\"Content\":\"a\0b\"}", "ab")]
    [InlineData("the first of several", "{\"Content\":[\"a\",\"b\"]}", "a")]
    [InlineData("null", "{\"Content\":null}", null)]
    [InlineData("an object", "{\"Content\":{\"Content\":\"b\"}}", null)]
    public void What_Programs_Send_Is_Read(string what, string json, string? content) =>
        Assert.True(MessageJson.Read(Encoding.UTF8.GetBytes(json))!.Text("Content") == content, what);

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("a list", "[{\"Content\":\"a\"}]")]
    [InlineData("an open end", "{\"Content\":\"a\"")]
    [InlineData("two messages", "{}{}")]
    [InlineData("a comment", "{/*no*/}")]
    public void What_Is_No_Message_Is_Not_Read(string what, string json) =>
        Assert.True(MessageJson.Read(Encoding.UTF8.GetBytes(json)) is null, what);

    [Fact]
    public void A_Tower_Of_Objects_Is_Not_Climbed()
    {
        var tower = new StringBuilder().Insert(0, "{\"a\":", 20_000).Append('1').Append('}', 20_000).ToString();

        Assert.Null(MessageJson.Read(Encoding.UTF8.GetBytes(tower)));
    }

    [Property]
    public bool Any_Words_Arrive_As_From_Xml(NonNull<string> words)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { Content = words.Get });
        var xml = Encoding.UTF8.GetBytes($"<xml><Content><![CDATA[{words.Get.Replace("]]>", "", StringComparison.Ordinal)}]]></Content></xml>");
        return words.Get.Contains("]]>", StringComparison.Ordinal) || words.Get.Contains('\r')
            || MessageBody.Read(json)?.Text("Content") == MessageBody.Read(xml)?.Text("Content");
    }

    [Property(MaxTest = 2000)]
    public void A_Damaged_Message_Never_Throws(ushort at, byte value)
    {
        var bytes = Encoding.UTF8.GetBytes("""{"FromUserName":"o1","CreateTime":1,"MsgType":"event","List":[{"TemplateId":"t\ud83d\ude00"},null,[1]],"MsgId":7}""");
        bytes[at % bytes.Length] = value;
        MessageBody.Read(bytes);
    }
}
