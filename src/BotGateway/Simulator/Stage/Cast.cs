using BotGateway.Settings;
using CaseStore.City;

namespace BotGateway.Simulator.Stage;

/// <param name="Id">openid or userid.</param>
internal sealed record Player(SimulatedPlatform Platform, string Id)
{
    public const string WeChat = "wechat:";
    public const string MiniProgram = "miniprogram:";
    public const string WeCom = "wecom:";

    public string Chat => Platform switch
    {
        SimulatedPlatform.WeChat => WeChat,
        SimulatedPlatform.MiniProgram => MiniProgram,
        _ => WeCom,
    } + Id;
}

/// <param name="Platform">WeChat's openid and the mini-program's are different people to us until they register.</param>
internal sealed record Resident(string Id, string Name, SimulatedPlatform Platform = SimulatedPlatform.WeChat)
{
    public string Chat => new Player(Platform, Id).Chat;
}

/// <summary>Who can be played: a few residents, and everybody of city.json.</summary>
internal sealed class Cast(CityNow now)
{
    public const string Group = "group:";

    private Staff? _staff;

    public static IReadOnlyList<Resident> Residents { get; } =
    [
        new("oSim-resident-jia", "居民甲"),
        new("oSim-resident-yi", "居民乙"),
        new("oSim-resident-bing", "居民丙"),
        new("oSim-mini-ding", "小程序:丁", SimulatedPlatform.MiniProgram),
    ];

    public IReadOnlyList<Organisation> Organisations => Now.Organisations;

    /// <summary>One a robot key: two organisations that name the same robot share a group.</summary>
    public IEnumerable<Organisation> Groups => Now.Groups.Values;

    public static string ChatOfGroup(Organisation organisation) => Group + organisation.Id;

    /// <summary>As city.json writes it; the platform does not tell userids apart by case. Null for a stranger.</summary>
    public string? FindMember(string userId) => Now.Members.GetValueOrDefault(userId);

    public Organisation? FindGroup(string robotKey) => Now.Groups.GetValueOrDefault(robotKey);

    /// <summary>A userid of city.json means that member, anything else a resident's openid; <c>wechat:</c>, <c>miniprogram:</c> or <c>wecom:</c> before it says which.</summary>
    public Player Find(string who)
    {
        if (who.StartsWith(Player.WeChat, StringComparison.Ordinal))
            return new Player(SimulatedPlatform.WeChat, who[Player.WeChat.Length..]);
        if (who.StartsWith(Player.MiniProgram, StringComparison.Ordinal))
            return new Player(SimulatedPlatform.MiniProgram, who[Player.MiniProgram.Length..]);
        if (who.StartsWith(Player.WeCom, StringComparison.Ordinal))
            return new Player(SimulatedPlatform.WeCom, FindMember(who[Player.WeCom.Length..]) ?? who[Player.WeCom.Length..]);
        return FindMember(who) is { } member ? new Player(SimulatedPlatform.WeCom, member) : new Player(SimulatedPlatform.WeChat, who);
    }

    private Staff Now
    {
        get
        {
            var city = now();
            return _staff is { } staff && staff.City == city ? staff : _staff = new Staff(city);
        }
    }

    private sealed class Staff
    {
        public Staff(CityDirectory city)
        {
            City = city;
            Organisations = [.. city.Organisations.OrderBy(o => o.Kind).ThenBy(o => o.Id, StringComparer.Ordinal)];
            Members = Organisations.SelectMany(o => o.Members).Distinct(StringComparer.OrdinalIgnoreCase)
                .ToDictionary(m => m, m => m, StringComparer.OrdinalIgnoreCase);
            Groups = Organisations.Where(o => o.GroupRobotKey is not null).GroupBy(o => o.GroupRobotKey!, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        }

        public CityDirectory City { get; }

        public IReadOnlyList<Organisation> Organisations { get; }

        public Dictionary<string, string> Members { get; }

        public Dictionary<string, Organisation> Groups { get; }
    }
}
