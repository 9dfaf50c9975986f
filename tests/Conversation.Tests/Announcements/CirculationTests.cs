using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Phrases;
using Conversation.Tests.Support;

namespace Conversation.Tests.Announcements;

/// <summary>Who hears what while a case goes from desk to desk.</summary>
public sealed class CirculationTests
{
    private static readonly Announcer Announcer = new(Shipped.Words, Shipped.Links);
    private static readonly Actor Resident = Actor.Reporter("R1");
    private static readonly Actor Officer = new("officer-1", Role.InfoOfficer);
    private static readonly Actor Staff = new("staff-1", Role.CommunityStaff);
    private static readonly Actor Reviewer = new("reviewer-1", Role.TownshipReviewer);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    private static List<Notification> Hear(Case kase, CaseEventKind kind, Actor by, string? note = null) =>
        [.. Announcer.Announce(new CaseEvent(kind, kase, by, note)).Select(a => a.What)];

    private static List<string> ToReporter(IEnumerable<Notification> heard) => [.. heard.OfType<Notification.ResidentMessage>().Select(m => m.Text)];

    private static Case At(string desk, CaseState state = CaseState.Dispatched, Func<Some.CaseParts, Some.CaseParts>? with = null) =>
        Some.Case(c => (with ?? (p => p))(c) with { Handler = desk, State = state });

    private static Case Called(params string[] organisations)
    {
        var kase = At("p1", CaseState.Accepted);
        foreach (var organisation in organisations)
        {
            kase.Call(new WhistleCall { Organisation = organisation, CalledAt = Now, DueAt = Now.AddHours(4) });
        }

        return kase;
    }

