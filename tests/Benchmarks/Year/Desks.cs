using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;

namespace Benchmarks.Year;

/// <summary>Everybody of the staff, each with a pace and a memory: what they do with what comes to them, and when they get to it.</summary>
internal sealed class Desks(SimulatedYear year)
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private Chance Chance => year.Chance;

    public void Hear(CaseEvent happened)
    {
        var kase = happened.Case;
        switch (happened.Kind)
        {
            case CaseEventKind.Dispatched or CaseEventKind.SentToReview:
                Receive(kase);
                break;
            case CaseEventKind.Accepted or CaseEventKind.HandedOver or CaseEventKind.Extended or CaseEventKind.Recalled when kase.State == CaseState.Accepted:
                PlanWork(kase);
                break;
            case CaseEventKind.Answered or CaseEventKind.AskLapsed:
                PlanMove(kase, Later(kase, TimeSpan.FromHours(2)));
                break;
            case CaseEventKind.Warned or CaseEventKind.Overdue or CaseEventKind.Unacknowledged or CaseEventKind.Alarmed or CaseEventKind.Urged or CaseEventKind.Supplemented or CaseEventKind.ReportedIn
                when Chance.Of(0.4):
                PlanMove(kase, Later(kase, TimeSpan.FromHours(4)));
                break;
            case CaseEventKind.Whistled:
                PlanReportIn(kase);
                break;
            case CaseEventKind.Resolved when happened.By.Role != Role.Reporter && kase.Photos.Count > 0 && Chance.Of(0.01):
                PlanBadProof(kase, happened.By);
                break;
            case CaseEventKind.Filed:
                PlanMerge(kase);
                break;
            default:
                break;
        }

        if (happened.Kind == CaseEventKind.Overdue)
        {
            PlanCommunity(kase);
        }
    }

    /// <summary>One of several leaves and comes back in summer; the only one of a property is away for a month; one of the staff of the township for good.</summary>
    public void PlanAbsences()
    {
        Leave("officer-0-1", 0.25, 0.6);
        Leave("officer-1-1", 0.5, 0.58);
        Leave("reviewer-2", 0.7, null);

        void Leave(string member, double from, double? until)
        {
            year.PlanAt(At(from), () =>
            {
                year.Away.Add(member);
                return Task.CompletedTask;
            });
            if (until is { } back)
            {
                year.PlanAt(At(back), () => ReturnAsync(member));
            }
        }

        DateTimeOffset At(double share) => year.Plan.Begin.AddDays(year.Plan.Days * share).AddHours(9);
    }

    /// <summary>Whoever does something is there again: they look after what lies around in their compounds.</summary>
    private Task ReturnAsync(string member)
    {
        year.Away.Remove(member);
        return year.Open.FirstOrDefault(c => CompoundOf(c).Property?.Members.Contains(member) == true) is { } kase
            ? year.DoAsync(kase, new CaseAct.Remark("我回来了"), new Actor(member, Role.InfoOfficer))
            : Task.CompletedTask;
    }

    private Organisation Desk(Case kase) => year.Town.City.FindOrganisation(kase.HandlerOrganisation)!;

    private Compound CompoundOf(Case kase) => year.Town.City.FindCompound(kase.CompoundId)!;

    private List<string> There(Organisation organisation) => [.. organisation.Members.Where(year.IsThere)];

    private void Receive(Case kase)
    {
        if (There(Desk(kase)) is not { Count: > 0 } there)
        {
            return;
        }

        var member = Chance.One(there);
        if (kase.Emergency)
        {
            PlanMove(kase, year.Now + Chance.Hours(0.03, 0.5), member);
        }
        else if (!Chance.Of(year.Town.TemperOf(member).Forgets))
        {
            PlanMove(kase, Later(kase, TimeSpan.FromHours(1.5), member), member);
        }
    }

    /// <summary>How long the work takes has to do with how long it may take.</summary>
    private void PlanWork(Case kase)
    {
        var member = kase.HandlerMember ?? Chance.One(Desk(kase).Members);
        var limit = kase.DueAt!.Value - year.Now;
        var median = limit < TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : limit > TimeSpan.FromDays(40) ? TimeSpan.FromDays(20) : limit * 0.4;
        if (kase.Emergency)
        {
            PlanMove(kase, year.Now + Chance.Around(TimeSpan.FromMinutes(30)), member);
        }
        else if (!Chance.Of(year.Town.TemperOf(member).Forgets))
        {
            PlanMove(kase, Later(kase, median, member), member);
        }
    }

    private DateTimeOffset Later(Case kase, TimeSpan median, string? member = null) => year.Seasons.AtWork(
        year.Now + AMinute + (Chance.Around(median) * (member is null ? 1 : year.Town.TemperOf(member).Pace)),
        Desk(kase).Kind is OrganisationKind.Property or OrganisationKind.CommandCentre);

    /// <param name="member">Whoever has it when the moment comes, if nobody is named.</param>
    private void PlanMove(Case kase, DateTimeOffset at, string? member = null)
    {
        var (number, turn) = (kase.Number, Turn(kase));
        year.PlanAt(at, () => year.Find(number) is { IsInWork: true, WaitingSince: null } still && Turn(still) == turn && Mover(still, member) is { } by ? MoveAsync(still, by) : Task.CompletedTask);
    }

    /// <summary>A desk that got a case again has forgotten what it planned the first time.</summary>
    private static int Turn(Case kase) => kase.History.Count(h => h.Act is "Dispatch" or "SendToReview");

    private Actor? Mover(Case kase, string? planned)
    {
        var desk = Desk(kase);
        var there = There(desk);
        var member = kase.HandlerMember ?? planned ?? (there.Count > 0 ? Chance.One(there) : null);
        return member is not null && there.Contains(member) ? new Actor(member, desk.Role) : null;
    }

    private Task MoveAsync(Case kase, Actor by) => kase switch
    {
        { State: CaseState.UnderReview } => ReviewAsync(kase, by),
        { Kind: CaseKind.Praise } => ResolveAsync(kase, by),
        { State: CaseState.Dispatched } => TakeAsync(kase, by),
        _ => WorkAsync(kase, by),
    };

    private Task TakeAsync(Case kase, Actor by) => Chance.One<Func<Task>>(
    [
        (() => year.DoAsync(kase, new CaseAct.Accept(), by), 74),
        (() => ResolveAsync(kase, by), 9),
        (() => PassOnAsync(kase, by), 9),
        (() => HandOverAsync(kase, by), 3),
        (() => AskAsync(kase, by), 3),
        (() => CorrectAsync(kase, by), 2),
    ])();

    private Task WorkAsync(Case kase, Actor by) => Chance.One<Func<Task>>(
    [
        (() => ResolveAsync(kase, by), 74),
        (() => PutOffAsync(kase, by), 10),
        (() => AskAsync(kase, by), 6),
        (() => PassOnAsync(kase, by), 5),
        (() => HandOverAsync(kase, by), 2),
        (() => RemarkAsync(kase, by), 3),
    ])();

    private Task PutOffAsync(Case kase, Actor by)
    {
        PlanMove(kase, Later(kase, TimeSpan.FromDays(2), by.Id), by.Id);
        return Task.CompletedTask;
    }

    private async Task RemarkAsync(Case kase, Actor by)
    {
        await year.DoAsync(kase, new CaseAct.Remark("已去现场看过"), by);
        await PutOffAsync(kase, by);
    }

    private Task<bool> ResolveAsync(Case kase, Actor by)
    {
        var outcome = Chance.One<Outcome>([(Outcome.Fixed, 83), (Outcome.Explained, 9), (Outcome.CannotFix, 5), (Outcome.LongTerm, 3)]);
        return year.DoAsync(kase, new CaseAct.Resolve(outcome, year.Words("已处理"), [year.NewPhoto()]), by);
    }

    private Task<bool> PassOnAsync(Case kase, Actor by) => (Desk(kase).Kind, kase) switch
    {
        (_, { Emergency: true }) => ResolveAsync(kase, by),
        (OrganisationKind.Property, _) when Chance.Of(0.3) => year.DoAsync(kase, new CaseAct.Raise(year.Words("修过两次,要整体更换"), [year.NewPhoto()]), by),
        (OrganisationKind.Unit, _) when Chance.Of(0.5) => year.DoAsync(kase, new CaseAct.Escalate(Department(kase), "镇里没有权限"), by),
        (OrganisationKind.Community, _) when Chance.Of(0.5) && CompoundOf(kase).Property is { } property && There(property).Count > 0 =>
            year.DoAsync(kase, new CaseAct.Redispatch(property.Id, "请物业处理"), by),
        (OrganisationKind.Township or OrganisationKind.CommandCentre, _) => ResolveAsync(kase, by),
        _ => year.DoAsync(kase, new CaseAct.Decline("不在我们的职责范围"), by),
    };

    private Task HandOverAsync(Case kase, Actor by) => There(Desk(kase)).Find(m => m != by.Id && m != kase.HandlerMember) is { } colleague
        ? year.DoAsync(kase, new CaseAct.HandOver(colleague), by)
        : TakeOrPutOffAsync(kase, by);

    private Task AskAsync(Case kase, Actor by) => kase.Emergency || kase.History.Count(h => h.Act == nameof(CaseAct.AskReporter)) > 1
        ? TakeOrPutOffAsync(kase, by)
        : year.DoAsync(kase, new CaseAct.AskReporter("请问具体在几楼?"), by);

    /// <summary>First what it really is, a little later what comes of it.</summary>
    private async Task CorrectAsync(Case kase, Actor by)
    {
        if (kase.Subtype is not null && !kase.Emergency)
        {
            await year.DoAsync(kase, new CaseAct.Correct(Chance.One(year.Catalogue.Subtypes.Where(s => s.Code != kase.Subtype).ToList()).Code), by);
        }

        PlanMove(kase, Later(kase, TimeSpan.FromMinutes(10)));
    }

    private Task TakeOrPutOffAsync(Case kase, Actor by) => kase.AcceptedAt is null ? year.DoAsync(kase, new CaseAct.Accept(), by) : PutOffAsync(kase, by);

    private Task ReviewAsync(Case kase, Actor by)
    {
        var centre = Desk(kase).Kind == OrganisationKind.CommandCentre;
        return Chance.One<Func<Task>>(
        [
            (() => ApproveAsync(kase, by, centre), 80),
            (() => year.DoAsync(kase, new CaseAct.Return("请再到现场核实"), by), 7),
            (() => RejectAsync(kase, by, centre), 5),
            (() => year.DoAsync(kase, new CaseAct.Escalate(Department(kase), "需要市里执法"), by), 5),
            (() => CorrectAsync(kase, by), 3),
        ])();
    }

    private Task<bool> ApproveAsync(Case kase, Actor by, bool centre) => centre
        ? year.DoAsync(kase, new CaseAct.Redispatch(Chance.Of(0.5) ? Department(kase) : YearTown.UnitOf(Department(kase)), "请办理"), by)
        : year.DoAsync(kase, new CaseAct.Approve(YearTown.UnitOf(Department(kase))), by);

    /// <summary>Some forget that what came back must be passed on; they are told, and do.</summary>
    private async Task RejectAsync(Case kase, Actor by, bool centre)
    {
        if (!await year.DoAsync(kase, new CaseAct.Reject(year.Words("不属于受理范围")), by))
        {
            await ApproveAsync(kase, by, centre);
        }
    }

    private string Department(Case kase)
    {
        var named = YearTown.DepartmentOf(year.Catalogue.Find(kase.Subtype));
        return Chance.Of(0.97) ? named : Chance.One(year.Town.DepartmentIds);
    }

    /// <summary>What a community does about somebody else's delay: urges, sets a new limit, calls everybody to the spot.</summary>
    private void PlanCommunity(Case kase)
    {
        var (extend, whistle, urge) = kase.Nudges < 2 ? (0.05, 0.02, 0.15) : kase.Nudges < 6 ? (0.15, 0.06, 0.1) : (0.35, 0.12, 0.1);
        var what = Chance.Share();
        if (what > extend + whistle + urge || There(CompoundOf(kase).Community) is not { Count: > 0 } there)
        {
            return;
        }

        var (number, by) = (kase.Number, new Actor(Chance.One(there), CompoundOf(kase).Community.Role));
        year.PlanAt(year.Seasons.AtWork(year.Now + Chance.Hours(0.5, 8), sevenDays: true), async () =>
        {
            if (year.Find(number) is not { IsInWork: true } still || !year.IsThere(by.Id))
            {
                return;
            }

            CaseAct act = what < extend && !still.Emergency ? new CaseAct.Extend(Chance.One<int>([(1, 6), (2, 3), (6, 1)]), "先清理,再整改,月底验收")
                : what < extend + whistle ? new CaseAct.Whistle([Department(still), YearTown.UnitOf(Department(still))], "请到现场一起看")
                : new CaseAct.Urge();
            await year.DoAsync(still, act, by);
        });
    }

    /// <summary>Most come in time, some late, some never.</summary>
    private void PlanReportIn(Case kase)
    {
        foreach (var call in kase.Calls.Where(c => c.CalledAt.UtcTicks == year.Now.UtcTicks && !Chance.Of(0.1)))
        {
            var organisation = year.Town.City.FindOrganisation(call.Organisation)!;
            var (number, by) = (kase.Number, new Actor(Chance.One(organisation.Members), organisation.Role));
            year.PlanAt(year.Seasons.AtWork(year.Now + Chance.Around(TimeSpan.FromHours(10)), sevenDays: true), () =>
                year.Find(number) is { IsInWork: true } still && still.Calls.Any(c => c.Organisation == organisation.Id && c.ReportedInAt is null)
                    ? year.DoAsync(still, new CaseAct.ReportIn("到了"), by)
                    : Task.CompletedTask);
        }
    }

    /// <summary>What was sent as proof turns out to be no picture: the one who sent it takes it back and does it again.</summary>
    private void PlanBadProof(Case kase, Actor by)
    {
        var number = kase.Number;
        year.PlanAt(year.Now + AMinute, async () =>
        {
            if (year.Find(number) is { State: CaseState.Resolved } still && still.HandlerMember == by.Id)
            {
                await year.SpoilAsync(still);
                await year.DoAsync(still, new CaseAct.Recall(), by);
            }
        });
    }

    private void PlanMerge(Case kase)
    {
        if (kase.Subtype is null || year.Open.FirstOrDefault(c => IsTwin(c, kase)) is not { } twin || !Chance.Of(0.25))
        {
            return;
        }

        var compound = CompoundOf(kase);
        var above = Chance.Of(0.7) ? compound.Community : compound.Township;
        var (number, other, by) = (kase.Number, twin.Number, new Actor(Chance.One(above.Members), above.Role));
        year.PlanAt(year.Seasons.AtWork(year.Now + Chance.Hours(1, 30), sevenDays: false), () =>
            year.IsThere(by.Id) && year.Find(number) is { IsInWork: true } still && year.Find(other) is { IsInWork: true } into && IsTwin(into, still)
                ? year.DoAsync(still, new CaseAct.Merge(other), by)
                : Task.CompletedTask);
    }

    private static bool IsTwin(Case one, Case other) =>
        one.Number != other.Number && one.CompoundId.Length > 0 && one.CompoundId == other.CompoundId && one.Subtype == other.Subtype && one.IsInWork && (one.Emergency || !other.Emergency);
}
