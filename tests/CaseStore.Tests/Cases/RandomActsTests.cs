using System.Text.Json;
using CaseStore.Cases;
using CaseStore.People;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Outcome = CaseStore.Cases.Outcome;

namespace CaseStore.Tests.Cases;

/// <summary>Whatever anybody does in whatever order: what must always hold, holds.</summary>
public sealed class RandomActsTests
{
    // The second person of each life, see below.
    private static readonly Actor Neighbour = Actor.Reporter("R2");

    private static readonly Actor[] Everybody =
    [
        Some.Officer, Some.Staff, Some.Reviewer, Some.Handler, Some.Commander, Some.Stranger, new Actor("officer-2", Role.InfoOfficer), Actor.Clock, Neighbour,
    ];

    private static readonly CaseAct[] Acts =
    [
        new CaseAct.Accept(), new CaseAct.Resolve(Outcome.Fixed, "好了", ["proof"]), new CaseAct.Resolve(Outcome.Fixed, "好了", []),
        new CaseAct.Decline("不归我们"), new CaseAct.Decline(""), new CaseAct.Approve("t1-fire"), new CaseAct.Approve("t9"), new CaseAct.Return("归你们"),
        new CaseAct.Reject("不受理"), new CaseAct.Withdraw(), new CaseAct.Urge(), new CaseAct.Rate(5, null), new CaseAct.Rate(1, "没好"),
        new CaseAct.Rate(2, null), new CaseAct.NotFixed("没好"), new CaseAct.Follow("我家也是", []), new CaseAct.Locate("x2", null, "在乙苑"),
        new CaseAct.Locate("x1", "3号楼", "在甲苑3号楼"), new CaseAct.Locate(null, "5号楼", null),
    ];

    private const int Reporter = 100;
    private const int Responsible = 101;

    /// <param name="Who">Somebody of <see cref="Everybody"/>; beyond it the reporter or whoever is responsible, so that most acts are allowed.</param>
    public sealed record Step(int Who, int Act, int Minutes, bool Look);

    public static Arbitrary<Step[]> Steps() =>
        (from who in Gen.Frequency((1, Gen.Choose(0, Everybody.Length - 1)), (1, Gen.Constant(Reporter)), (2, Gen.Constant(Responsible)))
         from act in Gen.Choose(0, Acts.Length - 1)
         from minutes in Gen.Frequency((5, Gen.Choose(0, 90)), (1, Gen.Choose(0, 10 * 24 * 60)))
         from look in Gen.Elements(false, false, true)
         select new Step(who, act, minutes, look)).ArrayOf(40).ToArbitrary();

    [Property(Arbitrary = [typeof(RandomActsTests)], MaxTest = 30)]
    public async Task Whatever_Happens_A_Case_Stays_Whole(Step[] steps, bool enforcement, bool emergency, bool lost)
    {
        var report = enforcement ? Some.Enforcement() : Some.Report();
        using var life = await Life.FiledAsync(report with { Emergency = emergency, CompoundId = emergency && lost ? "" : report.CompoundId });
        Assert.Equal(Neighbour.Id, await life.Store.RunAsync(async s => (await Residents.OfAsync(s, Channel.WeChat, "openid-2", life.Now)).PublicId));
        var before = await life.LookAsync();
        var proofs = 0;
        foreach (var step in steps)
        {
            life.Pass(TimeSpan.FromMinutes(step.Minutes));
            var by = step.Who switch
            {
                Reporter => life.Reporter,
                Responsible => new Actor(Some.City.FindOrganisation(before.HandlerOrganisation)!.Members[0], Role.DepartmentHandler),
                _ => Everybody[step.Who],
            };
            var changed = step.Look
                ? (await life.LookAtDueAsync()).Count
                : await life.TryAsync(await WithProofAsync(life, Acts[step.Act], ++proofs), by) is ActResult.Done ? 1 : 0;

            var after = await life.LookAsync();
            HoldsAlways(after, life.Now);
            HistoryOnlyGrew(before, after);
            Assert.Equal(before.Version + changed, after.Version);
            if (changed == 0)
            {
                Assert.Equal(Facts(before), Facts(after));
                Assert.All(after.History.Skip(before.History.Count), h => Assert.Equal("Refused", h.Act));
            }

            before = after;
        }
    }

    private static async Task<CaseAct> WithProofAsync(Life life, CaseAct act, int proof)
    {
        if (act is not CaseAct.Resolve { Photos.Count: 1 } resolve)
        {
            return act;
        }

        await life.Store.AddPhotoAsync($"proof-{proof}");
        return resolve with { Photos = [$"proof-{proof}"] };
    }

    private static void HoldsAlways(Case kase, DateTimeOffset now)
    {
        Assert.NotNull(Some.City.FindOrganisation(kase.HandlerOrganisation));
        Assert.NotEmpty(Some.City.FindOrganisation(kase.HandlerOrganisation)!.Members);
        Assert.Equal(kase.IsOpen, kase.NextDueAt is not null);
        Assert.Equal(kase.IsOpen, kase.NextDue is not null);
        Assert.Equal(kase.IsOpen, kase.ClosedAt is null);
        Assert.Equal(kase.IsOpen, kase.PageUntil is null);
        Assert.Equal(kase.State is CaseState.Accepted or CaseState.Resolved or CaseState.Closed, kase.HandlerMember is not null);
        Assert.Equal(kase.HandlerMember is null, kase.AcceptedAt is null);
        Assert.Equal(kase.State is CaseState.Resolved or CaseState.Closed, kase.Outcome is not null);
        Assert.Equal(kase.Reopened + 1, kase.DeadlineVersion);
        Assert.True(kase.DueAt > kase.ClockStartedAt && kase.ClockStartedAt <= now);
        Assert.False(kase.State is CaseState.Reported or CaseState.Merged);
        Assert.True(kase.Followers.Count <= 1);
        Assert.NotNull(Some.City.FindCompound(kase.CompoundId));
    }

    private static void HistoryOnlyGrew(Case before, Case after) =>
        Assert.Equal(before.History.Select(Line), after.History.Take(before.History.Count).Select(Line));

    private static string Line(HistoryEntry entry) => $"{entry.Id} {entry.At.UtcTicks} {entry.Act} {entry.By} {entry.Role} {entry.Note}";

    private static string Facts(Case kase) => JsonSerializer.Serialize(new
    {
        kase.State,
        kase.Loop,
        kase.HandlerOrganisation,
        kase.HandlerMember,
        kase.DueAt,
        kase.ClockStartedAt,
        kase.AcceptedAt,
        kase.ResolvedAt,
        kase.ClosedAt,
        kase.Outcome,
        kase.OutcomeNote,
        kase.DeadlineVersion,
        kase.NextDueAt,
        kase.NextDue,
        kase.Nudges,
        kase.Reopened,
        kase.UrgedAt,
        kase.Grade,
        kase.GradeComment,
        kase.GradedByDefault,
        kase.PageUntil,
        kase.CompoundId,
        kase.Place,
        Photos = kase.Photos.Count,
        Followers = kase.Followers.Count,
    });
}
