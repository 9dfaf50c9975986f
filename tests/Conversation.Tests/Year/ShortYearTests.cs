using Benchmarks.Year;
using CaseStore.Cases;
using CaseStore.Tests.Cases;
using Conversation.Announcements;
using Conversation.Tests.Support;

namespace Conversation.Tests.Year;

/// <summary>A season of the simulated year (`Benchmarks year`): everybody acts, the clock jumps from one thing to the next, and what must always hold is looked at all along.</summary>
public sealed class ShortYearTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-year-").FullName;

    [Fact]
    public async Task A_Season_Of_A_City_Breaks_Nothing_And_Leaves_Nothing_Out()
    {
        var report = await SimulatedYear.RunAsync(new YearPlan(Seed: 7, Cases: 200, Days: 80), Shipped.Directory, _folder);

        Assert.True(report.Volume.Mean is > 0 and < YearReport.MostADay, $"{report.Volume}");
        Assert.InRange(report.Cases.Count(c => c.State == CaseState.Closed), 130, 200);
        Assert.All(
            (string[])
            [
                "Accept", "Resolve", "Decline", "Approve", "Reject", "Withdraw", "Merge", "Extend", "Whistle", "ReportIn", "Urge", "Follow", "AskReporter", "Answer", "AskLapse",
                "HandOver", "Reopen", "Warn", "Nudge", "NudgeAcknowledge", "NobodyOnDuty", "Correct", "Escalate", "Close",
            ],
            act => Assert.Contains(report.Cases, c => YearReport.Has(c, act)));
    }

    [Fact]
    public async Task The_Same_Seed_Gives_The_Same_Year_And_Another_Another()
    {
        var first = await LinesAsync(new YearPlan(Seed: 3, Cases: 40, Days: 20), "first");
        var again = await LinesAsync(new YearPlan(Seed: 3, Cases: 40, Days: 20), "again");
        var other = await LinesAsync(new YearPlan(Seed: 4, Cases: 40, Days: 20), "other");

        Assert.Equal(first, again);
        Assert.NotEqual(first.Skip(1), other.Skip(1));
    }

    [Fact]
    public void What_Breaks_Is_Told_With_The_Seed_And_The_Case()
    {
        var plan = new YearPlan(Seed: 7, Cases: 1, Days: 1);
        var mail = new Mail(new YearTown(new Chance(7)), plan);
        var watch = new Watch(plan, new World(Shipped.City, Shipped.Catalogue.File, Shipped.Config.Calendar), mail);
        var closed = Some.Case(c => c with { State = CaseState.Closed });

        var broken = Assert.Throws<YearBroken>(() => watch.Hear(new CaseEvent(CaseEventKind.Overdue, closed, Actor.Clock), closed, plan.Begin));

        Assert.Contains("Seed = 7", broken.Message);
        Assert.Contains(closed.Number, broken.Message);
    }

    [Fact]
    public void A_Reporter_Who_Was_Not_Told_Is_Noticed()
    {
        var plan = new YearPlan(Seed: 7, Cases: 1, Days: 1);
        var mail = new Mail(new YearTown(new Chance(7)), plan);
        var watch = new Watch(plan, new World(Shipped.City, Shipped.Catalogue.File, Shipped.Config.Calendar), mail);
        var resolved = Some.Case(c => c with { State = CaseState.Resolved });
        resolved.Record(plan.Begin, "Resolve", new Actor("officer-1", CaseStore.People.Role.InfoOfficer), "已处理");
        Assert.Throws<YearBroken>(() => watch.SeeTold(resolved, plan.Begin));

        mail.Post([new(new Notification.ResidentMessage(resolved.Reporter.Channel, resolved.Reporter.ExternalId, "已处理"), resolved.Number)], new HashSet<string>(), plan.Begin);
        watch.SeeTold(resolved, plan.Begin);

        mail.Post([new(new Notification.ResidentMessage(resolved.Reporter.Channel, resolved.Reporter.ExternalId, "已处理"), resolved.Number)], new HashSet<string>(), plan.Begin.AddHours(1));
        Assert.Throws<YearBroken>(() => watch.SeeTold(resolved, plan.Begin));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IReadOnlyList<string>> LinesAsync(YearPlan plan, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        return [.. (await SimulatedYear.RunAsync(plan, Shipped.Directory, folder)).Lines()];
    }
}
