using System.Text.Json.Nodes;
using CaseStore.City;

namespace CaseStore.Tests.Configuration;

public sealed class ConfigurationFaultTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("woodpecker-config-").FullName;

    public ConfigurationFaultTests()
    {
        foreach (var file in (string[])["city.json", "catalogue.json", "calendar.cn.json"])
        {
            File.Copy(Path.Combine(Repository.ConfigDirectory, file), Path.Combine(_directory, file));
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_Copy_Itself_Is_Fine() => Assert.IsType<CityConfiguration.Loaded>(CityConfiguration.Load(_directory));

    [Theory]
    [InlineData("city.json", "$.name", null, "is missing")]
    [InlineData("city.json", "$.name", "\"\"", "must be a text that is not empty")]
    [InlineData("city.json", "$.name", "7", "must be a text that is not empty")]
    [InlineData("city.json", "$.timeZone", "\"Asia/Nowhere\"", "unknown time zone 'Asia/Nowhere'")]
    [InlineData("city.json", "$.quietHours", "\"21-8\"", "must be written as HH:mm-HH:mm, or none")]
    [InlineData("city.json", "$.quietHours", "\"08:00-08:00\"", "must be written as HH:mm-HH:mm, or none")]
    [InlineData("city.json", "$.properties[0].quietHours", "2108", "must be written as HH:mm-HH:mm, or none")]
    [InlineData("city.json", "$.townships[0].units[1].quietHours", "\"never\"", "must be written as HH:mm-HH:mm, or none")]
    [InlineData("city.json", "$.commandCentre.quietHours", "\"24:00-08:00\"", "must be written as HH:mm-HH:mm, or none")]
    [InlineData("city.json", "$.commandCentre", null, "is missing")]
    [InlineData("city.json", "$.commandCentre.members", "[]", "must name somebody: it is where a case goes when nobody else is there")]
    [InlineData("city.json", "$.townships", "{}", "must be a list")]
    [InlineData("city.json", "$.townships[0].units[1].id", "\"p1\"", "the id 'p1' is used twice", "$.properties[0].id")]
    [InlineData("city.json", "$.townships[0].units[0].department", "\"Magic\"", "unknown department 'Magic'")]
    [InlineData("city.json", "$.communities[1].id", "\"c1\"", "the id 'c1' is used twice")]
    [InlineData("city.json", "$.communities[0].id", "\"command-centre\"", "the id 'command-centre' is used twice")]
    [InlineData("city.json", "$.communities[0].township", "\"t9\"", "unknown township 't9'")]
    [InlineData("city.json", "$.communities[0].staff", "\"staff-1\"", "must be a list")]
    [InlineData("city.json", "$.compounds[0].community", "\"c9\"", "unknown community 'c9'")]
    [InlineData("city.json", "$.compounds[0].property", "\"p9\"", "unknown property 'p9'")]
    [InlineData("city.json", "$.compounds[1].id", "\"x1\"", "the id 'x1' is used twice")]
    [InlineData("city.json", "$.compounds[2].name", "\"望湖苑\"", "the compound name '望湖苑' is used twice")]
    [InlineData("city.json", "$.compounds[2].aliases[0]", "\"望湖\"", "the compound name '望湖' is used twice")]
    [InlineData("city.json", "$.compounds[0].latitude", "131.4", "must be a number from -90 to 90")]
    [InlineData("city.json", "$.properties[0].infoOfficers[0]", "\"12345678901234567890123456789012345678901234567890123456789012345\"", "must not be longer than 64 characters")]
    [InlineData("catalogue.json", "$.answerLimit", null, "is missing")]
    [InlineData("catalogue.json", "$.subtypes[0].limit.amount", "0", "must be a whole number from 1 to 10000")]
    [InlineData("catalogue.json", "$.subtypes[0].limit.amount", "-3", "must be a whole number from 1 to 10000")]
    [InlineData("catalogue.json", "$.subtypes[0].limit.amount", "1.5", "must be a whole number from 1 to 10000")]
    [InlineData("catalogue.json", "$.subtypes[0].limit.unit", "\"Weeks\"", "must be one of WorkingHours, ClockMinutes, ClockHours, WorkingDays, ClockDays")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[0].limit.unit", "\"Weeks\"", "must be one of WorkingHours, ClockMinutes, ClockHours, WorkingDays, ClockDays")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[0].limit.amount", "0", "must be a whole number from 1 to 10000")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[0].limit", null, "is missing")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[0].when", null, "is missing")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[0].when", "[]", "must hold at least one word")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[0].when[1]", "\" \"", "must be a text that is not empty")]
    [InlineData("catalogue.json", "$.subtypes[5].limits[1].when[0]", "\"正在建\"", "the word '正在建' is there twice")]
    [InlineData("catalogue.json", "$.subtypes[0].limits", "[{\"when\":[\"a\"],\"limit\":{\"amount\":1,\"unit\":\"ClockDays\"}},{\"when\":[\"b\"],\"limit\":{\"amount\":1,\"unit\":\"ClockDays\"}},{\"when\":[\"c\"],\"limit\":{\"amount\":1,\"unit\":\"ClockDays\"}}]", "must hold at most 2 limits")]
    [InlineData("catalogue.json", "$.subtypes[0].kind", "\"Gossip\"", "must be one of PropertyService, LawEnforcement")]
    [InlineData("catalogue.json", "$.subtypes[0].kind", "\"Praise\"", "must be one of PropertyService, LawEnforcement")]
    [InlineData("catalogue.json", "$.subtypes[1].code", "\"Sanitation\"", "the code 'Sanitation' is used twice")]
    [InlineData("catalogue.json", "$.subtypes[5].department", "\"Magic\"", "unknown department 'Magic'")]
    [InlineData("catalogue.json", "$.subtypes[0].words[1]", "\"垃圾\"", "the word '垃圾' is there twice")]
    [InlineData("catalogue.json", "$.subtypes[0].words[1]", "\" \"", "must be a text that is not empty")]
    [InlineData("catalogue.json", "$.subtypes[0].photoOptional", "\"yes\"", "must be true or false")]
    [InlineData("catalogue.json", "$.subtypes[9].name", "\"a\\u0000\"", "must not hold a zero character")]
    [InlineData("catalogue.json", "$.subtypes[9].units", "[\"t9-fire\"]", "unknown unit 't9-fire'", "$.subtypes[9].units[0]")]
    [InlineData("catalogue.json", "$.subtypes[9].units", "[\"t1-fire\", \"t1-water\"]", "a second unit of the township 't1'", "$.subtypes[9].units[1]")]
    [InlineData("catalogue.json", "$.subtypes[9].questions[1].code", "\"Since\"", "the code 'Since' is used twice")]
    [InlineData("catalogue.json", "$.subtypes[9].questions[0].ask", null, "is missing")]
    [InlineData("catalogue.json", "$.subtypes[9].questions[0].ask", "\"一\\n二\"", "must stand on one line")]
    [InlineData("catalogue.json", "$.subtypes[10].questions[0].choices", "[\"牵了\"]", "must hold 2 to 9 choices, or none")]
    [InlineData("catalogue.json", "$.subtypes[10].questions[0].choices[1]", "\"牵了\"", "the choice '牵了' is there twice")]
    [InlineData("catalogue.json", "$.subtypes[0].questions", "[{\"code\":\"A\",\"ask\":\"?\"},{\"code\":\"B\",\"ask\":\"?\"},{\"code\":\"C\",\"ask\":\"?\"}]", "must hold at most 2 questions")]
    [InlineData("catalogue.json", "$.dangers[0].subtype", "\"Magic\"", "unknown subtype 'Magic'")]
    [InlineData("catalogue.json", "$.dangers[0].words", "[]", "must hold at least one word")]
    [InlineData("catalogue.json", "$.dangers[0].advice", null, "is missing")]
    [InlineData("catalogue.json", "$.talk.reportsPerHour", "0", "must be a whole number from 1 to 1000")]
    [InlineData("catalogue.json", "$.talk.registrationTriesPerDay", "0", "must be a whole number from 1 to 100")]
    [InlineData("catalogue.json", "$.talk.nudgeAfterMinutes", "-1", "must be a whole number from 1 to 1440")]
    [InlineData("catalogue.json", "$.talk.draftDays", "0.5", "must be a whole number from 1 to 90")]
    [InlineData("catalogue.json", "$.talk.videos", "\"yes\"", "must be true or false")]
    [InlineData("catalogue.json", "$.talk.insults[0]", "\" \"", "must be a text that is not empty")]
    [InlineData("catalogue.json", "$.talk.advertising[1]", "\"贷款+微信\"", "the word '贷款+微信' is there twice")]
    [InlineData("catalogue.json", "$.assessment.pointsPerDay", "-1", "must be a whole number from 0 to 10000")]
    [InlineData("catalogue.json", "$.assessment.minimumCases", "0", "must be a whole number from 1 to 10000")]
    [InlineData("catalogue.json", "$.assessment.red.rating", "5.1", "must be a number from 1 to 5")]
    [InlineData("catalogue.json", "$.assessment.grey.onTime", "85", "must be a number from 0 to 1")]
    [InlineData("catalogue.json", "$.assessment.black.onTime", "0.9", "red must ask at least as much as grey, and grey as black", "$.assessment")]
    [InlineData("catalogue.json", "$.assessment.red.reopened", "0.2", "red must ask at least as much as grey, and grey as black", "$.assessment")]
    [InlineData("catalogue.json", "$.warnAt", "1.2", "must be a number from 0.05 to 0.95")]
    [InlineData("catalogue.json", "$.ratingLapsesAfterDays", "0", "must be a whole number from 1 to 365")]
    [InlineData("calendar.cn.json", "$.spans", "[]", "must hold at least one span")]
    [InlineData("calendar.cn.json", "$.spans[0].to", "\"08:00\"", "must end after it begins", "$.spans[0]")]
    [InlineData("calendar.cn.json", "$.spans[1].from", "\"11:00\"", "the spans overlap", "$.spans")]
    [InlineData("calendar.cn.json", "$.spans[0].from", "\"9\"", "must be written as HH:mm")]
    [InlineData("calendar.cn.json", "$.weekend[0]", "\"Caturday\"", "must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("calendar.cn.json", "$.years[1].year", "2025", "the year 2025 is there twice")]
    [InlineData("calendar.cn.json", "$.years[0].holidays[0].from", "\"2025-02-30\"", "must be written as yyyy-MM-dd")]
    [InlineData("calendar.cn.json", "$.years[0].holidays[1].to", "\"2025-01-01\"", "must be a stretch of days, at most a month", "$.years[0].holidays[1]")]
    [InlineData("calendar.cn.json", "$.years[0].holidays[1].workInstead[0]", "\"2025-01-29\"", "a day of the holiday itself cannot be worked", "$.years[0].holidays[1].workInstead")]
    [InlineData("calendar.cn.json", "$.years[0].holidays[1].workInstead[0]", "\"2025-01-27\"", "2025-01-27 is a Monday, worked anyway", "$.years[0].holidays[1].workInstead")]
    [InlineData("calendar.cn.json", "$.years[0].holidays[1].workInstead[0]", "\"2025-04-27\"", "2025-04-27 is spoken of twice", "$.years[0].holidays[3]")]
    [InlineData("calendar.cn.json", "$.years[1].year", "2027", "lies outside 2027", "$.years[1].holidays[6]")]
    public void A_Mistake_Is_Told_With_Its_File_Its_Place_And_The_Reason(string file, string path, string? value, string reason, string? toldAt = null)
    {
        Change(file, path, value);

        Assert.Contains(new ConfigurationFault(file, toldAt ?? path, reason), Faults());
    }

    [Fact]
    public void What_Fits_No_Subtype_Must_Have_A_Box()
    {
        Change("catalogue.json", "$.subtypes[24].code", "\"Sonstiges\"");

        Assert.Contains(Faults(), f => f is { Path: "$.subtypes", Reason: "must hold 'Other', for what fits no other" });
    }

    [Fact]
    public void All_Mistakes_Of_All_Files_Are_Told_At_Once()
    {
        Change("city.json", "$.timeZone", "\"Mars\"");
        Change("city.json", "$.compounds[0].property", "\"p9\"");
        Change("catalogue.json", "$.warnAt", "7");
        Change("calendar.cn.json", "$.weekend", "7");

        Assert.Equal(
            ["city.json $.timeZone", "city.json $.compounds[0].property", "catalogue.json $.warnAt", "calendar.cn.json $.weekend"],
            Faults().Select(f => $"{f.File} {f.Path}"));
    }

    [Theory]
    [InlineData("{\n  \"name\": \"市\",\n  oops\n}", "line 3")]
    [InlineData("", "line 1")]
    [InlineData("{ \"name\": \"甲\",\n \"name\": \"乙\" }", "$")]
    public void What_Is_Not_Json_Is_Told_With_Its_Line(string text, string line)
    {
        File.WriteAllText(Path.Combine(_directory, "city.json"), text);

        var fault = Assert.Single(Faults());
        Assert.Equal(("city.json", line), (fault.File, fault.Path));
        Assert.StartsWith("is not valid JSON", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"噪音扰民\"", "\"name\": \"\\ud83d\"")]
    [InlineData("\"kind\": \"LawEnforcement\"", "\"kind\": \"\\udc00\"")]
    [InlineData("\"subtypes\"", "\"\\ud83d\"")]
    [InlineData("\"example\"", "\"\\ud83d\": 1, \"\\ud83d\"")]
    public void Half_A_Character_Is_A_Mistake_Like_Any_Other(string right, string wrong)
    {
        var path = Path.Combine(_directory, "catalogue.json");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.NotEmpty(Faults());
    }

    [Fact]
    public void A_List_In_Place_Of_The_Object_Is_Told()
    {
        File.WriteAllText(Path.Combine(_directory, "city.json"), "[]");

        Assert.Equal([new ConfigurationFault("city.json", "$", "must be an object")], Faults());
    }

    [Fact]
    public void A_File_That_Is_Not_There_Is_Told()
    {
        File.Delete(Path.Combine(_directory, "catalogue.json"));

        var fault = Assert.Single(Faults());
        Assert.Equal(("catalogue.json", "$"), (fault.File, fault.Path));
        Assert.StartsWith("cannot be read", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_Nobody_Asks_For_Comments_And_Trailing_Commas_Are_Welcome()
    {
        Change("city.json", "$.mayor", "\"王\"");
        var path = Path.Combine(_directory, "city.json");
        File.WriteAllText(path, "// ours\n" + File.ReadAllText(path).TrimEnd().TrimEnd('}') + ",\n}");

        Assert.IsType<CityConfiguration.Loaded>(CityConfiguration.Load(_directory));
    }

    private IReadOnlyList<ConfigurationFault> Faults() => Assert.IsType<CityConfiguration.Faulty>(CityConfiguration.Load(_directory)).Faults;

    /// <summary>Puts a value at a JSON path, or takes away what stands there.</summary>
    private void Change(string file, string path, string? value)
    {
        var full = Path.Combine(_directory, file);
        var root = JsonNode.Parse(File.ReadAllText(full))!;
        var steps = path[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var node = root;
        foreach (var step in steps[..^1])
        {
            node = int.TryParse(step, out var index) ? node![index] : node![step];
        }

        if (value is null)
        {
            node!.AsObject().Remove(steps[^1]);
        }
        else if (int.TryParse(steps[^1], out var last))
        {
            node![last] = JsonNode.Parse(value);
        }
        else
        {
            node![steps[^1]] = JsonNode.Parse(value);
        }

        File.WriteAllText(full, root.ToJsonString());
    }
}
