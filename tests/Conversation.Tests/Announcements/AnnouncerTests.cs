using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Tests.Support;

namespace Conversation.Tests.Announcements;

public sealed class AnnouncerTests
{
    private const string Words = "我叫王小明,电话13812345678,桶满了";
    private static readonly Announcer Announcer = new(Shipped.Words, Shipped.Links);
    private static readonly Actor Resident = Actor.Reporter("R1");
    private static readonly Actor Officer = new("officer-1", Role.InfoOfficer);

    private static IReadOnlyList<Announcement> Hear(CaseEventKind kind, Actor by, Func<Some.CaseParts, Some.CaseParts>? with = null, string? note = null) =>
        Announcer.Announce(new CaseEvent(kind, Some.Case(with), by, note));

    [Fact]
    public void A_new_case_goes_to_the_group_with_a_mention_and_to_the_officers_as_a_card()
    {
        var heard = Hear(CaseEventKind.Dispatched, Resident);
        var group = Assert.Single(heard.Select(h => h.What).OfType<Notification.GroupMessage>());
        Assert.Contains("officer-1", group.Mentions);
        Assert.Contains("0007", group.Text);
        var card = Assert.Single(heard.Select(h => h.What).OfType<Notification.CardMessage>());
        Assert.Equal(["受理", "完成", "退回"], card.Card.Buttons.Select(b => b.Text));
        Assert.DoesNotContain(heard, h => h.What is Notification.ResidentMessage);
    }

