using System.Text;
using System.Text.Json;
using BotGateway.PlatformApi;
using FsCheck.Xunit;

namespace BotGateway.Tests.Couriers;

public sealed class PlatformJsonTests
{
    [Fact]
    public void Chinese_And_Emoji_Are_Written_As_They_Are() => Assert.Equal(
        "{\"content\":\"漏水😀<a href='x'>&+</a>\"}"u8.ToArray(), PlatformJson.Write(new { content = "漏水😀<a href='x'>&+</a>" }));

    [Fact]
    public void What_Json_Demands_Is_Escaped() => Assert.Equal(
        "{\"content\":\"\\\"a\\\\b\\n\\r\\t\\u0001\"}", Encoding.UTF8.GetString(PlatformJson.Write(new { content = "\"a\\b\n\r\t\u0001" })));

    [Fact]
    public void What_Is_Absent_Is_Not_Written() => Assert.Equal("{}"u8.ToArray(), PlatformJson.Write(new { mentioned_list = (string[]?)null }));

    [Property]
    public bool Any_Text_Comes_Back(string? text)
    {
        var back = JsonDocument.Parse(PlatformJson.Write(new { text = text ?? "" })).RootElement.GetProperty("text").GetString();
        return back == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
    }
}
