using System.Text;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Every situation a case can be in × every act × everybody who may turn up: what happens, tried out and written down as tables.</summary>
internal static class EveryAct
{
    /// <summary>Those who may turn up, as the columns name them. Unit and department were called to the spot.</summary>
    public static readonly (string Name, Actor Who)[] People =
    [
        ("reporter", Actor.Reporter("R1")), ("volunteer", Actor.Reporter("R3")), ("info-officer", Some.Officer), ("community", Some.Staff), ("township", Some.Reviewer),
        ("unit", Some.Handler), ("department", Some.Fireman), ("command centre", Some.Commander), ("staff of elsewhere", new Actor("staff-2", Role.CommunityStaff)), ("clock", Actor.Clock),
    ];

    /// <summary>All but one of them overdue, so that what is only then allowed shows.</summary>
    public static readonly (string Name, Func<MemoryLife> Make)[] Situations =
    [
        ("Reported (only while it is being filed)", () => At(Some.Report(), life => life.Cases[0].State = CaseState.Reported)),
        ("UnderReview at the township", () => At(Some.Enforcement())),
        ("UnderReview at the township, declined by the property", () => At(Some.Report(), Did(new CaseAct.Decline("不归我们"), Some.Officer))),
        ("UnderReview at the command centre, declined a second time", () => At(
            Some.Report(), Did(new CaseAct.Decline("不归我们"), Some.Officer), Did(new CaseAct.Return("归你们"), Some.Reviewer), Did(new CaseAct.Decline("不归我们"), Some.Officer))),
        ("Dispatched to the property (Micro)", () => At(Some.Report())),
        ("Dispatched to the community of a compound without a property (Self)", () => At(Some.Report(compound: "x-none"))),
        ("Dispatched to a unit (Small)", () => At(Some.Enforcement(), ToUnit)),
        ("Dispatched to a department (Big)", () => At(Some.Enforcement(), ToCity)),
        ("Accepted by the property (Micro)", () => At(Some.Report(), Did(new CaseAct.Accept(), Some.Officer))),
        ("Accepted by the property, which waits for the reporter and has time left", () => Early(
            Some.Report(), Did(new CaseAct.Accept(), Some.Officer), Did(new CaseAct.AskReporter("哪一栋?"), Some.Officer))),
        ("Danger to life, dispatched to the property", () => At(Some.Report(emergency: true))),
        ("Accepted by the community of a compound without a property (Self)", () => At(Some.Report(compound: "x-none"), Did(new CaseAct.Accept(), Some.Staff))),
        ("Claimed by the volunteer (Self)", () => At(Some.Report(compound: "x-none"), Did(new CaseAct.Claim(), Actor.Reporter("R3")))),
        ("Accepted by a unit (Small)", () => At(Some.Enforcement(), ToUnit, Did(new CaseAct.Accept(), Some.Handler))),
        ("Accepted by a department (Big)", () => At(Some.Enforcement(), ToCity, Did(new CaseAct.Accept(), Some.Fireman))),
        ("Resolved by the property, its proof turned out to be no picture", () => At(Some.Report(), Resolved, BadProof)),
        ("Closed", () => At(Some.Report(), Resolved, Did(new CaseAct.Rate(5, null), Actor.Reporter("R1")))),
        ("Withdrawn", () => At(Some.Report(), Did(new CaseAct.Withdraw(), Actor.Reporter("R1")))),
        ("Rejected", () => At(Some.Enforcement(), Did(new CaseAct.Reject("不受理"), Some.Reviewer))),
        ("Merged", () => At(Some.Report(), Did(new CaseAct.Merge("WP-20261123-0002"), Some.Staff))),
    ];

    /// <summary>Each act as it is meant, with all it needs.</summary>
    public static readonly Func<Case, Actor, CaseAct>[] Acts =
    [
        (_, _) => new CaseAct.Accept(), (_, _) => new CaseAct.Resolve(Outcome.Fixed, "好了", ["proof"]), (_, _) => new CaseAct.Recall(), (_, _) => new CaseAct.Decline("不归我们"),
        (_, _) => new CaseAct.Raise("修过两次", ["proof"]), (_, _) => new CaseAct.AskReporter("哪一栋?"), (kase, _) => new CaseAct.HandOver(Colleague(kase)),
        (_, _) => new CaseAct.Remark("去看过了"), (_, _) => new CaseAct.Approve("t1-urban"), (_, _) => new CaseAct.Return("归你们"), (_, _) => new CaseAct.Reject("不受理"),
        (_, _) => new CaseAct.Escalate("Police", "镇里办不了"), (_, by) => new CaseAct.Redispatch(Elsewhere(by), "归那边"),
        (kase, _) => new CaseAct.Correct(kase.Subtype == "Other" ? "Noise" : "Other"), (_, _) => new CaseAct.Merge("WP-20261123-0002"), (_, _) => new CaseAct.Extend(2, "分三步"),
        (_, _) => new CaseAct.Whistle(["Police"], "请到现场"), (_, _) => new CaseAct.ReportIn("到了"), (_, _) => new CaseAct.Claim(), (_, _) => new CaseAct.Withdraw(), (_, _) => new CaseAct.Urge(),
        (_, _) => new CaseAct.Supplement("还有这个", []), (_, _) => new CaseAct.Follow("我家也是", []), (_, _) => new CaseAct.Locate(null, "5号楼", null), (_, _) => new CaseAct.Rate(5, null),
        (_, _) => new CaseAct.Rate(1, "没好"), (_, _) => new CaseAct.NotFixed("没好"),
    ];

