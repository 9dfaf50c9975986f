using System.Globalization;
using System.Text;
using System.Text.Json;
using Conversation.Announcements;
using Conversation.Phrases;
using Conversation.Tests.Support;
using FsCheck;
using FsCheck.Xunit;

namespace Conversation.Tests.Announcements;

public sealed class DigestTests
{
    private static readonly Digest Digest = new(Shipped.Words.Book);

    // What people write: Chinese, emoji of several code points, controls, what looks like a number, half a character.
    private static readonly string[] Alphabet =
        ["中", "a", "😀", "👨‍👩‍👧", "🇨🇳", "e\u0301", "\n", "\r\n", "\u2028", "\0", " ", "0007 ", "\nWP-20261122-0009 ", "|", "，", "\uD83D", new('字', 500)];

    [Fact]
    public void A_Few_Cases_Are_One_Message_By_Topic()
    {
        var messages = Digest.Compose("3 件工单请留意", [
            Line("WP-20261122-0009", Topic.New, "环境卫生|望湖苑 3号楼"),
            Line("WP-20261122-0007", Topic.Overdue, "设施设备|望湖苑|安和物业 5 小时未完成"),
            Line("WP-20261122-0012", Topic.New, "噪音扰民|临江里"),
        ]);
        Assert.Equal(
            "3 件工单请留意\n【已超期】\n0007 设施设备|望湖苑|安和物业 5 小时未完成\n【新工单】\n0009 环境卫生|望湖苑 3号楼\n0012 噪音扰民|临江里",
            Assert.Single(messages));
    }

    [Fact]
    public void Nothing_To_Say_Is_No_Message() => Assert.Empty(Digest.Compose("heading", []));

    [Fact]
    public void Of_Two_Lines_About_One_Case_The_Last_Counts()
    {
        var message = Assert.Single(Digest.Compose("h", [
            Line("WP-20261122-0007", Topic.New, "新"), Line("WP-20261122-0008", Topic.New, "别的"), Line("WP-20261122-0007", Topic.Overdue, "超期")]));
        Assert.Equal("h\n【已超期】\n0007 超期\n【新工单】\n0008 别的", message);
    }

    [Fact]
    public void Two_Cases_With_One_Short_Number_Are_Named_In_Full()
    {
        var message = Assert.Single(Digest.Compose("h", [
            Line("WP-20261122-0007", Topic.New, "甲"), Line("WP-20261123-0007", Topic.New, "乙"), Line("WP-20261123-0008", Topic.New, "丙")]));
        Assert.Equal("h\n【新工单】\nWP-20261122-0007 甲\nWP-20261123-0007 乙\n0008 丙", message);
    }

    [Fact]
    public void A_Thousand_Cases_Are_Numbered_Messages_Each_With_Its_Topic()
    {
        var messages = Digest.Compose("超期汇总", Enumerable.Range(1, 1000).Select(n => Line(Number(n), Topic.Overdue, "设施设备|望湖苑 3号楼2单元门口|安和物业 5 小时未完成")));
        Assert.InRange(messages.Count, 30, 50);
        Assert.All(messages, (m, i) => Assert.StartsWith($"超期汇总({i + 1}/{messages.Count})\n【已超期】\n", m, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 1000).Select(n => CaseWords.Short(Number(n))), messages.SelectMany(Digest.CasesIn));
    }

    [Theory]
    [InlineData("字")]
    [InlineData("😀")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("a")]
    public void A_Description_Of_Five_Hundred_Characters_Is_Shortened_Between_Characters(string character)
    {
        var line = DigestLine.Write("WP-20261122-0007", string.Concat(Enumerable.Repeat(character, 500)));
        Assert.InRange(line.Length, DigestLine.MaxLength - character.Length, DigestLine.MaxLength);
        Assert.Matches($"^0007 ({character})+…$", line);
    }

    /// <summary>From where everything fits into one message to where it does not, byte by byte.</summary>
    [Theory]
    [InlineData("字")]
    [InlineData("😀")]
    [InlineData("a")]
    public void Whatever_The_Limit_Every_Line_Is_Whole_And_No_Message_Too_Long(string character)
    {
        var lines = Enumerable.Range(1, 24).Select(n => Line(
            Number(n), (Topic)(n % 4), string.Concat(Enumerable.Repeat(character, n % 3 == 0 ? 500 : n)))).ToList();
        var whole = lines.Select(l => l.Text).ToHashSet(StringComparer.Ordinal);
        for (var limit = Digest.MessageBytes / 2; limit <= Digest.MessageBytes; limit++)
        {
            var messages = Digest.Compose("📋 汇总", lines, limit);
            Assert.All(messages, m => Assert.InRange(Encoding.UTF8.GetByteCount(m), 1, limit));
            Assert.Equal(whole, messages.SelectMany(m => m.Split('\n')).Where(whole.Contains).ToHashSet());
            Assert.Equal(24, messages.SelectMany(Digest.CasesIn).Count());
        }
    }

