using CaseStore.City;

namespace CaseStore.Cases;

/// <param name="Review">A reviewer must look at it before anybody starts to work.</param>
/// <param name="Nobody">Ids of those who should have had it and have nobody.</param>
internal sealed record Route(Organisation To, Loop Loop, bool Review, IReadOnlyList<string> Nobody)
{
    public Route(Organisation to, Loop loop, bool review = false)
        : this(to, loop, review, [])
    {
    }
}

/// <summary>To whom a case goes (domain.md, section 3). Whoever it is has somebody on duty: a case never sits with nobody.</summary>
/// <param name="gone">Userids that WeCom does not know any more, though city.json still has them.</param>
internal sealed class Routing(CityDirectory city, IReadOnlySet<string> gone)
{
    /// <summary>Danger to life goes to whoever is nearest, whatever its kind: a reviewer in an office would only cost minutes.</summary>
    public Route First(Compound compound, CaseKind kind, bool emergency) => kind switch
    {
        _ when emergency => ToProperty(compound),
        CaseKind.PropertyService or CaseKind.Praise => ToProperty(compound),
        CaseKind.LawEnforcement => ToReview(compound),
        CaseKind.Suggestion or CaseKind.Consultation => ToCommunity(compound, Loop.Self),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public bool IsStaffed(Organisation organisation) => organisation.Members.Any(m => !gone.Contains(m));

    /// <summary>The colleague as city.json spells them; null when the organisation has none of that name, or WeCom does not.</summary>
    public string? Member(Organisation organisation, string userId) =>
        organisation.Members.FirstOrDefault(m => string.Equals(m, userId, StringComparison.OrdinalIgnoreCase) && !gone.Contains(m));

    public Route ToProperty(Compound compound)
    {
        if (compound.Property is not { } property)
        {
            return ToCommunity(compound, Loop.Self);
        }

        return IsStaffed(property) ? new Route(property, Loop.Micro) : Without(property, ToCommunity(compound, Loop.Self));
    }

    public Route ToReview(Compound compound) => IsStaffed(compound.Township)
        ? new Route(compound.Township, Loop.Small, review: true)
        : Without(compound.Township, ToCommandCentre(Loop.Small));

    public Route ToCommunity(Compound compound, Loop loop)
    {
        if (IsStaffed(compound.Community))
        {
            return new Route(compound.Community, loop);
        }

        var above = IsStaffed(compound.Township) ? new Route(compound.Township, loop) : Without(compound.Township, new Route(city.CommandCentre, loop));
        return Without(compound.Community, above);
    }

    /// <summary>The desk above all others decides.</summary>
    public Route ToCommandCentre(Loop loop) => new(city.CommandCentre, loop, review: true);

    /// <summary>A unit of the compound's own township with somebody on duty; null when there is none of that id.</summary>
    public Route? ToUnit(Compound compound, string unit) =>
        city.UnitsOf(compound.Township.Id).FirstOrDefault(u => u.Id == unit) is { } found && IsStaffed(found) ? new Route(found, Loop.Small) : null;

    /// <summary>A city department with somebody on duty; null when there is none of that id.</summary>
    public Route? ToDepartment(string department) =>
        city.FindOrganisation(department) is { Kind: OrganisationKind.Department } found && IsStaffed(found) ? new Route(found, Loop.Big) : null;

    /// <summary>The department that answers for a subtype; where none does, or it has nobody, the command centre looks for one.</summary>
    public Route ToCity(string? department)
    {
        var centre = ToCommandCentre(Loop.Big);
        return department is null ? centre : ToDepartment(department) ?? centre with { Nobody = [department] };
    }

    /// <summary>Where whoever looks after a case from above may send it; null when it may not go there, or nobody is there.</summary>
    /// <param name="from">The organisation in whose name it is sent.</param>
    public Route? Chosen(Compound compound, Organisation from, string to) => from.Kind switch
    {
        OrganisationKind.Community => Near(compound, to),
        OrganisationKind.Township => ToUnit(compound, to),
        OrganisationKind.CommandCentre => ToDepartment(to) ?? ToUnit(compound, to) ?? Near(compound, to),
        _ => null,
    };

    /// <summary>Whether a case must go on: its desk has nobody (left), or is not in city.json, or has nobody who knows that it is theirs.</summary>
    /// <param name="member">Who has it in hand.</param>
    public bool IsWithNobody(Organisation? desk, string? member) => desk switch
    {
        null => true,
        _ when !IsStaffed(desk) => desk != city.CommandCentre,
        _ => member is not null && Member(desk, member) is null,
    };

    /// <summary>Where a case must go because it is with nobody; null when it can stay. Always to somebody, so that it goes only once.</summary>
    public Route? Onward(Case kase, Organisation? desk, Compound compound) =>
        !IsWithNobody(desk, kase.HandlerMember) ? null
        : desk is not null && IsStaffed(desk) ? new Route(desk, kase.Loop)
        : Instead(kase, desk, compound);

    private Route Instead(Case kase, Organisation? desk, Compound compound)
    {
        var route = desk?.Kind switch
        {
            null => Forgotten(kase, compound),
            OrganisationKind.Property => ToProperty(compound),
            OrganisationKind.Community => ToCommunity(compound, Loop.Self),
            OrganisationKind.Unit => ToReview(compound),
            OrganisationKind.Township when kase.State == CaseState.UnderReview => ToReview(compound),
            OrganisationKind.Township => ToCommunity(compound, Loop.Self),
            _ => ToCommandCentre(Loop.Big),
        };
        return route.Nobody.Contains(kase.HandlerOrganisation) ? route : route with { Nobody = [kase.HandlerOrganisation, .. route.Nobody] };
    }

    /// <summary>What kind of desk it was that city.json has no more, only the loop tells.</summary>
    private Route Forgotten(Case kase, Compound compound) => kase.Loop switch
    {
        Loop.Big => ToCommandCentre(Loop.Big),
        _ when kase.State == CaseState.UnderReview => ToReview(compound),
        Loop.Small => ToReview(compound),
        Loop.Micro => ToProperty(compound),
        _ => ToCommunity(compound, Loop.Self),
    };

    /// <summary>The organisations of the compound itself.</summary>
    private Route? Near(Compound compound, string to) => to switch
    {
        _ when to == compound.Property?.Id && IsStaffed(compound.Property) => new Route(compound.Property, Loop.Micro),
        _ when to == compound.Community.Id && IsStaffed(compound.Community) => new Route(compound.Community, Loop.Self),
        _ when to == compound.Township.Id && IsStaffed(compound.Township) => new Route(compound.Township, Loop.Small, review: true),
        _ => null,
    };

    private static Route Without(Organisation empty, Route route) => route with { Nobody = [empty.Id, .. route.Nobody] };
}
