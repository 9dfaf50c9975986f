using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Tests.Support;

namespace Conversation.Tests.Announcements;

/// <summary>What neighbours, those who are praised and those who answer in words hear.</summary>
public sealed class NeighbourTests
{
    private static readonly Announcer Announcer = new(Shipped.Words, Shipped.Links);
    private static readonly Actor Resident = Actor.Reporter("R1");
    private static readonly Actor Officer = new("officer-1", Role.InfoOfficer);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    private static Case WithFollowers(Func<Some.CaseParts, Some.CaseParts>? with, params string[] followers)
    {
        var kase = Some.Case(with);
        foreach (var who in followers)
        {
            kase.Join(new Follower { Person = new Person { Channel = Channel.WeChat, ExternalId = who, FirstSeenAt = Now, LeftAt = who == "o-left" ? Now : null }, At = Now, PageToken = "page-of-" + who });
        }

        return kase;
    }

    private static List<Notification> Hear(Case kase, CaseEventKind kind, Actor by, string? note = null) =>
        [.. Announcer.Announce(new CaseEvent(kind, kase, by, note)).Select(a => a.What)];

    private static IEnumerable<string> ToldTo(List<Notification> heard, string openid) =>
        heard.OfType<Notification.ResidentMessage>().Where(m => m.ExternalId == openid).Select(m => m.Text);

    [Theory]
    [InlineData(CaseEventKind.Resolved, CaseState.Resolved)]
    [InlineData(CaseEventKind.Rejected, CaseState.Rejected)]
    [InlineData(CaseEventKind.Withdrawn, CaseState.Withdrawn)]
    public void Each_follower_hears_the_outcome_once_and_it_is_kept_for_those_who_have_left(CaseEventKind kind, CaseState state)
    {
        var heard = Hear(WithFollowers(c => c with { State = state, Note = "已清运", Place = "3号楼2单元501" }, "o-n1", "o-n2", "o-left"), kind, Officer, "原因");
        foreach (var who in new[] { "o-n1", "o-n2", "o-left" })
        {
            var text = Assert.Single(ToldTo(heard, who));
            Assert.Contains("0007", text);
            Assert.Contains("https://woodpecker.example/c/page-of-" + who, text);
            Assert.DoesNotContain("page-token", text);
            Assert.DoesNotContain("501", text);
            Assert.DoesNotContain("垃圾桶满了没人清", text);
            Assert.DoesNotContain("非常满意", text);
        }
    }

    [Fact]
    public void A_follower_hears_nothing_of_the_steps_before_and_after_the_outcome()
    {
        foreach (var kind in new[] { CaseEventKind.Dispatched, CaseEventKind.Accepted, CaseEventKind.Declined, CaseEventKind.Overdue, CaseEventKind.Closed, CaseEventKind.Supplemented })
        {
            Assert.Empty(ToldTo(Hear(WithFollowers(null, "o-n1"), kind, Officer, "原因"), "o-n1"));
        }
    }

    [Fact]
    public void Whoever_handles_it_hears_of_a_new_follower_and_the_card_counts_them()
    {
        var heard = Hear(WithFollowers(c => c with { Member = "officer-1", State = CaseState.Accepted }, "o-n1", "o-n2"), CaseEventKind.Followed, Actor.Reporter("R2"), "我家门口也是");
        var message = Assert.Single(heard.OfType<Notification.StaffMessage>());
        Assert.Equal("officer-1", message.User);
        Assert.Contains("3 位", message.Text);
        Assert.Contains("我家门口也是", message.Text);
        Assert.Contains(Assert.Single(heard.OfType<Notification.CardUpdate>()).Card.Fields, f => f.Value == "2 位邻居");
        Assert.Empty(heard.OfType<Notification.GroupMessage>());
    }

    [Theory]
    [InlineData("感谢保安王师傅下雨天帮我把轮椅推上坡,我是5号楼302的李秀英", "王师傅")]
    [InlineData("表扬保洁,楼道擦得锃亮", "保洁")]
    [InlineData("电话13800138000,谢谢你们", "安和物业")]
    public void A_praise_reaches_the_group_of_the_property_and_names_nobody_but_the_praised(string words, string praised)
    {
        var heard = Hear(Some.Case(c => c with { Kind = CaseKind.Praise, Subtype = null, Place = "", Description = words }), CaseEventKind.Dispatched, Resident);
        var group = Assert.Single(heard.OfType<Notification.GroupMessage>());
        Assert.Equal("p1", group.OrganisationId);
        Assert.Contains(praised, group.Text);
        Assert.DoesNotContain("302", group.Text);
        Assert.DoesNotContain("李秀英", group.Text);
        Assert.DoesNotContain("138", group.Text);
        Assert.DoesNotContain("轮椅", group.Text);
        Assert.Equal(words, Assert.Single(heard.OfType<Notification.CardMessage>()).Card.Text);
    }

