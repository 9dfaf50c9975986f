using System.Text;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Officer;
using Conversation.Phrases;
using Conversation.Tests.Support;

namespace Conversation.Tests.Officer;

/// <summary>我的待办 of somebody on duty for several organisations.</summary>
public sealed class TodoTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly CityDirectory City = new(new CityFile
    {
        Name = "市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new CommandCentreEntry("中心", ["boss"]),
        Townships = [new TownshipEntry("t", "镇", ["boss"], null, [])],
        Communities = [new CommunityEntry("c", "东社区", "t", ["both"], null)],
        Properties = [new PropertyEntry("p", "安心物业", ["both"], null)],
        Compounds = [new CompoundEntry("x", "东苑", null, "c", "p", null, null), new CompoundEntry("y", "西苑", null, "c", null, null, null)],
    });

    private static string List(params Case[] cases)
    {
        var dialog = new StaffDialog(new CaseWords(Shipped.Phrases, City, Shipped.Catalogue), Shipped.Understander, Shipped.Links);
        var turn = dialog.Step(dialog.Restore(null), new Inbound(Channel.WeCom, "both", "k", Now, new InboundContent.Text("我的待办")), new Facts(Now, cases));
        return turn.Reply!;
    }

    private static Case At(string number, string desk, double dueInHours) => Some.Case(c => c with
    {
        Number = "WP-20261122-" + number,
        CompoundId = desk == "p" ? "x" : "y",
        Handler = desk,
        DueAt = Now.AddHours(dueInHours),
    });

    [Fact]
    public void Each_organisation_is_named_and_within_it_comes_what_presses_most()
    {
        var lines = List(At("0001", "c", 50), At("0002", "p", 3), At("0003", "p", -30), At("0004", "c", -1)).Split('\n');
        Assert.Equal(["◆ 东社区", "0004", "0001", "◆ 安心物业", "0003", "0002"], lines.Where(l => l.StartsWith('◆') || char.IsDigit(l[0])).Select(l => l[0] == '◆' ? l : l[..4]));
        Assert.Equal(["【已超期】", "【其他】", "【已超期】", "【今天到期】"], lines.Where(l => l.StartsWith('【')));
        Assert.Contains("超期 1 天", lines.First(l => l.StartsWith("0003", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void However_long_the_names_a_screenful_fits_in_one_answer()
    {
        var many = Enumerable.Range(1, 40).Select(i => Some.Case(c => c with
        {
            Number = $"WP-202611{20 + (i % 2)}-{i / 2:0000}",
            CompoundId = "x",
            Handler = "p",
            Place = new string('远', 60),
            DueAt = Now.AddHours(i - 20),
        }));
        Assert.InRange(Encoding.UTF8.GetByteCount(List([.. many])), 1, 2048);
    }
}
