using System.Text;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Announcements;
using Conversation.Tests.Support;
using FsCheck.Xunit;

namespace Conversation.Tests.Announcements;

public sealed class MorningDigestTests
{
    private static readonly MorningDigest Morning = new(Shipped.Words);
    private static readonly Organisation Property = Shipped.City.FindOrganisation("p1")!;
    private static readonly DateTimeOffset Eight = new(2026, 11, 26, 8, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_morning_is_greeted_and_counted_and_each_case_stands_on_a_line()
    {
        var messages = Morning.Compose(
            Property,
            [Held(9, Topic.New), Held(5, Topic.Urged), Held(7, Topic.Overdue)],
            [Open(7, Eight.AddHours(-20)), Open(8, Eight.AddHours(3)), Open(6, Eight.AddDays(-2))],
            Eight);

        var group = Assert.IsType<Notification.GroupMessage>(Assert.Single(messages));
        Assert.Equal(("p1", null, 0), (group.OrganisationId, group.Line, group.Mentions.Count));
        Assert.Equal(
            """
            早上好,安和物业。超期 2 件、今天到期 1 件、夜里新到 1 件、另有 1 件请留意:
            【催办】请尽快处理
            0005 夜里
            【已超期】
            0006 环境卫生|望湖苑 3号楼2单元门口|安和物业 3 天未完成
            0007 环境卫生|望湖苑 3号楼2单元门口|安和物业 3 天未完成
            【今天到期】
            0008 环境卫生|望湖苑 3号楼2单元门口|26日11:00前
            【新工单】
            0009 夜里
            """.ReplaceLineEndings("\n"),
            group.Text);
    }

    [Fact]
    public void Who_has_no_group_is_told_one_by_one() => Assert.Equal(
        ["staff:officer-1", "staff:officer-1b"],
        Morning.Compose(Property with { GroupRobotKey = null }, [Held(9, Topic.New)], [], Eight).Select(m => m.Destination));

    [Fact]
    public void Nothing_to_say_is_not_said() => Assert.Empty(Morning.Compose(Property, [], [], Eight));

    /// <summary>Whatever there is of each, it parses back to the cases it names, once each, and every message fits.</summary>
    [Property(MaxTest = 200)]
    public void It_parses_back_to_the_cases_it_names(int[] held, int[] open)
    {
        var night = held.Select(n => Held(Number(n), Enum.GetValues<Topic>()[(n & 0x7fffffff) % Enum.GetValues<Topic>().Length])).ToList();
        var late = open.Select(n => Open(Number(n), Eight.AddHours(n % 40))).DistinctBy(c => c.Number).ToList();

        var texts = Morning.Compose(Property, night, late, Eight).Select(m => ((Notification.GroupMessage)m).Text).ToList();

        Assert.Equal(
            night.Select(l => l.CaseNumber).Concat(late.Select(c => c.Number)).Distinct().Order(),
            texts.SelectMany(Digest.CasesIn).Select(n => "WP-20261122-" + n).Order());
        Assert.All(texts, t => Assert.InRange(Encoding.UTF8.GetByteCount(t), 1, Digest.MessageBytes));
        Assert.All(texts, t => Assert.StartsWith("早上好", t, StringComparison.Ordinal));
    }

    private static int Number(int n) => 1 + ((n & 0x7fffffff) % 300);

    private static DigestLine Held(int number, Topic topic) => new($"WP-20261122-{number:D4}", topic, $"{number:D4} 夜里");

    private static Case Open(int number, DateTimeOffset due) => Some.Case(c => c with { Number = $"WP-20261122-{number:D4}", DueAt = due });
}
