using CaseStore.Cases;
using CaseStore.People;
using FsCheck;
using FsCheck.Fluent;

namespace CaseStore.Tests.Cases;

/// <summary>One thing that happens in a random life, told by one number so that a life is quickly made and shrinks well.</summary>
internal readonly record struct LifeStep(int Kind, int Case, int Who, int Act, TimeSpan Later)
{
    public const int Look = 0;
    public const int Leave = 1;
    public const int Return = 2;
    public const int BadProof = 3;
    public const int Crash = 4;

    /// <summary>The volunteer blocks the account; whatever they do next, they are back.</summary>
    public const int Unfollow = 5;

    private const int Days = 24 * 60;

    public static readonly Actor Volunteer = Actor.Reporter("R3");

    /// <summary>All who may turn up. The first two residents have each reported one of the two cases, the third is a volunteer.</summary>
    public static readonly Actor[] Everybody =
    [
        Actor.Reporter("R1"), Actor.Reporter("R2"), Volunteer, Some.Officer, new("officer-1b", Role.InfoOfficer), new("officer-2", Role.InfoOfficer), Some.Staff,
        new("staff-2", Role.CommunityStaff), Some.Reviewer, Some.Handler, new("handler-2", Role.DepartmentHandler), Some.Fireman, new("police-1", Role.DepartmentHandler),
        Some.Commander, Some.Stranger, Actor.Clock,
    ];

    /// <summary>With <paramref name="other"/> the other case's number and <paramref name="proof"/> a new photo's key.</summary>
    public static CaseAct ActOf(int number, string other, string proof) => Acts[number % Acts.Length](other, proof);

    private static readonly Func<string, string, CaseAct>[] Acts =
    [
        (_, _) => new CaseAct.Accept(), (_, _) => new CaseAct.Accept(),
        (_, proof) => new CaseAct.Resolve(CaseStore.Cases.Outcome.Fixed, "好了", [proof]), (_, proof) => new CaseAct.Resolve(CaseStore.Cases.Outcome.CannotFix, "没法修", [proof]),
        (_, _) => new CaseAct.Resolve(CaseStore.Cases.Outcome.Fixed, "好了", []), (_, _) => new CaseAct.Recall(),
        (_, _) => new CaseAct.Decline("不归我们"), (_, _) => new CaseAct.Decline(""), (_, _) => new CaseAct.Approve("t1-fire"), (_, _) => new CaseAct.Approve("t2-fire"),
        (_, _) => new CaseAct.Return("归你们"), (_, _) => new CaseAct.Reject("不受理"), (_, _) => new CaseAct.Withdraw(), (_, _) => new CaseAct.Urge(),
        (_, _) => new CaseAct.Supplement("还有这个", []), (_, _) => new CaseAct.Supplement("是的", []), (_, _) => new CaseAct.Rate(5, null), (_, _) => new CaseAct.Rate(1, "没好"),
        (_, _) => new CaseAct.Rate(2, null), (_, _) => new CaseAct.NotFixed("没好"), (_, _) => new CaseAct.Follow("我家也是", []),
        (_, _) => new CaseAct.Locate("x2", null, "在乙苑"), (_, _) => new CaseAct.Locate("x1", "3号楼", "在甲苑3号楼"), (_, _) => new CaseAct.Locate(null, "5号楼", null),
        (_, _) => new CaseAct.Escalate(null, "镇里办不了"), (_, _) => new CaseAct.Escalate("Police", "镇里办不了"), (_, _) => new CaseAct.Escalate("Water", "镇里办不了"),
        (_, _) => new CaseAct.Extend(1, "月底完成"), (_, _) => new CaseAct.Extend(6, "分三步"), (_, _) => new CaseAct.Extend(7, "太久"),
        (_, _) => new CaseAct.AskReporter("哪一栋?"), (_, _) => new CaseAct.AskReporter("几点?"), (_, _) => new CaseAct.Remark("去看过了"),
        (_, _) => new CaseAct.HandOver("officer-1b"), (_, _) => new CaseAct.HandOver("Officer-1"), (_, _) => new CaseAct.HandOver("nobody"),
        (_, _) => new CaseAct.Whistle(["Fire", "t1-fire"], "请到现场"), (_, _) => new CaseAct.Whistle(["Police"], "请到现场"), (_, _) => new CaseAct.Whistle(["p1"], "请到现场"),
        (_, _) => new CaseAct.ReportIn("到了"), (_, _) => new CaseAct.ReportIn(null), (_, _) => new CaseAct.Supplement("是三号楼", []), (other, _) => new CaseAct.Merge(other), (_, _) => new CaseAct.Claim(), (_, _) => new CaseAct.Claim(),
        (_, proof) => new CaseAct.Raise("修过两次", [proof]), (_, _) => new CaseAct.Redispatch("p1", "归物业"), (_, _) => new CaseAct.Redispatch("t1-fire", "归消防"),
        (_, _) => new CaseAct.Redispatch("Fire", "归消防"), (_, _) => new CaseAct.Redispatch("t1", "请镇里看"), (_, _) => new CaseAct.Redispatch("c1", "归社区"),
        (_, _) => new CaseAct.Correct("Noise"), (_, _) => new CaseAct.Correct("Sanitation"), (_, _) => new CaseAct.Correct("Sewage"), (_, _) => new CaseAct.Correct("?"),
    ];

    public static NewReport[] Reports { get; } =
    [
        Some.Report(), Some.Report(), Some.Enforcement(), Some.Report(compound: "x-none"), Some.Report(compound: "x-none"), Some.Report(compound: "x-empty"),
        Some.Report(compound: "x-nobody"), Some.Report(compound: "x2"), Some.Enforcement("x2"), Some.Report(CaseKind.LawEnforcement, "EBikeCharging"),
        Some.Report(CaseKind.LawEnforcement, "Sewage", "x-none"), Some.Report(CaseKind.LawEnforcement, "Other"), Some.Report(CaseKind.Suggestion, null),
        Some.Report(CaseKind.Praise, null), Some.Report(emergency: true), Some.Report(compound: "", emergency: true),
    ];

    public static LifeStep Of(int number)
    {
        var left = (uint)number;
        uint Take(uint of)
        {
            var taken = left % of;
            left /= of;
            return taken;
        }

        var kind = (int)Take(12) switch { 0 or 1 or 2 => Look, 3 => (int)Take(5) + 1, _ => -1 };
        var later = Take(8) switch { 0 => Take(10 * Days), 1 or 2 => Take(Days), 3 or 4 => Take(90), _ => 0u };

        // Mostly somebody whose act it is (beyond everybody), so that lives get somewhere.
        return new LifeStep(kind, (int)Take(4) / 3, (int)Take((uint)Everybody.Length * 3), (int)Take((uint)Acts.Length), TimeSpan.FromMinutes(later));
    }

    public static Arbitrary<int[]> Lives(int steps) => Gen.Choose(0, int.MaxValue).ArrayOf(steps).ToArbitrary();
}