    [Fact]
    public void A_Message_Is_Filled_To_The_Last_Byte_That_The_Numbering_Leaves()
    {
        var lines = Enumerable.Range(1, 10).Select(n => Line(Number(n), Topic.New, new string('字', 20))).ToList();
        var one = Encoding.UTF8.GetByteCount(Assert.Single(Digest.Compose("h", lines)));
        var reserved = Encoding.UTF8.GetByteCount("(999/999)");
        var filler = new string('x', 3);
        var many = Enumerable.Range(1, 100).Select(n => Line(Number(n), Topic.New, filler)).ToList();
        var lineBytes = Encoding.UTF8.GetByteCount("\n0001 xxx");
        var messages = Digest.Compose("h", many, 1024);
        var fitting = (1024 - reserved - Encoding.UTF8.GetByteCount("h\n【新工单】")) / lineBytes;
        Assert.Equal(Math.Min(100, fitting), Digest.CasesIn(messages[0]).Count);
        Assert.True(one < 1024);
    }

    [Property]
    public bool A_Digest_Parses_Back_To_The_Cases_It_Names(int[] cases, byte[] picks, ushort limit)
    {
        var lines = Lines(cases, picks);
        var messages = Digest.Compose(Words(picks, 0), lines, (Digest.MessageBytes / 2) + (limit % 1025));
        var named = messages.SelectMany(Digest.CasesIn).ToList();
        var expected = lines.Select(l => l.CaseNumber).Distinct().ToList();
        return named.Count == expected.Count
            && named.ToHashSet().SetEquals(expected.Select(n => expected.Count(o => CaseWords.Short(o) == CaseWords.Short(n)) > 1 ? n : CaseWords.Short(n)));
    }

    [Property]
    public bool No_Message_Is_Too_Long_And_None_Holds_Half_A_Character(int[] cases, byte[] picks, ushort limit)
    {
        var atMost = (Digest.MessageBytes / 2) + (limit % 1025);
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return Digest.Compose(Words(picks, 1), Lines(cases, picks), atMost).All(m => strict.GetByteCount(m) <= atMost);
    }

    [Fact]
    public void A_Group_Message_Of_An_Earlier_Version_Is_Still_Read()
    {
        var old = JsonSerializer.Deserialize<Notification>("""{"kind":"group","OrganisationId":"p1","Text":"新工单 0007","Mentions":["officer-1"]}""");
        var message = Assert.IsType<Notification.GroupMessage>(old);
        Assert.Equal(("p1", "新工单 0007", null, (Topic?)null), (message.OrganisationId, message.Text, message.Line, message.Topic));
    }

    [Fact]
    public void A_Topic_Is_Written_By_Its_Name()
    {
        var json = JsonSerializer.Serialize<Notification>(new Notification.GroupMessage("p1", "t", [], "0007 t", Topic.Overdue));
        Assert.Contains("\"Topic\":\"Overdue\"", json, StringComparison.Ordinal);
        Assert.Equal(Topic.Overdue, Assert.IsType<Notification.GroupMessage>(JsonSerializer.Deserialize<Notification>(json)).Topic);
    }

    private static DigestLine Line(string number, Topic topic, string about) => new(number, topic, DigestLine.Write(number, about));

    private static string Number(int n) => string.Create(CultureInfo.InvariantCulture, $"WP-20261122-{n:0000}");

    private static List<DigestLine> Lines(int[]? cases, byte[]? picks) => [.. (cases ?? []).Select((n, i) => Line(
        string.Create(CultureInfo.InvariantCulture, $"WP-202611{22 + (n & 3)}-{(n >>> 2) % 10050:0000}"),
        (Topic)((uint)n % (uint)Enum.GetValues<Topic>().Length), Words(picks, i)))];

    private static string Words(byte[]? picks, int from) => string.Concat((picks ?? []).Skip(from % 7).Select(p => Alphabet[p % Alphabet.Length]));
}
