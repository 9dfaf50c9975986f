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
