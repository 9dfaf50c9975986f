using CaseStore.City;

namespace BotGateway.Tests.Simulator;

internal static class SomeCity
{
    public static CityFile File { get; } = new()
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new CommandCentreEntry("指挥中心", ["centre-1"]),
        Departments = [new DepartmentEntry("Fire", "消防大队", ["fire-1"], null)],
        Townships = [new TownshipEntry("t1", "玉山镇", ["reviewer-1"], "key-town", [new UnitEntry("t1-fire", "玉山镇消防", "Fire", ["unit-1"], null)])],
        Communities = [new CommunityEntry("c1", "柳荫社区", "t1", ["staff-1"], "key-community")],
        Properties = [new PropertyEntry("p1", "安和物业", ["Officer-1", "officer-1b"], "key-property")],
        Compounds = [new CompoundEntry("x1", "望湖苑", ["望湖"], "c1", "p1", 31.38, 120.98)],
    };

    public static CityDirectory Directory { get; } = new(File);
}
