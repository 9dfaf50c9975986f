using System.Globalization;
using BotGateway.Couriers.ToResidents;
using Conversation.Announcements;
using FsCheck.Xunit;

namespace BotGateway.Tests.Couriers;

public sealed class MessageTemplateTests
{
    private static readonly CaseNotice About = new("WP-20261122-0007", "垃圾清运", "处理中", "2026年11月22日 12:00", "https://city.example/c/t");

    private static MessageTemplate Template(string fields) => MessageTemplate.TryReadFields(fields, out var read, out _) ? new MessageTemplate("T1", read) : throw new ArgumentException(fields);

    [Fact]
    public void Each_Keyword_Gets_What_The_City_Says_It_Means()
    {
        var data = Template(MessageTemplate.UsualFields).DataOf(About);
        Assert.Equal(
            ["character_string1=WP-20261122-0007", "phrase3=处理中", "thing2=垃圾清运", "time4=2026年11月22日 12:00"],
            data.Select(d => $"{d.Key}={d.Value.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("thing9", Assert.Single(Template(" state = thing9 ").DataOf(About)).Key);
    }

    [Theory]
    [InlineData("thing2", "电梯里又停电又进水还有异味保安说不归他们管的", "电梯里又停电又进水还有异味保安说不归他们")]
    [InlineData("thing2", "一二三四五六七八九十一二三四五六七八九😀尾", "一二三四五六七八九十一二三四五六七八九")]
    [InlineData("thing2", "👨‍👩‍👧‍👦一家", "👨‍👩‍👧‍👦一家")]
    [InlineData("phrase3", "已处理,等您评价", "已处理等您")]
    [InlineData("phrase3", "OK 完成", "完成")]
    [InlineData("character_string1", "WP-20261122-0007-WP-20261122-0007-X", "WP-20261122-0007-WP-20261122-000")]
    [InlineData("character_string1", "工单 0007", "0007")]
    [InlineData("time4", "2026年11月22日 12:00", "2026年11月22日 12:00")]
    public void A_Value_Is_Cut_To_What_Its_Kind_Takes_And_Never_Inside_A_Character(string keyword, string value, string cut) =>
        Assert.Equal(cut, MessageTemplate.Fit(keyword, value));

    [Property]
    public void Whatever_The_Value_It_Fits(string? text, int seed)
    {
        var value = string.Concat((text ?? "").Select((c, i) => (seed + i) % 3 == 0 ? "😀" : (seed + i) % 3 == 1 ? "电" : c.ToString()));
        var thing = MessageTemplate.Fit("thing1", value);
        Assert.InRange(thing.Length, 0, 20);
        Assert.StartsWith(thing, value, StringComparison.Ordinal);
        Assert.Contains(thing.Length, Ends(value));
        Assert.InRange(MessageTemplate.Fit("phrase1", value).Length, 0, 5);
        Assert.InRange(MessageTemplate.Fit("character_string1", value).Length, 0, 32);
    }

    private static IEnumerable<int> Ends(string value)
    {
        for (var at = 0; at <= value.Length; at += at < value.Length ? StringInfo.GetNextTextElementLength(value.AsSpan(at)) : 1)
        {
            yield return at;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("number")]
    [InlineData("number=")]
    [InlineData("number=123")]
    [InlineData("colour=thing1")]
    [InlineData("number=thing1;number=thing2")]
    [InlineData("number=thing.DATA")]
    public void What_Is_No_List_Of_Keywords_Is_Refused_With_A_Reason(string fields)
    {
        Assert.False(MessageTemplate.TryReadFields(fields, out _, out var fault));
        Assert.NotEmpty(fault);
    }
}
