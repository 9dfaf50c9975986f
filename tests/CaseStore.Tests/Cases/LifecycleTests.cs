using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

[Collection("the lifecycle page")]
public sealed class LifecycleTests
{
    private static readonly Dictionary<(CaseState, CaseTrigger), CaseState> Allowed = new()
    {
        [(CaseState.Reported, CaseTrigger.Dispatch)] = CaseState.Dispatched,
        [(CaseState.Reported, CaseTrigger.SendToReview)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Approve)] = CaseState.Dispatched,
        [(CaseState.UnderReview, CaseTrigger.Return)] = CaseState.Dispatched,
        [(CaseState.UnderReview, CaseTrigger.Reject)] = CaseState.Rejected,
        [(CaseState.UnderReview, CaseTrigger.Withdraw)] = CaseState.Withdrawn,
        [(CaseState.UnderReview, CaseTrigger.Urge)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Supplement)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Follow)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Locate)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Redirect)] = CaseState.Dispatched,
        [(CaseState.UnderReview, CaseTrigger.Warn)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Nudge)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.SendToReview)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Escalate)] = CaseState.Dispatched,
        [(CaseState.UnderReview, CaseTrigger.Redispatch)] = CaseState.Dispatched,
        [(CaseState.UnderReview, CaseTrigger.Merge)] = CaseState.Merged,
        [(CaseState.UnderReview, CaseTrigger.Extend)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Ask)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.AskLapse)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Whistle)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.ReportIn)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Correct)] = CaseState.UnderReview,
        [(CaseState.UnderReview, CaseTrigger.Remark)] = CaseState.UnderReview,
        [(CaseState.Dispatched, CaseTrigger.Accept)] = CaseState.Accepted,
        [(CaseState.Dispatched, CaseTrigger.Resolve)] = CaseState.Resolved,
        [(CaseState.Dispatched, CaseTrigger.Decline)] = CaseState.UnderReview,
        [(CaseState.Dispatched, CaseTrigger.Withdraw)] = CaseState.Withdrawn,
        [(CaseState.Dispatched, CaseTrigger.Urge)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Supplement)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Follow)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Locate)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Redirect)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Warn)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Nudge)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.SendToReview)] = CaseState.UnderReview,
        [(CaseState.Dispatched, CaseTrigger.Raise)] = CaseState.UnderReview,
        [(CaseState.Dispatched, CaseTrigger.Escalate)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Redispatch)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Merge)] = CaseState.Merged,
        [(CaseState.Dispatched, CaseTrigger.HandOver)] = CaseState.Accepted,
        [(CaseState.Dispatched, CaseTrigger.Claim)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.ClaimLapse)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Extend)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Ask)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.AskLapse)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Whistle)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.ReportIn)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Correct)] = CaseState.Dispatched,
        [(CaseState.Dispatched, CaseTrigger.Remark)] = CaseState.Dispatched,
        [(CaseState.Accepted, CaseTrigger.Resolve)] = CaseState.Resolved,
        [(CaseState.Accepted, CaseTrigger.Decline)] = CaseState.UnderReview,
        [(CaseState.Accepted, CaseTrigger.Urge)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Supplement)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Follow)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Locate)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Redirect)] = CaseState.Dispatched,
        [(CaseState.Accepted, CaseTrigger.Warn)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Nudge)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.SendToReview)] = CaseState.UnderReview,
        [(CaseState.Accepted, CaseTrigger.Raise)] = CaseState.UnderReview,
        [(CaseState.Accepted, CaseTrigger.Escalate)] = CaseState.Dispatched,
        [(CaseState.Accepted, CaseTrigger.Redispatch)] = CaseState.Dispatched,
        [(CaseState.Accepted, CaseTrigger.Merge)] = CaseState.Merged,
        [(CaseState.Accepted, CaseTrigger.HandOver)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Claim)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.ClaimLapse)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Extend)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Ask)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.AskLapse)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Whistle)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.ReportIn)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Correct)] = CaseState.Accepted,
        [(CaseState.Accepted, CaseTrigger.Remark)] = CaseState.Accepted,
        [(CaseState.Resolved, CaseTrigger.Remark)] = CaseState.Resolved,
        [(CaseState.Resolved, CaseTrigger.Close)] = CaseState.Closed,
        [(CaseState.Resolved, CaseTrigger.Recall)] = CaseState.Accepted,
        [(CaseState.Resolved, CaseTrigger.Reopen)] = CaseState.Dispatched,
    };

    public static TheoryData<string, string> EveryPair()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var state in Enum.GetNames<CaseState>())
        {
            foreach (var trigger in Enum.GetNames<CaseTrigger>())
            {
                pairs.Add(state, trigger);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Every_Move_Is_Allowed_Or_Refused_As_Written_Here(string state, string trigger)
    {
        var move = (Enum.Parse<CaseState>(state), Enum.Parse<CaseTrigger>(trigger));
        var kase = In(move.Item1);

        if (Allowed.TryGetValue(move, out var next))
        {
            Assert.True(Lifecycle.Allows(kase, move.Item2));
            Lifecycle.Fire(kase, move.Item2);
            Assert.Equal(next, kase.State);
        }
        else
        {
            Assert.False(Lifecycle.Allows(kase, move.Item2));
            Assert.Throws<InvalidOperationException>(() => Lifecycle.Fire(kase, move.Item2));
            Assert.Equal(move.Item1, kase.State);
        }
    }

    /// <summary>When this fails, the machine has changed: run it with <c>WRITE_TRANSCRIPTS=1</c>.</summary>
    [Fact]
    public void The_Page_Shows_The_Diagram_Of_The_Machine()
    {
        var diagram = $"```mermaid\n{Lifecycle.Diagram()}\n```\n";

        Assert.Equal(diagram, LifecyclePage.Between("diagram", () => diagram));
    }

    private static Case In(CaseState state) => new()
    {
        Number = "WP-20261123-0001",
        Kind = CaseKind.PropertyService,
        CompoundId = "x1",
        Place = "",
        Description = "",
        Reporter = new People.Person { Channel = People.Channel.WeChat, ExternalId = "o", FirstSeenAt = Some.Now },
        HandlerOrganisation = "p1",
        ReportedAt = Some.Now,
        PageToken = "t",
        State = state,
    };
}
