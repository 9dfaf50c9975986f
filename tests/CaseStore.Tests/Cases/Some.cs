using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>The small city of these tests, and things of which only the kind matters.</summary>
internal static class Some
{
    /// <summary>A Monday, 10:12 in the city.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 10, 12, 0, TimeSpan.FromHours(8));

    /// <summary>By when a report of <see cref="Now"/> must be acknowledged: lunch does not count.</summary>
    public static DateTimeOffset FourWorkingHours { get; } = Now.AddHours(5.5);

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static Actor Officer { get; } = new("officer-1", Role.InfoOfficer);

    public static Actor Staff { get; } = new("staff-1", Role.CommunityStaff);

    public static Actor Reviewer { get; } = new("reviewer-1", Role.TownshipReviewer);

    public static Actor Handler { get; } = new("handler-1", Role.DepartmentHandler);

    /// <summary>Of a city department.</summary>
    public static Actor Fireman { get; } = new("fire-1", Role.DepartmentHandler);

    public static Actor Commander { get; } = new("commander-1", Role.CommandCentre);

    public static Actor Stranger { get; } = new("nobody", Role.InfoOfficer);

    public static CityFile CityFile { get; } = new()
    {
        Name = "测试市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new CommandCentreEntry("指挥中心", ["commander-1"]),
        Departments = [new DepartmentEntry("Fire", "消防大队", ["fire-1"], null), new DepartmentEntry("Police", "公安局", ["police-1"], null), new DepartmentEntry("Water", "水务局", [], null)],
        Townships =
        [
            new TownshipEntry("t1", "一镇", ["reviewer-1"], null,
                [new UnitEntry("t1-fire", "一镇消防", null, ["handler-1"], null), new UnitEntry("t1-empty", "空", null, [], null), new UnitEntry("t1-urban", "一镇城管", null, ["handler-3"], null)]),
            new TownshipEntry("t2", "二镇", [], null, [new UnitEntry("t2-fire", "二镇消防", null, ["handler-2"], null)]),
        ],
        Communities = [new CommunityEntry("c1", "一社区", "t1", ["staff-1"], null), new CommunityEntry("c2", "二社区", "t2", ["staff-2"], null),
            new CommunityEntry("c3", "三社区", "t1", [], null)],
        Properties = [new PropertyEntry("p1", "一物业", ["officer-1", "officer-1b"], null), new PropertyEntry("p2", "二物业", ["officer-2"], null),
            new PropertyEntry("p3", "无人物业", [], null)],
        Compounds =
        [
            new CompoundEntry("x1", "甲苑", null, "c1", "p1", null, null),
            new CompoundEntry("x2", "乙苑", null, "c2", "p2", null, null),
            new CompoundEntry("x-none", "丙苑", null, "c1", null, null, null),
            new CompoundEntry("x-empty", "丁苑", null, "c1", "p3", null, null),
            new CompoundEntry("x-nobody", "戊苑", null, "c3", null, null, null),
        ],
    };

    public static CityDirectory City { get; } = new(CityFile);

    public static CalendarFile CalendarFile { get; } = new(
        [new WorkingSpan(new TimeOnly(9, 0), new TimeOnly(12, 0)), new WorkingSpan(new TimeOnly(13, 30), new TimeOnly(17, 30))],
        [DayOfWeek.Saturday, DayOfWeek.Sunday],
        [
            new CalendarYear(2026, "test",
            [
                new PublicHoliday("国庆节", new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 7), [new DateOnly(2026, 9, 20), new DateOnly(2026, 10, 10)]),
            ]),
        ]);

    public static WorkingCalendar Calendar { get; } = new(CalendarFile, Zone);

    public static CatalogueFile Catalogue { get; } = new()
    {
        AnswerLimit = new Limit(3, LimitUnit.WorkingDays),
        EmergencyLimit = new Limit(1, LimitUnit.ClockHours),
        Subtypes =
        [
            new Subtype("Sanitation", CaseKind.PropertyService, "环境卫生", null, new Limit(3, LimitUnit.ClockDays), ["垃圾"]),
            new Subtype("Noise", CaseKind.LawEnforcement, "噪音扰民", null, new Limit(2, LimitUnit.ClockHours), ["噪音"], PhotoOptional: true),
            new Subtype("EBikeCharging", CaseKind.LawEnforcement, "电动车违规停放充电", "Fire", new Limit(4, LimitUnit.ClockHours), ["充电"]),
            new Subtype("Sewage", CaseKind.LawEnforcement, "违规排放污水", "Water", new Limit(1, LimitUnit.WorkingDays), ["污水"]),
            new Subtype("Other", CaseKind.LawEnforcement, "其他", null, new Limit(5, LimitUnit.WorkingDays), []),
        ],
    };

    /// <summary>With a subtype that has other limits for what is being built and what was built long ago.</summary>
    public static CatalogueFile Building { get; } = Catalogue with
    {
        Subtypes =
        [
            .. Catalogue.Subtypes.Select(s => s.Code == "Noise" ? s with { Questions = [new SubtypeQuestion("Works", "是正在建房时吵吗?", [])] } : s),
            new Subtype("Building", CaseKind.LawEnforcement, "违法建设", null, new Limit(15, LimitUnit.ClockDays), ["违建"])
            {
                Limits =
                [
                    new ConditionalLimit(["正在建"], new Limit(2, LimitUnit.ClockDays, "在建")), new ConditionalLimit(["已经建好", "早就建好"], new Limit(30, LimitUnit.ClockDays)),
                ],
                Questions = [new SubtypeQuestion("Stage", "正在建,还是已经建好了?", ["正在建", "已经建好了"])],
            },
        ],
    };

    public static World World { get; } = new(City, Catalogue, Calendar);

    public static CaseDesk Desk(CatalogueFile? catalogue = null, CityDirectory? city = null) => new(city ?? City, new CaseCatalogue(catalogue ?? Catalogue), Calendar);

    public static NewReport Report(
        CaseKind kind = CaseKind.PropertyService, string? subtype = "Sanitation", string compound = "x1", bool emergency = false, params string[] photos) =>
        new(Channel.WeChat, "openid-1", kind, subtype, compound, "3号楼2单元门口", "垃圾桶满了", emergency, photos);

    public static NewReport Enforcement(string compound = "x1") => Report(CaseKind.LawEnforcement, "Noise", compound);
}
