using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace CaseStore.Tests.Assessment;

/// <summary>Histories as a city writes them: the lines of any act may follow where the lifecycle lets them.</summary>
public static class SomeLives
{
    private static readonly string[] Desks = ["p1", "p2", "c1", "t1-fire"];
    private static readonly string[] Outcomes = ["Fixed", "Fixed", "Explained", "LongTerm"];

    /// <param name="Choice">Which of the acts that are possible now.</param>
    public sealed record Step(int Choice, int Detail, int Minutes);

    public sealed record Plan(int Kind, int Reporter, int Day, Step[] Steps);

    public static Arbitrary<Plan[]> Plans() =>
        (from kind in Gen.Choose(0, 4)
         from reporter in Gen.Choose(0, 2)
         from day in Gen.Choose(0, 100)
         from steps in (from choice in Gen.Choose(0, 1000)
                        from detail in Gen.Choose(0, 100)
                        from minutes in Gen.Frequency((3, Gen.Choose(0, 600)), (1, Gen.Choose(0, 20 * 24 * 60)))
                        select new Step(choice, detail, minutes)).ArrayOf(25)
         select new Plan(kind, reporter, day, steps)).ArrayOf(6).ToArbitrary();

    internal static Case Lived(Plan plan, int index, IReadOnlyList<Person> reporters)
    {
        var at = Some.Now.AddDays(plan.Day);
        var kase = new Case
        {
            Number = $"WP-20261123-{index:D4}",
            Kind = (CaseKind)plan.Kind,
            CompoundId = "x1",
            Place = "3号楼",
            Description = "说了什么",
            Reporter = reporters[plan.Reporter],
            HandlerOrganisation = "p1",
            ReportedAt = at,
            PageToken = $"page-{index}",
        };
        var (resolved, waiting, ended) = (false, false, false);
        void Note(string act, string? note = null, bool clock = false) => kase.Record(at, act, clock ? Actor.Clock : Some.Officer, note);
        void Dispatch(Step step) => Note(step.Detail % 5 == 0 ? "SendToReview" : "Dispatch", step.Detail % 5 == 0 ? "t1" : Desks[step.Detail % Desks.Length], clock: true);
        Note("Report");
        Dispatch(new Step(0, plan.Kind + 1, 0));
        foreach (var step in plan.Steps.TakeWhile(_ => !ended))
        {
            at = at.AddMinutes(step.Minutes);
            switch (resolved, step.Choice % (resolved ? 6 : 13))
            {
                case (false, 0 or 1):
                    Note(step.Detail % 7 == 0 ? "HandOver" : "Accept");
                    break;
                case (false, 2):
                    Note("Decline", "不归我们");
                    Dispatch(step);
                    break;
                case (false, 3 or 4) when !waiting:
                    Note("Nudge", clock: true);
                    break;
                case (false, 5) when !waiting:
                    Note("AskReporter", "几点?");
                    waiting = true;
                    break;
                case (false, 3 or 4 or 5):
                    Note(step.Detail % 2 == 0 ? "Answer" : "AskLapse", clock: step.Detail % 2 != 0);
                    waiting = false;
                    break;
                case (false, 6):
                    Note(step.Detail % 2 == 0 ? "Extend" : "Correct", "下月底前换泵");
                    break;
                case (false, 7 or 8 or 9):
                    Note("Resolve", "好了");
                    Note("Outcome", Outcomes[step.Detail % Outcomes.Length]);
                    (resolved, waiting) = (true, false);
                    break;
                case (false, 10):
                    Note(step.Detail % 2 == 0 ? "Urge" : "Refused");
                    break;
                case (false, 11):
                    Note("Redispatch", "换一家");
                    Dispatch(step);
                    break;
                case (false, _):
                    Note(step.Detail % 2 == 0 ? "Withdraw" : "Merge");
                    ended = step.Detail % 4 == 0;
                    break;
                case (true, 0):
                    Note("Recall", clock: true);
                    resolved = false;
                    break;
                case (true, 1 or 2):
                    Note("Rate", $"{3 + (step.Detail % 3)} 谢谢");
                    Note("Close");
                    ended = true;
                    break;
                case (true, 3):
                    Note("Close", clock: true);
                    ended = true;
                    break;
                default:
                    Note(step.Detail % 2 == 0 ? "NotFixed" : "Rate", step.Detail % 2 == 0 ? "1楼还是黑的" : $"{1 + (step.Detail % 2)}");
                    Note("Reopen");
                    Dispatch(step);
                    resolved = false;
                    break;
            }
        }

        return kase;
    }
}
