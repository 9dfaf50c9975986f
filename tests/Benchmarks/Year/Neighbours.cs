using CaseStore.Cases;
using CaseStore.People;

namespace Benchmarks.Year;

/// <summary>The residents: a few who report a lot and many who do it once; what they say while they wait and when they are told that it is done.</summary>
internal sealed class Neighbours(SimulatedYear year)
{
    private readonly List<(string ExternalId, string PublicId, string Compound, bool Eager)> _people = [];

    private Chance Chance => year.Chance;

    public async Task MoveInAsync()
    {
        var count = Math.Max(40, year.Plan.Cases / 3);
        var made = await year.WriteAsync(async session =>
        {
            var people = Enumerable.Range(0, count).Select(i =>
            {
                var person = new Person { Channel = i % 5 == 0 ? Channel.MiniProgram : Channel.WeChat, ExternalId = $"openid-{i}", FirstSeenAt = year.Now };
                if (i % 7 == 0)
                {
                    (person.Verified, person.Role, person.CompoundId) = (true, ReporterRole.Volunteer, CompoundOf(i));
                }

                return person;
            }).ToList();
            session.Cases.People.AddRange(people);
            await session.Cases.SaveChangesAsync();
            return people;
        });
        _people.AddRange(made.Index().Select(p => (p.Item.ExternalId, p.Item.PublicId, CompoundOf(p.Index), Eager: p.Index % 7 == 0)));

        static string CompoundOf(int i) => $"x{i % YearTown.Compounds}";
    }

    public async Task ReportAsync()
    {
        var index = Chance.From(0, _people.Count - 1);
        index = Chance.Of(0.4) ? index / 7 * 7 : index;
        var reporter = _people[index];
        var (kind, subtype) = year.Seasons.What(year.Now);
        var emergency = kind is CaseKind.PropertyService or CaseKind.LawEnforcement && Chance.Of(0.006);
        var lost = emergency && Chance.Of(0.2);

        // What one saw, the next one often sees as well.
        if (!emergency && Chance.Of(0.04) && year.Open.LastOrDefault(c => c.Subtype is not null && !c.Emergency && c.CompoundId == reporter.Compound) is { } seen)
        {
            (kind, subtype) = (seen.Kind, seen.Subtype);
        }

        await year.FileAsync(new NewReport(
            index % 5 == 0 ? Channel.MiniProgram : Channel.WeChat, reporter.ExternalId, kind, subtype, lost ? "" : reporter.Compound, $"{Chance.From(1, 12)}号楼{Chance.From(1, 3)}单元门口",
            "东西坏了,请尽快来看看", emergency, subtype is null || lost ? [] : [year.NewPhoto()], emergency ? "GasLeak" : null));
    }

    public void Hear(CaseEvent happened)
    {
        var kase = happened.Case;
        switch (happened.Kind)
        {
            case CaseEventKind.Filed:
                Filed(kase);
                break;
            case CaseEventKind.Asked when Chance.Of(0.7):
                Plan(kase, Chance.Around(TimeSpan.FromHours(5)), c => c.WaitingSince is not null, () => new CaseAct.Supplement("在三楼", []));
                break;
            case CaseEventKind.Resolved when kase.Kind != CaseKind.Praise:
                if (Chance.Of(0.6))
                {
                    Plan(kase, Chance.Around(TimeSpan.FromHours(8), 1.2), c => c.State == CaseState.Resolved, Verdict);
                }

                break;
            case CaseEventKind.Overdue when Chance.Of(0.1):
                Plan(kase, Chance.Hours(0.5, 20), c => c.IsInWork, () => new CaseAct.Urge());
                break;
            case CaseEventKind.Merged when Chance.Of(0.2):
                PlanThroughMerged(kase);
                break;
            default:
                break;
        }
    }