    public static TheoryData<CaseEventKind> Kinds() => [.. Enum.GetValues<CaseEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_every_event_the_reporter_hears_one_thing_or_it_is_written_down_why_nothing(CaseEventKind kind)
    {
        var by = kind == CaseEventKind.Closed ? Actor.Clock : kind is CaseEventKind.Withdrawn or CaseEventKind.Answered or CaseEventKind.Supplemented ? Resident : Officer;
        var told = ToReporter(Hear(Called("t1-fire"), kind, by, "原因"));
        Assert.Equal(Untold.Reason(kind) is null ? 1 : 0, told.Count);
    }

    public static TheoryData<string> Chains() =>
        ["Escalated Dispatched", "Raised SentToReview", "Declined SentToReview", "Accepted HandedOver", "NobodyOnDuty Dispatched", "Returned Dispatched", "Returned SentToReview", "Corrected Dispatched"];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Of_one_act_the_reporter_hears_once_whatever_events_it_has(string chain)
    {
        var kase = At("t1");
        var events = chain.Split(' ').Select(k => new CaseEvent(Enum.Parse<CaseEventKind>(k), kase, Reviewer, "原因"));
        Assert.Single(ToReporter(Announcer.Announce(events).Select(a => a.What)));
    }

    [Fact]
    public void A_desk_that_the_clock_chose_is_told_and_a_colleague_of_the_same_desk_is_not()
    {
        var moved = At("c1");
        moved.Record(Now, "Dispatch", Actor.Clock, "p1");
        moved.Record(Now, "Dispatch", Actor.Clock, "c1");
        Assert.Contains("柳荫社区", Assert.Single(ToReporter(Hear(moved, CaseEventKind.Dispatched, Actor.Clock))), StringComparison.Ordinal);

        var stayed = At("p1");
        stayed.Record(Now, "Dispatch", Actor.Clock, "p1");
        stayed.Record(Now, "Dispatch", Actor.Clock, "p1");
        Assert.Empty(ToReporter(Hear(stayed, CaseEventKind.Dispatched, Actor.Clock)));
    }

    [Fact]
    public void The_buttons_say_what_the_contract_says()
    {
        var cards = new Cards(Shipped.Words, Shipped.Links);
        List<OfficerCard> all =
        [
            cards.ForHandler(At("p1")), cards.ForHandler(At("p1", CaseState.Accepted)), cards.ForHandler(At("t1", CaseState.UnderReview)),
            cards.ForHandler(At("t1-fire", CaseState.Accepted)), cards.ForCommunity(At("p1")), cards.ForCalled(Called("t1-fire"), "请到场"),
            cards.ForHandler(At("c1", CaseState.Dispatched, c => c with { CompoundId = "x4", Loop = Loop.Self })),
        ];
        var texts = string.Join(' ', all.SelectMany(c => c.Buttons).Select(b => b.Text));
        Assert.All(["受理", "完成", "退回", "延期", "催办", "核准", "转市级", "认领", "报到", "问居民", "吹哨", "主动上报"], word => Assert.Contains(word, texts, StringComparison.Ordinal));
        Assert.All(all, card => Assert.InRange(card.Buttons.Count, 1, 6));
        Assert.Equal(["催办", "延期", "吹哨"], cards.ForCommunity(At("p1")).Buttons.Select(b => b.Text));
        Assert.Equal(["完成", "延期", "吹哨"], cards.ForCommunity(At("c1")).Buttons.Select(b => b.Text));
        Assert.Equal(["催办", "吹哨"], cards.ForCommunity(At("p1", with: c => c with { Emergency = true })).Buttons.Select(b => b.Text));
        Assert.DoesNotContain(cards.ForHandler(At("c1", CaseState.Dispatched, c => c with { Kind = CaseKind.Consultation, Subtype = null })).Buttons, b => b.Text.Contains("认领"));
    }

    [Fact]
    public void Every_buttons_key_is_read_back_as_the_act_it_shows()
    {
        var cards = new Cards(Shipped.Words, Shipped.Links);
        foreach (var button in new[] { cards.ForHandler(At("p1", CaseState.Accepted)), cards.ForCommunity(At("p1")), cards.ForCalled(Called("t1-fire"), null), cards.ForHandler(At("t1", CaseState.UnderReview)) }.SelectMany(c => c.Buttons))
        {
            var read = Conversation.Officer.StaffCommands.Read(new InboundContent.CardAct(button.Key, "t", "button_interaction", null, []));
            Assert.Equal("WP-20261122-0007", read!.Number);
            Assert.Equal(button.Key.Split(':')[0], read.Verb.ToString(), ignoreCase: true);
        }
    }

    [Fact]
    public void Who_is_called_gets_a_card_to_report_in_with_and_the_group_reads_no_reason()
    {
        var heard = Hear(Called("t1-fire", "Fire"), CaseEventKind.Whistled, Staff, "5号楼302王小明家门口堆满电瓶车");
        Assert.Equal([["t1-fire-1"], ["fire-1"]], heard.OfType<Notification.CardMessage>().Select(c => c.Users));
        Assert.All(heard.OfType<Notification.CardMessage>(), c => Assert.Contains("王小明", c.Card.Subtitle, StringComparison.Ordinal));
        Assert.Equal(["t1-fire", "Fire"], heard.OfType<Notification.GroupMessage>().Select(g => g.OrganisationId));
        Assert.All(heard.OfType<Notification.GroupMessage>(), g => Assert.DoesNotContain("302", g.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_newest_calls_are_announced_and_the_community_sees_who_has_not_come()
    {
        var kase = Called("t1-fire");
        kase.Call(new WhistleCall { Organisation = "t1-police", CalledAt = Now.AddHours(1), DueAt = Now.AddHours(5) });
        Assert.Equal("t1-police", Assert.Single(Hear(kase, CaseEventKind.Whistled, Staff, "x").OfType<Notification.CardMessage>()).OrganisationId);
        kase.Calls[0].ReportedInAt = Now;
        var message = Assert.Single(Hear(kase, CaseEventKind.ReportedIn, new Actor("t1-fire-1", Role.DepartmentHandler), "t1-fire").OfType<Notification.StaffMessage>());
        Assert.Equal("staff-1", message.User);
        Assert.Contains("玉山镇消防救援站 已报到", message.Text, StringComparison.Ordinal);
        Assert.Contains("还没到:玉山派出所", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_handlers_card_leaves_the_cards_of_those_who_were_called_alone()
    {
        var called = Called("t1-fire");
        foreach (var kind in new[] { CaseEventKind.Accepted, CaseEventKind.Asked, CaseEventKind.Extended, CaseEventKind.Followed })
        {
            Assert.Equal(["officer-1", "officer-1b"], Assert.Single(Hear(called, kind, Officer, "x").OfType<Notification.CardUpdate>()).Holders!);
        }

        called.Record(Now, "Dispatch", Actor.Clock, "p1");
        called.Record(Now, "Dispatch", Actor.Clock, "t1-police");
        called.HandlerOrganisation = "t1-police";
        Assert.DoesNotContain("t1-fire-1", Assert.Single(Hear(called, CaseEventKind.Dispatched, Reviewer).OfType<Notification.CardUpdate>()).Holders!);
    }

    [Theory]
    [InlineData("officer-1", "完成", "officer-1b")]
    [InlineData("t1-fire-1", "报到", "t1-fire-1")]
    [InlineData("staff-1", "延期", "staff-1")]
    [InlineData("police-1", null, "police-1")]
    public void A_click_that_was_refused_shows_whoever_clicked_what_is_theirs_to_do(string user, string? button, string holder)
    {
        var update = Assert.IsType<Notification.CardUpdate>(Announcer.Refresh(Called("t1-fire"), user).What);
        Assert.Contains(holder, update.Holders!);
        Assert.Equal(button is null, update.Card.Buttons.Count == 0);
        Assert.True(button is null || update.Card.Buttons.Any(b => b.Text == button));
    }

    [Fact]
    public void Those_above_read_who_what_how_long_why_now_and_where()
    {
        var kase = At("p1", CaseState.Accepted, c => c with { Reopened = 3 });
        kase.Record(kase.ReportedAt.AddDays(5), "Nudge", Actor.Clock, null);
        var township = Assert.Single(Hear(kase, CaseEventKind.CopiedToTownship, Resident).OfType<Notification.StaffMessage>());
        Assert.Equal("reviewer-1", township.User);
        Assert.All(["0007", "环境卫生", "望湖苑", "安和物业", "5 天", "3 次", "https://woodpecker.example/c/page-token"], part => Assert.Contains(part, township.Text, StringComparison.Ordinal));
        var centre = Assert.Single(Hear(kase, CaseEventKind.CopiedToCommandCentre, Actor.Clock).OfType<Notification.StaffMessage>());
        Assert.Equal("commander-1", centre.User);
        Assert.Contains("又一次过了期限", centre.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colleague_gets_the_card_and_nobody_else()
    {
        var card = Assert.Single(Hear(At("p1", CaseState.Accepted, c => c with { Member = "officer-1b" }), CaseEventKind.HandedOver, Officer, "officer-1b").OfType<Notification.CardMessage>());
        Assert.Equal(["officer-1b"], card.Users);
    }

    [Fact]
    public void Whoever_gets_a_case_reads_why_it_came()
    {
        var cards = new Cards(Shipped.Words, Shipped.Links);
        foreach (var (act, shown) in new[]
        {
            (nameof(CaseAct.Decline), "退回原因"), (nameof(CaseAct.Raise), "物业已试过"), (nameof(CaseAct.Escalate), "转市级原因"),
            (nameof(CaseAct.Redispatch), "改派原因"), (nameof(CaseAct.NotFixed), "居民说没解决"),
        })
        {
            var kase = At("t1", CaseState.UnderReview);
            kase.Record(Now, act, Officer, "疏通三次都返水");
            kase.Record(Now, "SendToReview", Actor.Clock, "t1");
            Assert.Contains("疏通三次都返水", cards.ForHandler(kase).Subtitle, StringComparison.Ordinal);
            Assert.Contains(shown, cards.ForHandler(kase).Subtitle, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nobody_acknowledging_reaches_the_desk_and_its_group_and_dies_with_the_promise()
    {
        var heard = Announcer.Announce(new CaseEvent(CaseEventKind.Unacknowledged, At("p1"), Actor.Clock));
        Assert.Equal("p1", Assert.Single(heard.Select(h => h.What).OfType<Notification.GroupMessage>()).OrganisationId);
        Assert.Equal(2, heard.Count(h => h.What is Notification.StaffMessage { Topic: Topic.Unacknowledged, Line.Length: > 4 }));
        Assert.All(heard, h => Assert.Equal(1, h.OnlyForDeadline));
    }

    [Fact]
    public void A_limit_that_ends_soon_is_told_to_the_desk_in_full_and_fits_on_a_line()
    {
        var kase = At("p1");
        var heard = Announcer.Announce(new CaseEvent(CaseEventKind.Warned, kase, Actor.Clock)).Select(a => Assert.IsType<Notification.StaffMessage>(a.What)).ToList();
        Assert.Equal(Shipped.City.FindOrganisation("p1")!.Members, heard.Select(m => m.User));
        Assert.All(heard, m => Assert.Equal(Topic.DueSoon, m.Topic));
        Assert.All(heard, m => Assert.StartsWith(CaseWords.Short(kase.Number) + " ", m.Line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("p1", 20, "20 分钟没人受理", 2)]
    [InlineData("c1", 20, "安和物业还没有回应", 1)]
    [InlineData("t1", 30, "30 分钟没人受理", 1)]
    [InlineData("command-centre", 90, "1 小时没人受理", 1)]
    public void Danger_that_nobody_accepts_wakes_whoever_is_next_and_no_group_reads_where_exactly(string rung, int minutes, string said, int members)
    {
        var kase = At("p1", with: c => c with { Emergency = true, Place = "3号楼2单元302室" });
        kase.Record(Now, "Dispatch", Actor.Clock, "p1");
        kase.Record(Now.AddMinutes(minutes), "Alarm", Actor.Clock, rung);

        var heard = Announcer.Announce(new CaseEvent(CaseEventKind.Alarmed, kase, Actor.Clock, rung));

        Assert.All(heard, a => Assert.Equal((true, 1), (a.Urgent, a.OnlyForDeadline)));
        var staff = heard.Select(a => a.What).OfType<Notification.StaffMessage>().ToList();
        Assert.Equal(Shipped.City.FindOrganisation(rung)!.Members, staff.Select(m => m.User));
        Assert.Equal(members, staff.Count);
        Assert.All(staff, m => Assert.Equal(Topic.Unacknowledged, m.Topic));
        Assert.All(staff, m => Assert.Contains(said, m.Text, StringComparison.Ordinal));
        Assert.All(staff, m => Assert.Contains("302", m.Text, StringComparison.Ordinal));
        var groups = heard.Select(a => a.What).OfType<Notification.GroupMessage>().ToList();
        Assert.Equal(rung == "command-centre" ? [] : [rung], groups.Select(g => g.OrganisationId));
        Assert.All(groups, g => Assert.Contains(said, g.Text, StringComparison.Ordinal));
        Assert.All(groups, g => Assert.DoesNotContain("302", g.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void That_a_claim_lapsed_is_told_to_the_desk_with_the_limit_and_says_nothing_of_the_volunteer()
    {
        var kase = At("c1", with: c => c with { CompoundId = "x4", Loop = Loop.Self });
        kase.Record(Now, "Dispatch", Actor.Clock, "c1");
        kase.Record(Now.AddHours(1), "Claim", Actor.Reporter("R4711"), null);
        kase.Record(Now.AddHours(2), "ClaimLapse", Actor.Clock, null);

        var heard = Hear(kase, CaseEventKind.ClaimLapsed, Actor.Clock);

        var staff = heard.OfType<Notification.StaffMessage>().ToList();
        Assert.Equal(Shipped.City.FindOrganisation("c1")!.Members, staff.Select(m => m.User));
        Assert.All(staff, m => Assert.StartsWith("0007 环境卫生", m.Text, StringComparison.Ordinal));
        Assert.All(["3号楼2单元门口", "联系不上", "时限不变:25日10:12前", "社区可以自己办", "别的志愿者也可以认领", "https://woodpecker.example/c/page-token"], said => Assert.All(staff, m => Assert.Contains(said, m.Text, StringComparison.Ordinal)));
        Assert.All(staff, m => Assert.DoesNotContain("R4711", m.Text, StringComparison.Ordinal));
        var card = Assert.Single(heard.OfType<Notification.CardUpdate>());
        Assert.Equal(Shipped.City.FindOrganisation("c1")!.Members, card.Holders);
        Assert.Contains(card.Card.Buttons, b => b.Text == "认领受理");
        Assert.Equal(staff.Count + 1, heard.Count);
    }

    [Fact]
    public void A_desk_without_anybody_is_told_to_the_command_centre()
    {
        var message = Assert.Single(Hear(At("c1"), CaseEventKind.NobodyOnDuty, Actor.Clock, "p1").OfType<Notification.StaffMessage>());
        Assert.Equal("commander-1", message.User);
        Assert.Contains("安和物业", message.Text, StringComparison.Ordinal);
        Assert.Contains("柳荫社区", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 1)]
    [InlineData(100, 1)]
    public void A_desk_that_lost_its_people_with_many_cases_is_one_message_to_the_command_centre(int cases, int messages)
    {
        var events = Enumerable.Range(1, cases).SelectMany(i =>
        {
            var kase = At("c1", with: c => c with { Number = $"WP-20261122-{i:0000}" });
            return new CaseEvent[] { new(CaseEventKind.NobodyOnDuty, kase, Actor.Clock, "p1"), new(CaseEventKind.Dispatched, kase, Actor.Clock) };
        }).ToList();

        var told = Announcer.Announce(events);

        var centre = told.Select(t => t.What).OfType<Notification.StaffMessage>().Where(m => m.User == "commander-1").Select(m => m.Text).ToList();
        Assert.Equal(messages, centre.Count);
        Assert.All(centre, text => Assert.StartsWith("安和物业 没有人值班", text, StringComparison.Ordinal));
        Assert.Equal(messages == 1, centre[0].Contains($"{cases} 件已转给柳荫社区", StringComparison.Ordinal));
        Assert.Equal(cases, told.Count(t => t.What is Notification.CardMessage));
    }
}
