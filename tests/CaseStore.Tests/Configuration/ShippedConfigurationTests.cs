using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using NJsonSchema;

namespace CaseStore.Tests.Configuration;

public sealed class ShippedConfigurationTests
{
    private static readonly CityConfiguration.Loaded Shipped = Load();

    [Theory]
    [InlineData("city.json", "city.schema.json")]
    [InlineData("catalogue.json", "catalogue.schema.json")]
    [InlineData("calendar.cn.json", "calendar.schema.json")]
    public async Task The_Files_Match_Their_Schemas_And_Name_Them(string file, string schema)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.ConfigDirectory, file));
        var rules = await JsonSchema.FromFileAsync(Path.Combine(Repository.ConfigDirectory, schema));

        Assert.Empty(rules.Validate(text));
        Assert.Contains($"\"$schema\": \"./{schema}\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("city.json", "city.schema.json", "\"timeZone\"", "\"timezone\"")]
    [InlineData("city.json", "city.schema.json", "\"21:00-08:00\"", "\"21-8\"")]
    [InlineData("catalogue.json", "catalogue.schema.json", "\"ClockDays\"", "\"Fortnights\"")]
    [InlineData("calendar.cn.json", "calendar.schema.json", "\"09:00\"", "\"nine\"")]
    public async Task The_Schemas_See_Mistakes(string file, string schema, string right, string wrong)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.ConfigDirectory, file));
        var rules = await JsonSchema.FromFileAsync(Path.Combine(Repository.ConfigDirectory, schema));

        Assert.NotEmpty(rules.Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("FireLaneBlocked", 2, LimitUnit.ClockHours, "Fire")]
    [InlineData("FallingObjects", 2, LimitUnit.ClockHours, "Police")]
    [InlineData("Noise", 2, LimitUnit.ClockHours, "Environment")]
    [InlineData("Dogs", 1, LimitUnit.ClockDays, "Police")]
    [InlineData("IllegalConstruction", 15, LimitUnit.ClockDays, "UrbanManagement")]
    [InlineData("StructuralDamage", 15, LimitUnit.ClockDays, "Housing")]
    [InlineData("EBikeCharging", 4, LimitUnit.ClockHours, "Fire")]
    [InlineData("BottledGas", 1, LimitUnit.ClockHours, "Housing")]
    [InlineData("Sanitation", 3, LimitUnit.ClockDays, "Housing")]
    [InlineData("CustomerService", 3, LimitUnit.ClockDays, "Housing")]
    public void The_Limits_Are_Those_Of_The_Programme(string subtype, int amount, LimitUnit unit, string? department)
    {
        var found = Shipped.Catalogue.Find(subtype)!;

        Assert.Equal((amount, unit, department), (found.Limit.Amount, found.Limit.Unit, found.Department));
        Assert.False(string.IsNullOrEmpty(found.Limit.Source));
    }

    [Fact]
    public void Whoever_Names_No_Hours_Of_Its_Own_Has_The_Citys()
    {
        Assert.Equal(QuietHours.Usual, Shipped.City.QuietHours);
        Assert.Equal(
            ["Fire", "command-centre", "t1-fire", "t2-fire"],
            Shipped.City.Organisations.Where(o => o.QuietHours != Shipped.City.QuietHours).Select(o => o.Id).Order(StringComparer.Ordinal));
        Assert.All(Shipped.City.Organisations.Where(o => o.QuietHours != Shipped.City.QuietHours), o => Assert.Equal(QuietHours.None, o.QuietHours));
    }

    /// <summary>Where the programme has two limits for one subtype, what was said decides.</summary>
    [Theory]
    [InlineData("IllegalConstruction", "8号楼顶楼露台多了一间玻璃房", 15, LimitUnit.ClockDays, null)]
    [InlineData("IllegalConstruction", "8号楼顶楼露台有人正在搭阳光房", 2, LimitUnit.ClockDays, "正在搭")]
    [InlineData("IllegalConstruction", "露台存在建筑垃圾和一间玻璃房", 15, LimitUnit.ClockDays, null)]
    [InlineData("IllegalConstruction", "露台上有间玻璃房;正在建,还是已经建好了:正在建", 2, LimitUnit.ClockDays, "正在建")]
    [InlineData("IllegalConstruction", "听说还在建阳光房;正在建,还是已经建好了:已经建好了", 15, LimitUnit.ClockDays, "已经建好")]
    [InlineData("EBikeCharging", "有人从三楼飞线给电瓶车充电", 4, LimitUnit.ClockHours, null)]
    [InlineData("EBikeCharging", "电瓶车堵在单元门口,老人出不去", 2, LimitUnit.ClockHours, "堵在")]
    [InlineData("FireLaneBlocked", "电瓶车把消防通道堵住了", 2, LimitUnit.ClockHours, null)]
    public void What_Was_Said_Chooses_Among_The_Programmes_Limits(string subtype, string said, int amount, LimitUnit unit, string? word)
    {
        var (limit, chosenBy) = Shipped.Catalogue.LimitFor(new Case
        {
            Number = "WP-20261123-0001",
            Kind = CaseKind.LawEnforcement,
            Subtype = subtype,
            CompoundId = "x1",
            Place = "",
            Description = said,
            HandlerOrganisation = "t1",
            PageToken = "t",
            Reporter = new People.Person { Channel = People.Channel.WeChat, ExternalId = "o", FirstSeenAt = default },
            ReportedAt = default,
        });

        Assert.Equal((amount, unit, word), (limit.Amount, limit.Unit, chosenBy));
        Assert.False(string.IsNullOrEmpty(limit.Source));
    }

    [Fact]
    public void Each_Choice_Of_Being_Built_Or_Built_Chooses_Its_Own_Limit()
    {
        var building = Shipped.Catalogue.Find("IllegalConstruction")!;

        Assert.Equal(
            [2, 15],
            building.Questions[0].Choices.Select(c => building.Limits.First(l => l.When.Any(w => c.Contains(w, StringComparison.Ordinal))).Limit.Amount));
    }

    [Fact]
    public void Danger_To_Life_Is_Acknowledged_Within_Minutes() =>
        Assert.Equal((15, LimitUnit.ClockMinutes), (Shipped.Catalogue.File.EmergencyAcknowledgeLimit.Amount, Shipped.Catalogue.File.EmergencyAcknowledgeLimit.Unit));

    /// <summary>The programme's table of departments; 邻里纠纷, 垃圾分类, 供水 and their like are no subtypes of their own.</summary>
    [Theory]
    [InlineData("Police", "Livestock Dogs GroupRenting FallingObjects")]
    [InlineData("Housing", "Sanitation PublicOrder Facilities Greening CustomerService BottledGas StructuralDamage")]
    [InlineData("UrbanManagement", "IllegalConstruction StreetVending PublicSpaceOccupied GreenDestroyed")]
    [InlineData("Water", "Sewage")]
    [InlineData("MarketRegulation", "Fees LiftMaintenance")]
    [InlineData("Environment", "Noise Pollution")]
    [InlineData("Fire", "EBikeCharging FireLaneBlocked FireEquipment")]
    [InlineData("Utilities", "")]
    public void Every_Department_Has_The_Matters_Of_The_Programmes_Table(string department, string matters)
    {
        // 僵尸车/乱停车 stands in no row of the table; on the street and off it, it is the police who may move a car.
        var held = Shipped.Catalogue.Subtypes.Where(s => s.Department == department && s.Code != "Parking").Select(s => s.Code);

        Assert.Equal(matters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), held.Order());
    }

    [Fact]
    public void Only_What_Fits_No_Box_Has_No_Department_And_Each_Has_Its_Counterpart_In_The_Township() => Assert.All(
        Shipped.Catalogue.Subtypes,
        s => Assert.Equal(s.Department, Shipped.City.CounterpartOf(s, "t1") is { } unit ? Shipped.City.DepartmentOfUnit[unit.Id] : s.Code == "Other" ? null : "nobody"));

    [Fact]
    public void A_Unit_That_The_Catalogue_Names_Goes_Before_That_Of_The_Department()
    {
        var noise = Shipped.Catalogue.Find("Noise")! with { Units = ["t1-urban"] };

        Assert.Equal("t1-urban", Shipped.City.CounterpartOf(noise, "t1")?.Id);
        Assert.Null(Shipped.City.CounterpartOf(noise, "t2"));
    }

    [Fact]
    public void Few_Subtypes_Ask_And_None_More_Than_Twice() => Assert.Equal(
        ["IllegalConstruction 1", "Noise 2", "Dogs 1", "GroupRenting 1", "StreetVending 1", "Fees 1", "LiftMaintenance 1"],
        Shipped.Catalogue.Subtypes.Where(s => s.Questions.Count > 0).Select(s => $"{s.Code} {s.Questions.Count}"));

    [Fact]
    public void Every_Subtype_Of_The_Programme_Is_There_With_Words_And_A_Source()
    {
        string[] property = ["Sanitation", "PublicOrder", "Facilities", "Greening", "CustomerService"];
        string[] enforcement =
        [
            "IllegalConstruction", "StructuralDamage", "FireLaneBlocked", "FallingObjects", "Noise", "Dogs", "BottledGas", "EBikeCharging", "PublicSpaceOccupied",
            "GroupRenting", "GreenDestroyed", "StreetVending", "Sewage", "Pollution", "Fees", "LiftMaintenance", "FireEquipment", "Livestock", "Parking", "Other",
        ];

        Assert.Equal(property, Shipped.Catalogue.Subtypes.Where(s => s.Kind == CaseKind.PropertyService).Select(s => s.Code));
        Assert.Equal(enforcement, Shipped.Catalogue.Subtypes.Where(s => s.Kind == CaseKind.LawEnforcement).Select(s => s.Code));
        Assert.All(Shipped.Catalogue.Subtypes, s => Assert.False(string.IsNullOrEmpty(s.Limit.Source)));
        Assert.All(Shipped.Catalogue.Subtypes.Where(s => s.Code != "Other"), s => Assert.True(s.Words.Count >= 40, s.Code));
    }

    [Theory]
    [InlineData("12栋一楼有很重的煤气味!!", "GasLeak")]
    [InlineData("5号楼着火了!!!窗户里往外冒黑烟", "Fire")]
    [InlineData("困人了!!!3栋2单元电梯卡在七楼", "LiftTrapped")]
    [InlineData("有人被楼上掉下来的花盆砸到头了,流了好多血", "FallingInjury")]
    [InlineData("小孩掉到景观湖里了 快救人", "Drowning")]
    [InlineData("楼道灭火器过期了", null)]
    [InlineData("花盆差点砸到人", null)]
    [InlineData("昨晚我在电梯里困了四十分钟", null)]
    public void Dangers_Are_Told_From_What_Only_Sounds_Like_Them(string text, string? danger)
    {
        var found = Shipped.Catalogue.File.Dangers
            .FirstOrDefault(d => d.Words.Any(text.Contains) && d.Unless?.Any(text.Contains) != true);

        Assert.Equal(danger, found?.Code);
    }

    [Fact]
    public void Every_Advice_Names_A_Number_To_Call() =>
        Assert.All(Shipped.Catalogue.File.Dangers, d => Assert.Matches("119|110|120", d.Advice));

    [Fact]
    public void Every_Department_Has_A_Unit_In_The_First_Township_And_Nobody_Is_Missing()
    {
        Assert.Equal(
            Shipped.Catalogue.Subtypes.Select(s => s.Department).OfType<string>().Distinct().Order(),
            Shipped.City.UnitsOf("t1").Select(u => Shipped.City.DepartmentOfUnit[u.Id]).Where(d => d != "Utilities").Order());
        Assert.All(Shipped.City.Organisations, o => Assert.NotEmpty(o.Members));
        Assert.Contains(Shipped.City.Compounds, x => x.Property is null);
        Assert.Equal(["officer-1", "officer-1b"], Shipped.City.Compounds.Single(x => x.Name == "望湖苑").Property!.Members);
    }

    /// <summary>The State Council's notices: 8 days of spring festival in 2025, 9 in 2026.</summary>
    [Theory]
    [InlineData(2025, 1, 26, true)]
    [InlineData(2025, 1, 28, false)]
    [InlineData(2025, 2, 4, false)]
    [InlineData(2025, 2, 5, true)]
    [InlineData(2025, 10, 8, false)]
    [InlineData(2025, 10, 11, true)]
    [InlineData(2026, 1, 2, false)]
    [InlineData(2026, 1, 4, true)]
    [InlineData(2026, 2, 16, false)]
    [InlineData(2026, 2, 23, false)]
    [InlineData(2026, 2, 28, true)]
    [InlineData(2026, 4, 6, false)]
    [InlineData(2026, 5, 9, true)]
    [InlineData(2026, 9, 20, true)]
    [InlineData(2026, 9, 25, false)]
    [InlineData(2026, 10, 7, false)]
    [InlineData(2026, 10, 10, true)]
    public void The_Calendar_Is_The_Published_One(int year, int month, int day, bool works) =>
        Assert.Equal(works, Shipped.Calendar.IsWorkingDay(new DateOnly(year, month, day)));

    private static CityConfiguration.Loaded Load() => CityConfiguration.Load(Repository.ConfigDirectory) switch
    {
        CityConfiguration.Loaded loaded => loaded,
        CityConfiguration.Faulty faulty => throw new InvalidOperationException(string.Join('\n', faulty.Faults)),
        _ => throw new InvalidOperationException(),
    };
}
