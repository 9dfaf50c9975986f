using CaseStore.Cases;
using CaseStore.Catalogue;

namespace Benchmarks.Year;

/// <summary>When people report, and what: more in summer, on workdays and after supper; noise at night, plants in spring, charging wires in the heat.</summary>
internal sealed class Seasons(Chance chance, CaseCatalogue catalogue, YearPlan plan)
{
    private static readonly double[] Months = [0.8, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3, 1.3, 1.1, 1.0, 0.9, 0.8];
    private static readonly double[] Hours = [1, 0.5, 0.3, 0.2, 0.3, 1, 3, 6, 8, 8, 7, 6, 6, 5, 6, 6, 6, 7, 8, 9, 9, 7, 4, 2];
    private static readonly string[] AtNight = ["Noise", "GroupRenting", "Dogs", "Pollution"];

    private static readonly (CaseKind Kind, double Weight)[] Kinds =
        [(CaseKind.PropertyService, 54), (CaseKind.LawEnforcement, 34), (CaseKind.Suggestion, 4), (CaseKind.Consultation, 6), (CaseKind.Praise, 2)];

    public IReadOnlyList<DateTimeOffset> Moments()
    {
        (DateTimeOffset Day, double Weight)[] days = [.. Enumerable.Range(0, plan.Days).Select(d => plan.Begin.AddDays(d)).Select(d => (d, Months[d.Month - 1] * (IsWeekend(d) ? 0.8 : 1.05)))];
        (int, double)[] hours = [.. Hours.Index().Select(h => (h.Index, h.Item))];
        return [.. Enumerable.Range(0, plan.Cases).Select(_ => chance.One(days).AddHours(chance.One(hours) + chance.Share())).Order()];
    }

    public (CaseKind Kind, string? Subtype) What(DateTimeOffset at)
    {
        var kind = chance.One(Kinds);
        (string, double)[] subtypes = [.. catalogue.Subtypes.Where(s => s.Kind == kind).Select(s => (s.Code, Weight(s.Code, at)))];
        return (kind, subtypes.Length == 0 ? null : chance.One(subtypes));
    }

    /// <summary>When somebody who is not at work all the time gets to it: not before they are up.</summary>
    public static DateTimeOffset Awake(DateTimeOffset at) => at.Hour switch
    {
        < 7 => at.AddHours(7 - at.Hour),
        23 => at.AddHours(8.5),
        _ => at,
    };

    /// <summary>Offices from eight to six; most of them rest at weekends, one in four comes in.</summary>
    public DateTimeOffset AtWork(DateTimeOffset at, bool sevenDays)
    {
        while (at.Hour is < 8 or >= 18 || (!sevenDays && IsWeekend(at) && !chance.Of(0.25)))
        {
            var morning = new DateTimeOffset(at.Date, at.Offset).AddHours(8 + (chance.Share() * 1.5));
            at = at.Hour < 8 ? morning : morning.AddDays(1);
        }

        return at;
    }

    private static bool IsWeekend(DateTimeOffset day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static double Weight(string subtype, DateTimeOffset at)
    {
        var usual = subtype switch
        {
            "Sanitation" => 8,
            "Facilities" => 7,
            "Noise" or "Parking" or "EBikeCharging" => 4,
            "PublicOrder" or "FireLaneBlocked" or "Dogs" or "Other" => 3,
            "GroupRenting" or "Livestock" or "BottledGas" or "StructuralDamage" => 0.5,
            _ => 1.5,
        };
        var season = (subtype, at.Month) switch
        {
            ("Greening" or "GreenDestroyed", >= 3 and <= 6) => 2.5,
            ("Greening", 12 or 1 or 2) => 0.4,
            ("EBikeCharging" or "Noise" or "StreetVending" or "Pollution" or "Sewage", >= 6 and <= 9) => 2,
            ("FireLaneBlocked" or "FireEquipment", 1 or 2) => 2.5,
            _ => 1,
        };
        return usual * season * (AtNight.Contains(subtype) && at.Hour is >= 21 or < 6 ? 5 : 1);
    }
}
