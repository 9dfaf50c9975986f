using CaseStore.City;
using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>Who may do what to a case. A resident's id and a staff member's are never taken for each other, even when they are spelt alike.</summary>
internal sealed class Duty(CityDirectory city)
{
    /// <summary>The actor in the capacity in which the act is theirs; null when it is not.</summary>
    public Actor? For(CaseAct act, Case kase, Actor actor) => act switch
    {
        CaseAct.Withdraw or CaseAct.Rate or CaseAct.NotFixed => AsReporter(kase, actor),
        CaseAct.Supplement => Awaits(kase, actor) ? actor : null,
        CaseAct.Locate => kase.Emergency ? AsReporter(kase, actor) : null,

        // Any neighbour may try; whether the case can be followed or claimed is another question.
        CaseAct.Follow or CaseAct.Claim when actor.Role == Role.Reporter => actor,
        CaseAct.Follow => null,
        CaseAct.Resolve or CaseAct.Recall when HasClaimed(kase, actor) => actor,
        CaseAct.Urge => AsReporter(kase, actor) ?? AsMember(actor, Compound(kase).Community),
        CaseAct.Extend or CaseAct.Whistle => AsMember(actor, Compound(kase).Community),
        CaseAct.ReportIn => AsCalled(kase, actor),
        CaseAct.Merge => AsMember(actor, Compound(kase).Community) ?? AsMember(actor, Compound(kase).Township) ?? AsMember(actor, city.CommandCentre),
        CaseAct.Redispatch => AsDispatcher(kase, actor),
        CaseAct.Escalate => AsEscalator(kase, actor),
        CaseAct.Correct => AsMember(actor, Handler(kase)) ?? AsMember(actor, Compound(kase).Township) ?? AsMember(actor, city.CommandCentre),
        CaseAct.Remark => AsConcerned(kase, actor),
        CaseAct.Raise => Handler(kase) is { Kind: OrganisationKind.Property } property ? AsMember(actor, property) : null,
        _ => AsMember(actor, Handler(kase)),
    };

    /// <summary>
    /// Whether the case is or was this person's business: the reporter, whoever looks after the compound, whoever had it before or was
    /// called to it. They learn that they come too late; to anybody else it is none of their duty.
    /// </summary>
    public bool Concerns(Case kase, Actor actor) => AsReporter(kase, actor) is not null || HasClaimed(kase, actor) || AsConcerned(kase, actor) is not null;

    /// <summary>Whether this resident waits for its outcome: who reported it, and who joined.</summary>
    public static bool Awaits(Case kase, Actor actor) =>
        AsReporter(kase, actor) is not null || (actor.Role == Role.Reporter && kase.Followers.Any(f => f.Person.PublicId == actor.Id));

    /// <summary>A compound that city.json has forgotten is looked after by the command centre.</summary>
    public Compound Compound(Case kase) => city.FindCompound(kase.CompoundId) ?? city.Nowhere;

    public Compound Compound(string id) => city.FindCompound(id) ?? throw new ArgumentException($"city.json has no compound {id}.", nameof(id));

    public Organisation? Handler(Case kase) => city.FindOrganisation(kase.HandlerOrganisation);

    /// <summary>The organisation in whose name a member of staff sends a case elsewhere; null when it is not theirs to send.</summary>
    public Organisation? Dispatcher(Case kase, Actor actor)
    {
        var compound = Compound(kase);
        if (kase.HandlerOrganisation == compound.Community.Id && AsMember(actor, compound.Community) is not null)
        {
            return compound.Community;
        }

        return IsWithTownship(kase, compound) && AsMember(actor, compound.Township) is not null ? compound.Township
            : AsMember(actor, city.CommandCentre) is not null ? city.CommandCentre
            : null;
    }

    /// <summary>Of the organisations that were called to the spot, the one of this member: first one that has not reported in.</summary>
    public Organisation? Called(Case kase, Actor actor)
    {
        var called = city.DutiesOf(actor.Id).Where(o => kase.Calls.Any(c => c.Organisation == o.Id)).ToList();
        return called.Find(o => kase.Calls.Any(c => c.Organisation == o.Id && c.ReportedInAt is null)) ?? called.FirstOrDefault();
    }

    private static bool IsStaff(Actor actor) => actor.Role is not (Role.Reporter or Role.System);

    private static Actor? AsReporter(Case kase, Actor actor) =>
        actor.Role == Role.Reporter && actor.Id == kase.Reporter.PublicId ? actor : null;

    private static bool HasClaimed(Case kase, Actor actor) => actor.Role == Role.Reporter && actor.Id == kase.ClaimedBy;

    private Actor? AsMember(Actor actor, Organisation? organisation) =>
        organisation is not null && IsStaff(actor) && city.DutiesOf(actor.Id).Contains(organisation) ? actor with { Role = organisation.Role } : null;

    private Actor? AsCalled(Case kase, Actor actor) => IsStaff(actor) ? AsMember(actor, Called(kase, actor)) : null;

    private Actor? AsDispatcher(Case kase, Actor actor) => IsStaff(actor) ? AsMember(actor, Dispatcher(kase, actor)) : null;

    /// <summary>A unit that has it, the reviewer while the township or one of its units has it, the command centre always.</summary>
    private Actor? AsEscalator(Case kase, Actor actor)
    {
        var compound = Compound(kase);
        return (Handler(kase) is { Kind: OrganisationKind.Unit } unit ? AsMember(actor, unit) : null)
            ?? (IsWithTownship(kase, compound) ? AsMember(actor, compound.Township) : null)
            ?? AsMember(actor, city.CommandCentre);
    }

    private Actor? AsConcerned(Case kase, Actor actor)
    {
        if (!IsStaff(actor))
        {
            return null;
        }

        var compound = Compound(kase);
        var concerned = city.DutiesOf(actor.Id).FirstOrDefault(o =>
            o.Id == kase.HandlerOrganisation || o == compound.Property || o == compound.Community || o == compound.Township
            || o.Kind == OrganisationKind.CommandCentre || kase.Calls.Any(c => c.Organisation == o.Id)
            || kase.History.Any(h => h.Role == Role.System && h.Note == o.Id));
        return AsMember(actor, concerned);
    }

    private bool IsWithTownship(Case kase, Compound compound) =>
        kase.HandlerOrganisation == compound.Township.Id || city.UnitsOf(compound.Township.Id).Any(u => u.Id == kase.HandlerOrganisation);
}