    private void Filed(Case kase)
    {
        if (kase.Emergency)
        {
            if (Chance.Of(0.3) || kase.CompoundId.Length == 0)
            {
                var compound = _people.Find(p => p.PublicId == kase.Reporter.PublicId).Compound;
                Plan(kase, Chance.Hours(0.02, 0.2), c => c.IsInWork, () => new CaseAct.Locate(compound, "5号楼", "在5号楼"), awake: false);
            }

            return;
        }

        switch (Chance.Share())
        {
            case < 0.03:
                Plan(kase, Chance.Around(TimeSpan.FromHours(6)), c => c.State is CaseState.UnderReview or CaseState.Dispatched, () => new CaseAct.Withdraw());
                break;
            case < 0.08:
                Plan(kase, Chance.Hours(0.1, 30), c => c.IsInWork, () => new CaseAct.Supplement("今天更严重了", Chance.Of(0.5) ? [year.NewPhoto()] : []));
                break;
            case < 0.12:
                Plan(kase, Chance.Hours(20, 80), c => c.IsInWork, () => new CaseAct.Urge());
                break;
            default:
                break;
        }

        if (kase.Subtype is not null && Chance.Of(0.08))
        {
            PlanFollow(kase);
        }

        if (kase.Loop == Loop.Self && Chance.Of(0.25))
        {
            PlanClaim(kase);
        }
    }

    private CaseAct Verdict() => Chance.One<Func<CaseAct>>(
    [
        (() => new CaseAct.Rate(5, null), 45), (() => new CaseAct.Rate(4, "挺快的"), 27), (() => new CaseAct.Rate(3, null), 12), (() => new CaseAct.Rate(2, "没修好"), 5),
        (() => new CaseAct.Rate(1, "根本没人来"), 3), (() => new CaseAct.NotFixed("还是老样子"), 8),
    ])();

    private void PlanFollow(Case kase)
    {
        var others = _people.Where(p => p.Compound == kase.CompoundId && p.PublicId != kase.Reporter.PublicId).ToList();
        if (others.Count == 0)
        {
            return;
        }

        var other = Chance.One(others);
        Plan(kase, Chance.Hours(0.5, 60), c => c.IsInWork, () => new CaseAct.Follow("我家门口也是", []), by: other.PublicId);
    }

    private void PlanClaim(Case kase)
    {
        var volunteer = _people.Find(p => p.Eager && p.Compound == kase.CompoundId && p.PublicId != kase.Reporter.PublicId);
        if (volunteer.PublicId is not { } who || year.Catalogue.Find(kase.Subtype) is null || year.Town.City.FindCompound(kase.CompoundId)!.Property is not null)
        {
            return;
        }

        Plan(kase, Chance.Hours(0.2, 3), c => c is { IsInWork: true, Loop: Loop.Self, ClaimedBy: null, State: CaseState.Dispatched, WaitingSince: null }, () => new CaseAct.Claim(), by: who);
        Plan(
            kase, Chance.Hours(4, 40), c => c.IsInWork && c.ClaimedBy == who && c.State is CaseState.Dispatched or CaseState.Accepted && c.WaitingSince is null,
            () => new CaseAct.Resolve(Outcome.Fixed, year.Words("邻居一起弄好了"), [year.NewPhoto()]), by: who);
    }

    /// <summary>What is said to a case that ended in another goes to the one that is left.</summary>
    private void PlanThroughMerged(Case kase)
    {
        var (into, by) = (kase.MergedInto!, Actor.Reporter(kase.Reporter.PublicId));
        year.PlanAt(Seasons.Awake(year.Now + Chance.Hours(1, 40)), () =>
            year.Find(into) is { IsInWork: true } ? year.DoAsync(kase, new CaseAct.Supplement("那边也一样", []), by) : Task.CompletedTask);
    }

    /// <param name="by">The reporter, if nobody else is named.</param>
    private void Plan(Case kase, TimeSpan after, Func<Case, bool> when, Func<CaseAct> what, bool awake = true, string? by = null)
    {
        var (number, who) = (kase.Number, Actor.Reporter(by ?? kase.Reporter.PublicId));
        var at = year.Now + after;
        year.PlanAt(awake ? Seasons.Awake(at) : at, () => year.Find(number) is { } still && when(still) ? year.DoAsync(still, what(), who) : Task.CompletedTask);
    }
}