    [Theory]
    [InlineData("感谢保安王师傅", "王师傅")]
    [InlineData("保安队长真好", "保安")]
    [InlineData("谢谢管家小赵", "管家")]
    [InlineData("物业都很负责", null)]
    [InlineData("谢谢李阿姨和张师傅", "李阿姨")]
    [InlineData("我是李姐,你们真好", null)]
    public void The_reader_of_praise_takes_a_surname_with_a_title_or_an_occupation(string words, string? expected) =>
        Assert.True(NamedWorker.In(words) is var read && (expected is null ? read is null : read!.Contains(expected, StringComparison.Ordinal)), NamedWorker.In(words));

    [Fact]
    public void An_answer_reads_as_an_answer_and_a_praise_is_not_asked_about()
    {
        var answered = Assert.Single(Hear(Some.Case(c => c with { Kind = CaseKind.Consultation, Subtype = null, State = CaseState.Resolved, Note = "在二楼领表" }), CaseEventKind.Resolved, Officer).OfType<Notification.ResidentMessage>());
        Assert.Contains("在二楼领表", answered.Text);
        Assert.Contains("非常满意", answered.Text);
        Assert.DoesNotContain("处理后的照片", answered.Text);
        var praised = Assert.Single(Hear(Some.Case(c => c with { Kind = CaseKind.Praise, Subtype = null, State = CaseState.Resolved, Note = "收到" }), CaseEventKind.Resolved, Officer).OfType<Notification.ResidentMessage>());
        Assert.DoesNotContain("满意", praised.Text);
        Assert.DoesNotContain(Hear(Some.Case(c => c with { Kind = CaseKind.Praise, Subtype = null, State = CaseState.Closed }), CaseEventKind.Closed, Actor.Clock), n => n is Notification.ResidentMessage);
    }

    [Fact]
    public void Buttons_fit_what_is_asked()
    {
        static string[] Buttons(CaseKind kind) =>
            [.. Hear(Some.Case(c => c with { Kind = kind, Subtype = null }), CaseEventKind.Dispatched, Resident).OfType<Notification.CardMessage>().Single().Card.Buttons.Select(b => b.Text)];
        Assert.Equal(["受理", "回复完成", "退回"], Buttons(CaseKind.Consultation));
        Assert.Equal(["收到完成"], Buttons(CaseKind.Praise));
    }

    [Fact]
    public void An_emergency_without_a_compound_reaches_the_command_centre_and_says_that_the_place_is_open()
    {
        var heard = Hear(
            Some.Case(c => c with { CompoundId = "", Place = "", Handler = Shipped.City.CommandCentre.Id, Emergency = true }), CaseEventKind.Dispatched, Resident);
        var card = Assert.Single(heard.OfType<Notification.CardMessage>());
        Assert.Equal(Shipped.City.CommandCentre.Members, card.Users);
        Assert.Contains(card.Card.Fields, f => f.Value == "地点待确认");
        foreach (var kind in Enum.GetValues<CaseEventKind>())
        {
            Assert.NotNull(Hear(Some.Case(c => c with { CompoundId = "", Place = "", Handler = Shipped.City.CommandCentre.Id, Emergency = true }), kind, Resident, "x"));
        }
    }

    [Fact]
    public void A_located_emergency_tells_its_desk_and_quiets_the_card_of_the_desk_before()
    {
        var kase = Some.Case(c => c with { Emergency = true });
        kase.Record(Now, nameof(CaseAct.Locate), Resident, "在望湖苑");
        var heard = Hear(kase, CaseEventKind.Dispatched, Resident);
        Assert.True(heard.FindIndex(n => n is Notification.CardUpdate) is var quiet and >= 0 && quiet < heard.FindIndex(n => n is Notification.CardMessage));
        Assert.All(Hear(kase, CaseEventKind.Located, Resident, "在望湖苑").OfType<Notification.StaffMessage>(), m => Assert.Contains("在望湖苑", m.Text));
    }

    [Fact]
    public void Somebody_who_asks_for_a_person_is_announced_as_such_and_in_a_group_without_words()
    {
        var heard = Hear(Some.Case(c => c with { Kind = CaseKind.Consultation, Subtype = null, Place = "", Description = "【请求人工】我家老人住院了", Handler = "c1" }), CaseEventKind.Dispatched, Resident);
        Assert.Contains("居民请求人工", Assert.Single(heard.OfType<Notification.CardMessage>()).Card.Title);
        var group = Assert.Single(heard.OfType<Notification.GroupMessage>());
        Assert.Contains("居民请求人工", group.Text);
        Assert.DoesNotContain("住院", group.Text);
    }

    [Fact]
    public void The_community_sees_what_was_stopped_and_the_command_centre_where_no_compound_is_known()
    {
        var told = Assert.Single(Announcer.Abuse(Some.Wanghuyuan, new AbuseReport.Advertising(new string('卖', 100))));
        var message = Assert.IsType<Notification.StaffMessage>(told.What);
        Assert.Equal("staff-1", message.User);
        Assert.InRange(message.Text.Length, 20, 100);
        Assert.All(Announcer.Abuse(null, new AbuseReport.Flood(6)), a => Assert.Contains(((Notification.StaffMessage)a.What).User, Shipped.City.CommandCentre.Members));
    }
}
