using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.City;

namespace CaseStore.Catalogue;

/// <summary>Reads <c>catalogue.json</c> and checks it against the departments and units of the city.</summary>
internal static class CatalogueReader
{
    /// <summary>Longer codes do not fit the column that keeps them.</summary>
    internal const int LongestCode = 64;

    internal const int LongestLimit = 10_000;

    /// <summary>A question is read in a chat, by old people as well; longer ones are not answered.</summary>
    internal const int LongestQuestion = 60;

    internal const int LongestChoice = 30;

    internal const int MostChoices = 9;

    /// <param name="city">Null when the city's file could not be read: then references to it are not checked.</param>
    public static CatalogueFile Read(ConfigurationNode root, CityFile? city)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var offices = city is null ? null : new Offices(city);
        var subtypes = root["subtypes"].List(n => ReadSubtype(n, codes, offices));
        if (root["subtypes"].IsPresent && !codes.Contains(CaseCatalogue.OtherCode))
        {
            root["subtypes"].Fault($"must hold '{CaseCatalogue.OtherCode}', for what fits no other");
        }

        var dangers = new HashSet<string>(StringComparer.Ordinal);
        var file = new CatalogueFile
        {
            Subtypes = subtypes,
            Dangers = root["dangers"].List(n => ReadDanger(n, dangers, codes)),
            AnswerLimit = ReadLimit(root["answerLimit"]),
            EmergencyLimit = ReadLimit(root["emergencyLimit"]),
        };
        return file with
        {
            WarnAt = root["warnAt"].OptionalNumber(0.05, 0.95) ?? file.WarnAt,
            RatingLapsesAfterDays = root["ratingLapsesAfterDays"].OptionalWhole(1, 365) ?? file.RatingLapsesAfterDays,
            AcknowledgeLimit = OptionalLimit(root["acknowledgeLimit"]) ?? file.AcknowledgeLimit,
            EmergencyAcknowledgeLimit = OptionalLimit(root["emergencyAcknowledgeLimit"]) ?? file.EmergencyAcknowledgeLimit,
            ReportInLimit = OptionalLimit(root["reportInLimit"]) ?? file.ReportInLimit,
            AskLapsesAfterDays = root["askLapsesAfterDays"].OptionalWhole(1, 30) ?? file.AskLapsesAfterDays,
            CommandCentreAfterDays = root["commandCentreAfterDays"].OptionalWhole(1, 365) ?? file.CommandCentreAfterDays,
            PageDaysAfterEnd = root["pageDaysAfterEnd"].OptionalWhole(1, 3650) ?? file.PageDaysAfterEnd,
            Talk = ReadTalk(root["talk"]),
            Assessment = AssessmentReader.Read(root["assessment"]),
        };
    }

    private static TalkRules ReadTalk(ConfigurationNode node)
    {
        var rules = new TalkRules();
        return !node.IsPresent ? rules : rules with
        {
            ReportsPerHour = node["reportsPerHour"].OptionalWhole(1, 1000) ?? rules.ReportsPerHour,
            RegistrationTriesPerDay = node["registrationTriesPerDay"].OptionalWhole(1, 100) ?? rules.RegistrationTriesPerDay,
            NudgeAfterMinutes = node["nudgeAfterMinutes"].OptionalWhole(1, 24 * 60) ?? rules.NudgeAfterMinutes,
            DraftDays = node["draftDays"].OptionalWhole(1, 90) ?? rules.DraftDays,
            Videos = node["videos"].IsPresent ? node["videos"].OptionalFlag() : rules.Videos,
            PointsForValidReport = node["pointsForValidReport"].OptionalWhole(0, 1000) ?? rules.PointsForValidReport,
            PointsForSolvedCase = node["pointsForSolvedCase"].OptionalWhole(0, 1000) ?? rules.PointsForSolvedCase,
            Insults = ReadWords(node["insults"]),
            Advertising = ReadWords(node["advertising"]),
        };
    }

    private static Subtype ReadSubtype(ConfigurationNode node, HashSet<string> codes, Offices? offices)
    {
        var department = node["department"].OptionalText();
        if (department is not null && offices?.Departments.Contains(department) == false)
        {
            node["department"].Fault($"unknown department '{department}'");
        }

        return new Subtype(
            Own(node["code"], codes), node["kind"].Choice(CaseKind.PropertyService, CaseKind.LawEnforcement), node["name"].Text(), department,
            ReadLimit(node["limit"]), ReadWords(node["words"]), node["photoOptional"].OptionalFlag(), node["example"].OptionalText())
        {
            Units = ReadUnits(node["units"], offices),
            Questions = ReadQuestions(node["questions"]),
            Limits = ReadLimits(node["limits"]),
        };
    }

    private static IReadOnlyList<string> ReadUnits(ConfigurationNode node, Offices? offices)
    {
        var townships = new HashSet<string>(StringComparer.Ordinal);
        return node.OptionalList(n =>
        {
            var unit = n.Text();
            if (unit.Length == 0 || offices is null)
            {
                return unit;
            }

            if (!offices.TownshipOfUnit.TryGetValue(unit, out var township))
            {
                n.Fault($"unknown unit '{unit}'");
            }
            else if (!townships.Add(township))
            {
                n.Fault($"a second unit of the township '{township}'");
            }

            return unit;
        });
    }

    private static IReadOnlyList<ConditionalLimit> ReadLimits(ConfigurationNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var limits = node.OptionalList(n => new ConditionalLimit(ReadWhen(n["when"], seen), ReadLimit(n["limit"])));
        if (limits.Count > Subtype.MostLimits)
        {
            node.Fault($"must hold at most {Subtype.MostLimits} limits");
        }

        return limits;
    }

    private static IReadOnlyList<string> ReadWhen(ConfigurationNode node, HashSet<string> seen)
    {
        var words = node.List(n =>
        {
            var word = n.Text();
            if (word.Length > 0 && !seen.Add(word))
            {
                n.Fault($"the word '{word}' is there twice");
            }

            return word;
        });
        if (words.Count == 0 && node.IsPresent)
        {
            node.Fault("must hold at least one word");
        }

        return words;
    }

    private static IReadOnlyList<SubtypeQuestion> ReadQuestions(ConfigurationNode node)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var questions = node.OptionalList(n => new SubtypeQuestion(Own(n["code"], codes), Line(n["ask"], LongestQuestion), ReadChoices(n["choices"])));
        if (questions.Count > Subtype.MostQuestions)
        {
            node.Fault($"must hold at most {Subtype.MostQuestions} questions");
        }

        return questions;
    }

    private static IReadOnlyList<string> ReadChoices(ConfigurationNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var choices = node.OptionalList(n =>
        {
            var choice = Line(n, LongestChoice);
            if (choice.Length > 0 && !seen.Add(choice))
            {
                n.Fault($"the choice '{choice}' is there twice");
            }

            return choice;
        });
        if (choices.Count is 1 or > MostChoices)
        {
            node.Fault($"must hold 2 to {MostChoices} choices, or none");
        }

        return choices;
    }

    /// <summary>A text that stands on one line of a chat.</summary>
    private static string Line(ConfigurationNode node, int longest)
    {
        var text = node.Text();
        if (text.Length > longest)
        {
            node.Fault($"must not be longer than {longest} characters");
        }

        if (text.Any(char.IsControl))
        {
            node.Fault("must stand on one line");
        }

        return text;
    }

    private static Danger ReadDanger(ConfigurationNode node, HashSet<string> dangers, HashSet<string> subtypes)
    {
        var subtype = node["subtype"].OptionalText();
        if (subtype is not null && !subtypes.Contains(subtype))
        {
            node["subtype"].Fault($"unknown subtype '{subtype}'");
        }

        var words = ReadWords(node["words"]);
        if (words.Count == 0 && node["words"].IsPresent)
        {
            node["words"].Fault("must hold at least one word");
        }

        return new Danger(
            Own(node["code"], dangers), node["name"].Text(), subtype, words, node["unless"].OptionalList(n => n.Text()), node["advice"].Text());
    }

    private static Limit? OptionalLimit(ConfigurationNode node) => node.IsPresent ? ReadLimit(node) : null;

    private static Limit ReadLimit(ConfigurationNode node) => node.Required()
        ? new Limit(node["amount"].Whole(1, LongestLimit), node["unit"].Choice<LimitUnit>(), node["source"].OptionalText())
        : new Limit(1, LimitUnit.ClockDays);

    private static IReadOnlyList<string> ReadWords(ConfigurationNode node)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        return node.OptionalList(n =>
        {
            var word = n.Text();
            if (word.Length > 0 && !words.Add(word))
            {
                n.Fault($"the word '{word}' is there twice");
            }

            return word;
        });
    }

    private static string Own(ConfigurationNode node, HashSet<string> codes)
    {
        var code = node.Text();
        if (code.Length > LongestCode)
        {
            node.Fault($"must not be longer than {LongestCode} characters");
        }

        if (code.Length > 0 && !codes.Add(code))
        {
            node.Fault($"the code '{code}' is used twice");
        }

        return code;
    }

    /// <summary>Who there is to be responsible.</summary>
    private sealed class Offices(CityFile city)
    {
        public HashSet<string> Departments { get; } = city.Departments.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);

        public Dictionary<string, string> TownshipOfUnit { get; } = city.Townships
            .SelectMany(t => t.Units ?? [], (t, u) => (u.Id, Township: t.Id)).DistinctBy(u => u.Id).ToDictionary(u => u.Id, u => u.Township, StringComparer.Ordinal);
    }
}
