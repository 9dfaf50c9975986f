using CaseStore.Cases;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CaseStore.Tests.Cases;

/// <summary>Whatever anybody does in whatever order, whoever leaves and whenever the clock looks: what must always hold, holds.</summary>
public sealed class RandomLivesTests
{
    private static readonly CaseEventKind[] Nudges =
        [CaseEventKind.Warned, CaseEventKind.Overdue, CaseEventKind.Unacknowledged, CaseEventKind.ReportInLate, CaseEventKind.CopiedToTownship, CaseEventKind.CopiedToCommandCentre];

    public static Arbitrary<int[]> Lives() => LifeStep.Lives(24);

    [Property(Arbitrary = [typeof(RandomLivesTests)], MaxTest = 50_000)]
    public void Whatever_Happens_A_Case_Stays_Whole(int[] steps)
    {
        var life = new MemoryLife(LifeStep.Reports[steps.Length == 0 ? 0 : steps[0] % LifeStep.Reports.Length]);
        var points = life.Cases.ToDictionary(c => c.Number, _ => (Valid: false, Solved: false));
        var proofs = 0;
        foreach (var step in steps.Select(LifeStep.Of))
        {
            life.Pass(step.Later);
            var versions = Array.ConvertAll(life.Cases, c => c.Version);
            var kase = life.Cases[step.Case];
            foreach (var happened in Happen(life, kase, step, $"proof-{++proofs}"))
            {
                Earn(points, happened);
            }

            foreach (var (_, each) in life.Cases.Index().Where(c => c.Item.Version != versions[c.Index] || step.Kind >= 0))
            {
                Always.Holds(each, life.Filed, Some.World, life.Routing, life.Now);
            }

            Assert.DoesNotContain(life.Cases, c => life.HasLeft && c.IsInWork && c.ClaimedBy is not null);
        }

        foreach (var kase in life.Cases)
        {
            var told = Replay.Of(kase, life.Filed, Some.World);
            Assert.Equal((told.Valid, told.Solved), points[kase.Number]);
        }
    }

    private static IReadOnlyList<CaseEvent> Happen(MemoryLife life, Case kase, LifeStep step, string proof)
    {
        switch (step.Kind)
        {
            case LifeStep.Look:
                return LookAll(life);
            case LifeStep.Leave:
                return life.Leave(LifeStep.Everybody[(step.Who % 11) + 3].Id);
            case LifeStep.Unfollow:
                return life.Unfollow();
            case LifeStep.Return:
                life.Gone.Remove(LifeStep.Everybody[(step.Who % 11) + 3].Id);
                return [];
            case LifeStep.BadProof:
                foreach (var photo in kase.Photos)
                {
                    photo.State = PhotoState.Refused;
                }

                return [];
            default:
                var act = LifeStep.ActOf(step.Act, life.Cases.First(c => c != kase).Number, proof);
                var by = step.Who < LifeStep.Everybody.Length ? LifeStep.Everybody[step.Who] : MemoryLife.WhoMay(kase, act, step.Who);
                var version = kase.Version;
                var result = life.Act(kase, act, by);
                Assert.True(result is ActResult.Done || kase.Version == version);
                return result is ActResult.Done done ? done.Events : [];
        }
    }

    private static List<CaseEvent> LookAll(MemoryLife life)
    {
        var all = new List<CaseEvent>();
        foreach (var kase in life.Cases)
        {
            for (var looks = 0; kase.NextDueAt <= life.Now; looks++)
            {
                // An acknowledgement, a warning or a nudge, a lapse, a late call: more at one moment would be one of them twice.
                Assert.True(looks < 6, "The clock does not come to an end.");
                var quiet = !kase.IsInWork || kase.WaitingSince is not null;
                var events = life.Look(kase);
                Assert.NotEmpty(events);
                Assert.False(quiet && events.Any(e => Nudges.Contains(e.Kind)));
                all.AddRange(events);
            }

            Always.HoldsWhenAllIsDone(kase, life.Filed, Some.World, life.Now);
        }

        return all;
    }

    /// <summary>As the ledger does: once a case and reason.</summary>
    private static void Earn(Dictionary<string, (bool Valid, bool Solved)> points, CaseEvent happened)
    {
        var problem = happened.Case.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement;
        var (valid, solved) = points[happened.Case.Number];
        points[happened.Case.Number] = (
            valid || (problem && happened.Kind is CaseEventKind.Accepted or CaseEventKind.Resolved),
            solved || (problem && happened is { Kind: CaseEventKind.Closed, Case.Outcome: CaseStore.Cases.Outcome.Fixed }));
    }
}
