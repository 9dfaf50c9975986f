using System.Globalization;
using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.Tests.Cases;

namespace CaseStore.Tests.Assessment;

/// <summary>Known histories, one line "minute act note" each; "!" before the act: the clock did it.</summary>
public sealed class CaseTaleTests
{
    [Fact]
    public void Done_In_Time_Rated_And_Closed() => Tells(
        """
        0 Report
        0 !Dispatch p1
        30 Accept
        60 Resolve
        60 Outcome Fixed
        90 Rate 5 很快
        90 Close
        """,
        "0 Filed", "0 Received p1", "30 Responded p1 30", "60 Kept p1", "90 Rated p1 5", "90 Closed p1 fixed");

    [Fact]
    public void Late_Is_Told_Once_At_The_Moment_It_Became_Late_To_Whoever_Had_It_Then() => Tells(
        """
        0 Report
        0 !Dispatch p1
        10 !Nudge
        20 !Nudge
        25 Redispatch
        25 !Dispatch c1
        40 Resolve
        40 Outcome Explained
        """,
        "0 Filed", "0 Received p1", "10 Broken p1", "10 Nudged p1", "20 Nudged p1", "25 Received c1");

    [Fact]
    public void A_New_Promise_Can_Be_Kept_After_The_Old_One_Was_Broken() => Tells(
        """
        0 Report
        0 !Dispatch p1
        10 !Nudge
        20 Extend
        30 Resolve
        30 Outcome LongTerm
        40 !Close
        """,
        "0 Filed", "0 Received p1", "10 Broken p1", "10 Nudged p1", "30 Kept p1", "40 Closed p1 default");

    [Fact]
    public void Another_Subtype_Moves_The_Promise_And_Makes_No_Second_One() => Tells(
        """
        0 Report
        0 !Dispatch p1
        10 !Nudge
        20 Correct
        20 !Nudge
        30 Resolve
        30 Outcome Fixed
        """,
        "0 Filed", "0 Received p1", "10 Broken p1", "10 Nudged p1", "20 Nudged p1");

    [Fact]
    public void Reopened_Is_Held_Against_Whoever_Resolved_It_And_Begins_A_New_Promise() => Tells(
        """
        0 Report
        0 !Dispatch p1
        5 Accept
        10 Resolve
        10 Outcome Fixed
        20 Rate 1 没好
        20 Reopen
        20 !Dispatch c1
        30 Accept
        50 Resolve
        50 Outcome CannotFix
        60 !Close
        """,
        "0 Filed", "0 Received p1", "5 Responded p1 5", "10 Kept p1", "20 Rated p1 1", "20 Reopened p1", "20 Received c1", "30 Responded c1 10", "50 Kept c1", "60 Closed c1 default");

    [Fact]
    public void What_Was_Recalled_Was_Not_Resolved() => Tells(
        """
        0 Report
        0 !Dispatch p1
        5 Accept
        10 Resolve
        10 Outcome Fixed
        11 !Recall
        20 !Nudge
        30 Resolve
        30 Outcome Explained
        40 !Close
        """,
        "0 Filed", "0 Received p1", "5 Responded p1 5", "20 Broken p1", "20 Nudged p1", "40 Closed p1 default");

    [Fact]
    public void Waiting_For_The_Reporter_Is_Nobodys_Time() => Tells(
        """
        0 Report
        0 !Dispatch p1
        10 AskReporter
        70 Answer
        75 Accept
        80 AskReporter
        90 !AskLapse
        """,
        "0 Filed", "0 Received p1", "75 Responded p1 15");

    [Fact]
    public void Whoever_Gets_It_While_The_Reporter_Is_Waited_For_Begins_When_The_Answer_Comes() => Tells(
        """
        0 Report
        0 !Dispatch p1
        10 AskReporter
        20 !Dispatch c1
        50 Answer
        58 Accept
        """,
        "0 Filed", "0 Received p1", "20 Received c1", "58 Responded c1 8");

    [Fact]
    public void Only_The_First_Accept_After_A_Dispatch_Answers_It_And_A_Review_Is_No_Dispatch() => Tells(
        """
        0 Report
        0 !SendToReview t1
        7 Accept
        10 !Dispatch t1-fire
        15 Accept
        20 HandOver
        25 Accept
        """,
        "0 Filed", "0 Received t1", "10 Received t1-fire", "15 Responded t1-fire 5");

    [Fact]
    public void What_Was_Withdrawn_Kept_And_Broke_Nothing() => Tells(
        """
        0 Report
        0 !Dispatch p1
        10 Withdraw
        """,
        "0 Filed", "0 Received p1");

    private static void Tells(string history, params string[] findings)
    {
        var lines = history.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l =>
        {
            var parts = l.Split(' ', 3);
            return new TaleLine(Some.Now.AddMinutes(int.Parse(parts[0], CultureInfo.InvariantCulture)), parts[1].TrimStart('!'), parts[1][0] == '!', parts.ElementAtOrDefault(2));
        });

        Assert.Equal(findings.Order(StringComparer.Ordinal), CaseTale.Read(lines).Select(InWords).Order(StringComparer.Ordinal));
    }

    private static string InWords(Finding finding) => string.Join(' ', new[]
    {
        $"{(finding.At - Some.Now).TotalMinutes}",
        finding.GetType().Name,
        finding.Organisation,
        finding switch
        {
            Finding.Responded responded => $"{responded.After.TotalMinutes}",
            Finding.Rated rated => $"{rated.Grade}",
            Finding.Closed { Fixed: true } => "fixed",
            _ => "",
        },
        finding is Finding.Closed { ByDefault: true } ? "default" : "",
    }.Where(w => w.Length > 0));
}