    /// <summary>The tables for docs/lifecycle.md.</summary>
    public static string Tables()
    {
        var page = new StringBuilder();
        foreach (var (name, make) in Situations)
        {
            page.Append("\n### ").Append(name).Append("\n\n| act | ").AppendJoin(" | ", People.Select(p => p.Name)).Append(" |\n|").Insert(page.Length, " --- |", People.Length + 1).Append('\n');
            var rows = Acts.Select(act => (Act: NameOf(act(make().Cases[0], Some.Officer)), Cells: string.Join(" | ", People.Select(p => Cell(make, act, p.Who)))));
            foreach (var same in rows.GroupBy(r => r.Cells, r => r.Act))
            {
                page.Append("| ").AppendJoin(", ", same).Append(" | ").Append(same.Key).Append(" |\n");
            }
        }

        return page.ToString();
    }

    public static (Case Case, ActResult Result) Try(Func<MemoryLife> make, Func<Case, Actor, CaseAct> act, Actor by)
    {
        var life = make();
        return (life.Cases[0], life.Act(life.Cases[0], act(life.Cases[0], by), by));
    }

    private static string Cell(Func<MemoryLife> make, Func<Case, Actor, CaseAct> act, Actor by)
    {
        var (kase, result) = Try(make, act, by);
        return result switch
        {
            ActResult.Done done => $"**{done.Case.State}**{(done.Case == kase ? "" : " (of the survivor)")}: {string.Join(", ", done.Events.Select(e => e.Kind))}",
            ActResult.Refused { Why: Refusal.NotOnDuty } => "·",
            ActResult.Refused { Why: Refusal.NotNow } => "–",
            ActResult.Refused refused => refused.Why.ToString(),
            _ => throw new InvalidOperationException(),
        };
    }

    private static string NameOf(CaseAct act) => act is CaseAct.Rate rate ? $"Rate {rate.Grade}" : act.GetType().Name;

    private static MemoryLife At(NewReport report, params ReadOnlySpan<Action<MemoryLife>> steps)
    {
        var life = Early(report, steps);
        life.Pass(TimeSpan.FromDays(30));
        return life;
    }

    private static MemoryLife Early(NewReport report, params ReadOnlySpan<Action<MemoryLife>> steps)
    {
        var life = new MemoryLife(report);
        if (life.Cases[0].IsInWork)
        {
            Did(new CaseAct.Whistle(["t1-fire", "Fire"], "请到现场"), Some.Staff)(life);
        }

        foreach (var step in steps)
        {
            step(life);
        }

        return life;
    }

    private static Action<MemoryLife> Did(CaseAct act, Actor by) => life => Assert.IsType<ActResult.Done>(life.Act(life.Cases[0], act, by));

    private static void ToUnit(MemoryLife life) => Did(new CaseAct.Approve("t1-fire"), Some.Reviewer)(life);

    private static void ToCity(MemoryLife life) => Did(new CaseAct.Escalate("Fire", "镇里办不了"), Some.Reviewer)(life);

    private static void Resolved(MemoryLife life) => Did(new CaseAct.Resolve(Outcome.Fixed, "好了", ["proof-1"]), Some.Officer)(life);

    private static void BadProof(MemoryLife life) => life.Cases[0].Photos[0].State = PhotoState.Refused;

    private static string Colleague(Case kase) => Some.City.FindOrganisation(kase.HandlerOrganisation)!.Members.FirstOrDefault(m => m != kase.HandlerMember) ?? "nobody";

    private static string Elsewhere(Actor by) => by.Role switch
    {
        Role.CommunityStaff => "t1",
        Role.TownshipReviewer => "t1-urban",
        _ => "Police",
    };
}
