using CaseStore.City;

namespace CaseStore.Assessment;

/// <summary>Reads <c>assessment</c> of <c>catalogue.json</c>.</summary>
internal static class AssessmentReader
{
    public static AssessmentRules Read(ConfigurationNode node)
    {
        var rules = new AssessmentRules();
        if (!node.IsPresent)
        {
            return rules;
        }

        rules = rules with
        {
            PointsPerDay = node["pointsPerDay"].OptionalWhole(0, 10_000) ?? rules.PointsPerDay,
            PointsPerMonth = node["pointsPerMonth"].OptionalWhole(0, 100_000) ?? rules.PointsPerMonth,
            MinimumCases = node["minimumCases"].OptionalWhole(1, 10_000) ?? rules.MinimumCases,
            MinimumRatings = node["minimumRatings"].OptionalWhole(1, 10_000) ?? rules.MinimumRatings,
            Red = ReadThresholds(node["red"], rules.Red),
            Grey = ReadThresholds(node["grey"], rules.Grey),
            Black = ReadThresholds(node["black"], rules.Black),
            HotSpotCases = node["hotSpotCases"].OptionalWhole(2, 1000) ?? rules.HotSpotCases,
            HotSpotDays = node["hotSpotDays"].OptionalWhole(1, 3650) ?? rules.HotSpotDays,
            RectificationDays = node["rectificationDays"].OptionalWhole(1, 365) ?? rules.RectificationDays,
        };
        if (!AsksMore(rules.Red, rules.Grey) || !AsksMore(rules.Grey, rules.Black))
        {
            node.Fault("red must ask at least as much as grey, and grey as black");
        }

        return rules;
    }

    private static Thresholds ReadThresholds(ConfigurationNode node, Thresholds usual) => new(
        node["onTime"].OptionalNumber(0, 1) ?? usual.OnTime,
        node["rating"].OptionalNumber(1, 5) ?? usual.Rating,
        node["reopened"].OptionalNumber(0, 1) ?? usual.Reopened);

    private static bool AsksMore(Thresholds one, Thresholds other) =>
        one.OnTime >= other.OnTime && one.Rating >= other.Rating && one.Reopened <= other.Reopened;
}
