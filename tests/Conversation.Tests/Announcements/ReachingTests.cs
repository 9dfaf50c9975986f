using System.Text;
using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Officer;
using Conversation.Tests.Support;
using FsCheck.Xunit;

namespace Conversation.Tests.Announcements;

/// <summary>What a message to a resident holds so that every way can carry it, and what is told first thing when they come by.</summary>
public sealed class ReachingTests
{
    private static readonly Announcer Announcer = new(Shipped.Words, Shipped.Links);
    private static readonly Actor Officer = new("officer-1", Role.InfoOfficer);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<CaseEventKind> Kinds() => [.. Enum.GetValues<CaseEventKind>()];

    private static Case Followed(Func<Some.CaseParts, Some.CaseParts>? with = null)
    {
        var kase = Some.Case(with);
        kase.Join(new Follower { Person = new Person { Channel = Channel.WeChat, ExternalId = "o-neighbour", FirstSeenAt = Now }, At = Now, PageToken = "page-of-neighbour" });
        return kase;
    }

    private static IEnumerable<Notification.ResidentMessage> ToResidents(Case kase, CaseEventKind kind, Actor by) =>
        Announcer.Announce(new CaseEvent(kind, kase, by, "原因")).Select(a => a.What).OfType<Notification.ResidentMessage>();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_push_to_a_resident_holds_the_link_to_their_own_page_of_the_case(CaseEventKind kind)
    {
        foreach (var by in new[] { Officer, Actor.Clock, Actor.Reporter("R1") })
        {
            foreach (var state in Enum.GetValues<CaseState>())
            {
                foreach (var subject in new[] { CaseKind.PropertyService, CaseKind.Praise, CaseKind.Consultation })
                {
                    var told = ToResidents(Followed(c => c with { State = state, Kind = subject, Subtype = null, Note = "已清运" }), kind, by);
                    Assert.All(told, message =>
                    {
                        var page = "https://woodpecker.example/c/" + (message.ExternalId == "o-neighbour" ? "page-of-neighbour" : "page-token");
                        Assert.Contains(page, message.Text, StringComparison.Ordinal);
                        Assert.Equal(page, message.About!.Link);
                        Assert.Equal("WP-20261122-0007", message.About.Number);
                        Assert.All(message.About.State, c => Assert.InRange(c, '\u4E00', '\u9FFF'));
                        Assert.InRange(message.About.State.Length, 1, 5);
                    });
                }
            }
        }
    }

    [Fact]
    public void How_a_case_ends_is_marked_so_that_a_place_is_kept_for_it()
    {
        Assert.True(ToResidents(Followed(c => c with { State = CaseState.Resolved, Note = "已清运" }), CaseEventKind.Resolved, Officer).All(m => m.Outcome));
        Assert.True(ToResidents(Followed(c => c with { State = CaseState.Rejected }), CaseEventKind.Rejected, Officer).All(m => m.Outcome));
        Assert.True(Assert.Single(ToResidents(Followed(c => c with { State = CaseState.Closed }), CaseEventKind.Closed, Actor.Clock)).Outcome);
        var accepted = Assert.Single(ToResidents(Followed(c => c with { State = CaseState.Accepted }), CaseEventKind.Accepted, Officer));
        Assert.False(accepted.Outcome);
        Assert.Equal(("处理中", "2026年11月22日 10:12"), (accepted.About!.State, accepted.About.At));
    }

    [Fact]
    public void News_stand_oldest_first_before_the_answer()
    {
        Assert.Equal(("先告诉您之前的消息:\n一\n\n二\n\n好的", 2), News.Prepend(Shipped.Words.Book, ["一", "二"], "好的"));
        Assert.Equal(("先告诉您之前的消息:\n一", 1), News.Prepend(Shipped.Words.Book, ["一"], null));
        Assert.Equal(("好的", 0), News.Prepend(Shipped.Words.Book, [], "好的"));
        Assert.Equal((null, 0), News.Prepend(Shipped.Words.Book, [], null));
    }

