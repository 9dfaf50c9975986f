using System.Text;
using System.Text.Json;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Catalogue.Sheet;
using CaseStore.City;
using FsCheck;
using FsCheck.Fluent;

namespace CaseStore.Tests.Sheets;

/// <summary>Any valid catalogue of a small city, with whatever people may write into it.</summary>
public static class SomeCatalogue
{
    /// <summary>Two departments of one name, and one named like the other's id: the sheet must tell them apart.</summary>
    internal static CityFile City { get; } = new()
    {
        Name = "测试市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new CommandCentreEntry("指挥中心", ["c"]),
        Departments =
        [
            new DepartmentEntry("Fire", "消防大队", null, null), new DepartmentEntry("Police", "公安局", null, null), new DepartmentEntry("Police2", "公安局", null, null),
            new DepartmentEntry("Odd", "Fire", null, null),
        ],
        Townships =
        [
            new TownshipEntry("t1", "一镇", null, null, [new UnitEntry("t1-fire", "消防、救援站", "Fire", null, null), new UnitEntry("t1-police", "派出所", null, null, null)]),
            new TownshipEntry("t2", "二镇", null, null, [new UnitEntry("t2-police", "派出所", null, null, null)]),
        ],
    };

    private static readonly Gen<string> Text = Gen.Elements(
            "垃圾", "灯", "a", "、", "\\", "\"", ",", ";", "|", "\n", "\r\n", "\t", " ", "=1+1", "-", "#", "'", "🙂", "，", "\"\"", "é", "\u3000", "\u200b", "TRUE", "1-2", "㐀", "𠀀")
        .ListOf().Select(parts => string.Concat(parts.Take(8)).Trim()).Where(t => t.Length > 0);

    private static readonly Gen<string> Line = Text.Select(t => string.Concat(t.Where(c => !char.IsControl(c))).Trim()).Where(t => t.Length is > 0 and <= 30);

    private static readonly Gen<Limit> Limits =
        from amount in Gen.Choose(1, 10_000)
        from unit in Gen.Elements(Enum.GetValues<LimitUnit>())
        from source in Maybe(Text)
        select new Limit(amount, unit, source);

    private static readonly Gen<SubtypeQuestion> Questions =
        from code in Text
        from ask in Line
        from choices in Distinct(Line, 9)
        select new SubtypeQuestion(code, ask, choices.Count == 1 ? [] : choices);

    private static readonly Gen<Subtype> Subtypes =
        from code in Text
        from kind in Gen.Elements(CaseKind.PropertyService, CaseKind.LawEnforcement)
        from name in Text
        from department in Gen.Elements(null, "Fire", "Police", "Police2", "Odd")
        from limit in Limits
        from words in Distinct(Text, 20)
        from photoOptional in Gen.Elements(true, false)
        from example in Maybe(Text)
        from units in Gen.Elements<string[]>([], ["t1-fire"], ["t2-police"], ["t1-police", "t2-police"], ["t2-police", "t1-fire"])
        from questions in Questions.ListOf()
        from when in Distinct(Text, 6)
        from limits in Limits.Two()
        from cut in Gen.Choose(0, 6)
        select new Subtype(code, kind, name, department, limit, words, photoOptional, example)
        {
            Units = units,
            Questions = [.. questions.DistinctBy(q => q.Code).Take(Subtype.MostQuestions)],
            Limits = [.. new ConditionalLimit[] { new([.. when.Take(cut)], limits.Item1), new([.. when.Skip(cut)], limits.Item2) }.Where(l => l.When.Count > 0)],
        };

    private static readonly Gen<CatalogueFile> Files =
        from subtypes in Subtypes.ListOf()
        from other in Subtypes
        from dangers in Distinct(Text, 5)
        from belong in Gen.Choose(0, 1_000_000)
        select File([.. subtypes.Where(s => s.Code != CaseCatalogue.OtherCode).DistinctBy(s => s.Code).Take(12), other with { Code = CaseCatalogue.OtherCode }], dangers, belong);

    public static Arbitrary<CatalogueFile> Catalogues() => Arb.From(Files);

    /// <summary>As <c>catalogue.json</c>, with a member that is none of ours.</summary>
    internal static byte[] Json(CatalogueFile file) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        mayor = "王",
        answerLimit = Json(file.AnswerLimit),
        emergencyLimit = Json(file.EmergencyLimit),
        subtypes = file.Subtypes.Select(s => new
        {
            code = s.Code,
            kind = s.Kind.ToString(),
            name = s.Name,
            department = s.Department,
            limit = Json(s.Limit),
            limits = s.Limits.Select(l => new { when = l.When, limit = Json(l.Limit) }),
            words = s.Words,
            photoOptional = s.PhotoOptional,
            example = s.Example,
            units = s.Units,
            questions = s.Questions.Select(q => new { code = q.Code, ask = q.Ask, choices = q.Choices }),
        }),
        dangers = file.Dangers.Select(d => new { code = d.Code, name = d.Name, subtype = d.Subtype, words = d.Words, advice = d.Advice }),
    });

    /// <summary>What a catalogue says, for comparing; lists compare by what they hold.</summary>
    internal static string Told(CatalogueFile file) => Encoding.UTF8.GetString(Json(file));

    internal static CatalogueFile Read(byte[] json)
    {
        var faults = new List<ConfigurationFault>();
        var file = CatalogueReader.Read(ConfigurationNode.Parse(json, "catalogue.json", faults)!, City);
        Assert.Empty(faults);
        return file;
    }

    internal static byte[] Sheet(string text) => Encoding.UTF8.GetBytes(string.Join(',', SheetColumns.Headers) + "\n" + text);

    private static object Json(Limit limit) => new { amount = limit.Amount, unit = limit.Unit.ToString(), source = limit.Source };

    private static CatalogueFile File(IReadOnlyList<Subtype> subtypes, IReadOnlyList<string> dangers, int belong) => new()
    {
        AnswerLimit = new Limit(1, LimitUnit.ClockDays),
        EmergencyLimit = new Limit(1, LimitUnit.ClockHours),
        Subtypes = subtypes,
        // The first two share a name.
        Dangers = [.. dangers.Select((code, i) => new Danger(
            code, i < 2 ? "险情" : "险" + code, (belong >> i) % 3 == 0 ? null : subtypes[(belong >> i) % subtypes.Count].Code, ["词"], null, "拨119"))],
    };

    private static Gen<string?> Maybe(Gen<string> some) => Gen.OneOf(Gen.Constant<string?>(null), some.Select(s => (string?)s));

    private static Gen<IReadOnlyList<string>> Distinct(Gen<string> some, int most) => some.ListOf().Select(all => (IReadOnlyList<string>)[.. all.Distinct().Take(most)]);
}
