using CaseStore.Cases;
using CaseStore.People;
using Conversation.Tests.Support;

namespace Conversation.Tests.Officer;

/// <summary>Nobody has months for danger to life.</summary>
public sealed class DangerToLifeTests
{
    [Theory]
    [InlineData("延期 0007")]
    [InlineData("延期 0007 3个月")]
    [InlineData(null)]
    public void The_community_is_told_why_not_and_what_to_do_instead(string? said)
    {
        foreach (var late in new[] { false, true })
        {
            var talk = new Talk(Shipped.Staff(), Channel.WeCom, "staff-1");
            talk.Cases.Add(Some.Case(c => c with { Emergency = true, State = CaseState.Accepted, DueAt = talk.Now.AddHours(late ? -1 : 1) }));

            var reply = said is null ? talk.Press("extend:WP-20261122-0007") : talk.Say(said);

            var told = reply ?? Assert.Single(talk.Told).What.ToString()!;
            Assert.Contains("0007 关系人身安全,不能延期", told, StringComparison.Ordinal);
            Assert.Contains("吹哨 0007", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_not_offered()
    {
        var talk = new Talk(Shipped.Staff(), Channel.WeCom, "staff-1");
        talk.Cases.Add(Some.Case(c => c with { Emergency = true, State = CaseState.Accepted, DueAt = talk.Now.AddHours(-1) }));

        var shown = talk.Say("0007");

        Assert.Contains("吹哨", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("延期", shown, StringComparison.Ordinal);
    }
}