    public static TheoryData<CaseEventKind> Kinds() => [.. Enum.GetValues<CaseEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_group_ever_reads_a_residents_words_phone_flat_or_openid(CaseEventKind kind)
    {
        foreach (var state in Enum.GetValues<CaseState>())
        {
            var kase = Some.Case(c => c with { Description = Words, Place = "3号楼2单元501室王小明13812345678", State = state, Member = "officer-1" });
            kase.Call(new WhistleCall { Organisation = "t1-fire", CalledAt = kase.ReportedAt, DueAt = kase.ReportedAt.AddHours(4) });
            kase.Record(kase.ReportedAt, nameof(CaseAct.Whistle), Resident, Words);
            var heard = Announcer.Announce(new CaseEvent(kind, kase, Resident, Words));
            foreach (var text in heard.Select(h => h.What).OfType<Notification.GroupMessage>().SelectMany(g => new[] { g.Text, g.Line! }))
            {
                Assert.DoesNotContain("王小明", text);
                Assert.DoesNotContain("138", text);
                Assert.DoesNotContain("501", text);
                Assert.DoesNotContain("桶满了", text);
                Assert.DoesNotContain("o-resident-1", text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_a_group_reads_can_become_one_line_of_a_digest(CaseEventKind kind)
    {
        foreach (var state in Enum.GetValues<CaseState>())
        {
            var kase = Some.Case(c => c with { State = state, Member = "officer-1", Emergency = state == CaseState.Accepted });
            kase.Call(new WhistleCall { Organisation = "t1-fire", CalledAt = kase.ReportedAt, DueAt = kase.ReportedAt.AddHours(4) });
            foreach (var group in Announcer.Announce(new CaseEvent(kind, kase, Officer, "x1")).Select(h => h.What).OfType<Notification.GroupMessage>())
            {
                Assert.NotNull(group.Topic);
                Assert.StartsWith("0007 ", group.Line, StringComparison.Ordinal);
                Assert.InRange(group.Line!.Length, 6, DigestLine.MaxLength);
                Assert.DoesNotContain('\n', group.Line);
            }
        }
    }

    [Fact]
    public void Overdue_reaches_the_propertys_group_the_communitys_group_and_the_community_worker_and_dies_with_the_promise()
    {
        var heard = Hear(CaseEventKind.Overdue, Actor.Clock);
        Assert.Equal(2, heard.Count(h => h.What is Notification.GroupMessage));
        var card = Assert.Single(heard.Select(h => h.What).OfType<Notification.CardMessage>());
        Assert.Contains("staff-1", card.Users);
        Assert.Contains(card.Card.Buttons, b => b.Text == "催办");
        Assert.All(heard, h => Assert.Equal(1, h.OnlyForDeadline));
    }

    [Theory]
    [InlineData(CaseEventKind.Accepted)]
    [InlineData(CaseEventKind.Declined)]
    [InlineData(CaseEventKind.Rejected)]
    [InlineData(CaseEventKind.Resolved)]
    public void The_resident_hears_each_step_exactly_once_with_the_page(CaseEventKind kind)
    {
        var message = Assert.Single(Hear(kind, Officer, c => c with { Note = "已清运" }, "原因").Select(h => h.What).OfType<Notification.ResidentMessage>());
        Assert.Contains("https://woodpecker.example/c/page-token", message.Text);
        Assert.Contains("WP-20261122-0007", message.Text);
    }

    [Theory]
    [InlineData(CaseEventKind.Withdrawn, CaseState.Withdrawn, "0007 环境卫生 现在是“已撤回”,之前的卡片不用处理了。")]
    [InlineData(CaseEventKind.Merged, CaseState.Merged, "0007 环境卫生 现在是“已并案”,之前的卡片不用处理了。")]
    [InlineData(CaseEventKind.Rejected, CaseState.Rejected, "0007 环境卫生 现在是“不予受理”,之前的卡片不用处理了。")]
    [InlineData(CaseEventKind.Closed, CaseState.Closed, "0007 环境卫生 现在是“已办结”,之前的卡片不用处理了。")]
    [InlineData(CaseEventKind.Resolved, CaseState.Resolved, "0007 环境卫生 现在是“待居民评价”,之前的卡片不用处理了。")]
    [InlineData(CaseEventKind.Declined, CaseState.Dispatched, "0007 环境卫生 已转给安和物业,之前的卡片不用处理了。")]
    [InlineData(CaseEventKind.Accepted, CaseState.Accepted, null)]
    [InlineData(CaseEventKind.Followed, CaseState.Dispatched, null)]
    [InlineData(CaseEventKind.Extended, CaseState.Accepted, null)]
    public void Only_a_change_that_leaves_nothing_to_do_is_told_to_those_whose_card_cannot_be_changed(CaseEventKind kind, CaseState state, string? instead)
    {
        var update = Assert.Single(Hear(kind, Resident, c => c with { State = state }).Select(h => h.What).OfType<Notification.CardUpdate>());
        Assert.Equal(instead, update.Instead);
        Assert.Equal(instead is null, update.Card.Buttons.Count > 0);
    }

    [Fact]
    public void Of_a_case_that_was_accepted_before_nobody_is_told_that_it_is_done()
    {
        var kase = Some.Case(c => c with { State = CaseState.Resolved });
        (kase.AcceptedAt, kase.ResolvedAt) = (kase.ReportedAt, kase.ReportedAt.AddHours(1));
        Assert.Null(Assert.Single(Announcer.Announce(new CaseEvent(CaseEventKind.Resolved, kase, Officer)).Select(h => h.What).OfType<Notification.CardUpdate>()).Instead);
    }

    [Fact]
    public void Whoever_did_it_and_whoever_hears_of_it_anyway_is_not_told_again()
    {
        var withdrawn = Assert.Single(Hear(CaseEventKind.Withdrawn, Resident, c => c with { State = CaseState.Withdrawn, Member = "officer-7" }).Select(h => h.What).OfType<Notification.CardUpdate>());
        Assert.Equal(["R1", "officer-7"], withdrawn.Aware!.Order(StringComparer.Ordinal));

        var kase = Some.Case(c => c with { Handler = "t1", State = CaseState.UnderReview });
        var declined = Announcer.Announce([new(CaseEventKind.Declined, kase, Officer, "不归物业"), new(CaseEventKind.SentToReview, kase, Officer)]).Select(h => h.What).ToList();
        var reviewers = Assert.Single(declined.OfType<Notification.CardMessage>()).Users;
        Assert.Equal([.. reviewers, "officer-1"], declined.OfType<Notification.CardUpdate>().First().Aware!);
    }

    [Fact]
    public void Of_a_merge_one_hears_under_the_number_of_the_other()
    {
        var (one, other) = (Some.Case(c => c with { State = CaseState.Merged }), Some.Case(c => c with { Number = "WP-20261122-0009", Member = "officer-2" }));
        one.MergedInto = other.Number;
        var community = new Actor("staff-1", Role.CommunityStaff);
        var told = Announcer.Announce([new(CaseEventKind.Merged, one, community), new(CaseEventKind.MergedHere, other, community, one.Number)]).Select(h => h.What);
        Assert.Equal(["officer-2", "staff-1"], told.OfType<Notification.CardUpdate>().Single(u => u.Instead is not null).Aware!);
    }

    [Fact]
    public void A_case_resent_by_the_reviewer_is_told_to_the_resident_and_old_cards_go_quiet_first()
    {
        var heard = Hear(CaseEventKind.Dispatched, new Actor("reviewer-1", Role.TownshipReviewer)).Select(h => h.What).ToList();
        Assert.Contains(heard, w => w is Notification.ResidentMessage);
        Assert.True(heard.FindIndex(w => w is Notification.CardUpdate) < heard.FindIndex(w => w is Notification.CardMessage));
    }

    [Fact]
    public void An_emergency_overtakes_everything_and_reaches_the_community_at_once()
    {
        var heard = Hear(CaseEventKind.Dispatched, Resident, c => c with { Emergency = true });
        Assert.All(heard, h => Assert.True(h.Urgent));
        Assert.Equal(2, heard.Count(h => h.What is Notification.GroupMessage { Text: var text } && text.Contains("紧急")));
    }

    [Fact]
    public void Cards_keep_to_the_platforms_limits()
    {
        foreach (var kind in Enum.GetValues<CaseEventKind>())
        {
            foreach (var card in Hear(kind, Resident, c => c with { Place = new string('远', 60), Description = new string('长', 500) }).Select(h => h.What).OfType<Notification.CardMessage>())
            {
                Assert.InRange(card.Card.Fields.Count, 0, 6);
                Assert.InRange(card.Card.Buttons.Count, 1, 6);
                Assert.All(card.Card.Fields, f => Assert.InRange(f.Name.Length, 1, 5));
                Assert.Equal(card.Card.Buttons.Count, card.Card.Buttons.Select(b => b.Key).Distinct().Count());
            }
        }
    }
}