    [Fact]
    public void What_does_not_fit_is_left_whole_to_the_byte()
    {
        var frame = Encoding.UTF8.GetByteCount("先告诉您之前的消息:\n" + "\n\n好的");
        var fits = new string('a', 2048 - frame);
        Assert.Equal(1, News.Prepend(Shipped.Words.Book, [fits], "好的").Told);
        Assert.Equal(("好的", 0), News.Prepend(Shipped.Words.Book, [fits + "a"], "好的"));
        Assert.Equal(1, News.Prepend(Shipped.Words.Book, ["短", fits], "好的").Told);
        var full = new string('满', 682);
        Assert.Equal((full, 0), News.Prepend(Shipped.Words.Book, ["短"], full));
    }

    [Property]
    public void The_reply_always_fits_and_holds_what_it_says_it_told(string?[] waiting, string? answer)
    {
        var texts = waiting.Select(t => string.Concat(Enumerable.Repeat((t ?? "") + "😀灯", 40))).ToList();
        var (reply, told) = News.Prepend(Shipped.Words.Book, texts, answer);
        Assert.InRange(told, 0, texts.Count);
        Assert.All(texts.Take(told), t => Assert.Contains(t, reply!, StringComparison.Ordinal));
        Assert.True(told == 0 || Encoding.UTF8.GetByteCount(reply!) <= 2048);
        Assert.EndsWith(answer ?? "", reply ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_community_is_sent_to_whoever_cannot_be_written_to_with_the_place_and_without_the_person()
    {
        var told = Assert.Single(Announcer.Unreachable(Some.Case(c => c with { State = CaseState.Resolved })));
        var message = Assert.IsType<Notification.StaffMessage>(told.What);
        Assert.Equal(("staff-1", "WP-20261122-0007"), (message.User, told.CaseNumber));
        Assert.Contains("0007 的上报人已收不到微信消息,有结果请当面告诉他/她", message.Text, StringComparison.Ordinal);
        Assert.Contains("望湖苑 3号楼2单元门口", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("o-resident-1", message.Text, StringComparison.Ordinal);
        Assert.Contains("commander-1", Announcer.Unreachable(Some.Case(c => c with { CompoundId = "", Handler = "p1" })).Select(a => ((Notification.StaffMessage)a.What).User));
    }

    [Theory]
    [InlineData("officer-1", "staff-1", "安和物业的 officer-1 在企业微信里已失效")]
    [InlineData("staff-1", "reviewer-1", "柳荫社区的 staff-1")]
    [InlineData("reviewer-1", "commander-1", "reviewer-1")]
    public void Whoever_is_nearest_hears_that_a_member_is_gone(string gone, string told, string words)
    {
        var heard = Announcer.MemberLost(gone).Select(a => (Notification.StaffMessage)a.What).ToList();
        Assert.Contains(heard, m => m.User == told && m.Text.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(heard, m => m.User == gone);
        Assert.Empty(Announcer.MemberLost("nobody-at-all"));
    }

    public static TheoryData<Told, string> Lines() => new()
    {
        { new Told.Nothing(), "期限" },
        { new Told.Heard(new DateTimeOffset(2026, 11, 24, 2, 2, 0, TimeSpan.Zero)), "居民:11-24 10:02 已送达" },
        { new Told.UnderWay(), "居民:正在发送" },
        { new Told.Unsure(new DateTimeOffset(2026, 11, 24, 2, 2, 0, TimeSpan.Zero)), "居民:11-24 10:02 发出,平台没有回音,会再发" },
        { new Told.AtNextContact(false), "居民:等居民下次来时告知" },
        { new Told.AtNextContact(true), "居民:已收不到微信消息,等再来时告知;有结果请当面说" },
        { new Told.Never(WhyNever.PlatformBusy), "居民:未送达(平台繁忙)" },
        { new Told.Never(WhyNever.SetUpWrongly), "居民:未送达(系统设置有误)" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Staff_read_what_became_of_the_message_to_the_reporter(Told ledger, string line)
    {
        var talk = new Talk(new StaffDialog(Shipped.Words, Shipped.Understander, Shipped.Links), Channel.WeCom, "officer-1") { Ledger = ledger };
        talk.Cases.Add(Some.Case());
        var shown = talk.Say("0007")!;
        Assert.Contains(line, shown, StringComparison.Ordinal);
        Assert.Equal(ledger is not Told.Nothing, shown.Contains("居民:", StringComparison.Ordinal));
    }
}
