using CaseStore.City;
using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>Who may do what to a case. A resident's id and a staff member's are never taken for each other, even when they are spelt alike.</summary>
internal sealed class Duty(CityDirectory city)
{
    /// <summary>The actor in the capacity in which the act is theirs; null when it is not.</summary>
    public Actor? For(CaseAct act, Case kase, Actor actor) => act switch
    {
        CaseAct.Withdraw or CaseAct.Rate or CaseAct.NotFixed or CaseAct.Supplement => AsReporter(kase, actor),
        CaseAct.Locate => kase.Emergency ? AsReporter(kase, actor) : null,
        CaseAct.Follow => actor.Role == Role.Reporter ? actor : null,
        CaseAct.Urge => AsReporter(kase, actor) ?? AsMember(actor, Compound(kase).Community),
        CaseAct.Approve or CaseAct.Return or CaseAct.Reject when kase.State == CaseState.UnderReview =>
            AsMember(actor, Handler(kase)) ?? AsMember(actor, Compound(kase).Township),
        _ => AsMember(actor, Handler(kase)),
    };

    /// <summary>
    /// Whether the case is or was this person's business: the reporter, whoever looks after the compound, whoever had it before.
    /// They learn that they come too late; to anybody else it is none of their duty.
    /// </summary>
    public bool Concerns(Case kase, Actor actor)
    {
        var compound = Compound(kase);
        return AsReporter(kase, actor) is not null
            || (IsStaff(actor) && city.DutiesOf(actor.Id).Any(o =>
                o == compound.Property || o == compound.Community || o == compound.Township || o.Kind == OrganisationKind.CommandCentre
                || o.Id == kase.HandlerOrganisation || kase.History.Any(h => h.Role == Role.System && h.Note == o.Id)));
    }

    /// <summary>A compound that city.json has forgotten is looked after by the command centre.</summary>
    public Compound Compound(Case kase) => city.FindCompound(kase.CompoundId) ?? city.Nowhere;

    public Compound Compound(string id) => city.FindCompound(id) ?? throw new ArgumentException($"city.json has no compound {id}.", nameof(id));

    public Organisation? Handler(Case kase) => city.FindOrganisation(kase.HandlerOrganisation);

    private static bool IsStaff(Actor actor) => actor.Role is not (Role.Reporter or Role.System);

    private static Actor? AsReporter(Case kase, Actor actor) =>
        actor.Role == Role.Reporter && actor.Id == kase.Reporter.PublicId ? actor : null;

    private Actor? AsMember(Actor actor, Organisation? organisation) =>
        organisation is not null && IsStaff(actor) && city.DutiesOf(actor.Id).Contains(organisation) ? actor with { Role = organisation.Role } : null;
}
