using CaseStore.City;

namespace CaseStore.Cases;

/// <param name="Review">A reviewer must look at it before anybody starts to work.</param>
internal readonly record struct Route(Organisation To, Loop Loop, bool Review);

/// <summary>To whom a case goes (domain.md, section 3). Whoever it is has somebody on duty: a case never sits with nobody.</summary>
internal sealed class Routing(CityDirectory city)
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

    public Route ToProperty(Compound compound) =>
        compound.Property is { Members.Count: > 0 } property ? new Route(property, Loop.Micro, Review: false) : ToCommunity(compound, Loop.Self);

    public Route ToReview(Compound compound) =>
        new(FirstStaffed(compound.Township, city.CommandCentre), Loop.Small, Review: true);

    public Route ToCommunity(Compound compound, Loop loop) =>
        new(FirstStaffed(compound.Community, compound.Township, city.CommandCentre), loop, Review: false);

    /// <summary>A unit of the compound's own township with somebody on duty; null when there is none of that id.</summary>
    public Route? ToUnit(Compound compound, string unit) =>
        city.UnitsOf(compound.Township.Id).FirstOrDefault(u => u.Id == unit) is { Members.Count: > 0 } found
            ? new Route(found, Loop.Small, Review: false)
            : null;

    private static Organisation FirstStaffed(params ReadOnlySpan<Organisation> choices)
    {
        foreach (var organisation in choices)
        {
            if (organisation.Members.Count > 0)
            {
                return organisation;
            }
        }

        return choices[^1];
    }
}
