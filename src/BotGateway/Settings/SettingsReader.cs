using System.Globalization;
using System.Security.Cryptography;
using BotGateway.Couriers.ToResidents;
using CaseStore.City;

namespace BotGateway.Settings;

/// <summary>Configuration keys → <see cref="GatewaySettings"/>, or everything that is wrong with them at once.</summary>
internal static class SettingsReader
{
    private static readonly string[] LiveMustHave =
    [
        "WeChat:AppId", "WeChat:AppSecret", "WeChat:Token", "WeChat:EncodingAesKey",
        "WeCom:CorpId", "WeCom:AgentId", "WeCom:Secret", "WeCom:Token", "WeCom:EncodingAesKey",
        "PublicBaseUrl",
    ];

    private static readonly string[] MiniProgramMustHave =
        ["MiniProgram:AppId", "MiniProgram:AppSecret", "MiniProgram:Token", "MiniProgram:EncodingAesKey"];

    /// <summary>The platforms' windows and limits are counted from what was sent in the last two days.</summary>
    private static readonly TimeSpan ShortestKeep = TimeSpan.FromDays(7);

    public static (GatewaySettings? Settings, IReadOnlyList<ConfigurationFault> Faults) Read(IConfiguration configuration, string root)
    {
        var faults = new List<ConfigurationFault>();
        void Fault(string key, string reason) => faults.Add(new ConfigurationFault("settings", key, reason));
        string? Get(string key) => configuration[key] is { Length: > 0 } value ? value.Trim() : null;
        var modeText = Get("Platform:Mode") ?? nameof(PlatformMode.Simulator);
        if (!Enum.TryParse<PlatformMode>(modeText, ignoreCase: true, out var mode) || !modeText.Equals(mode.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            Fault("Platform:Mode", $"\"{modeText}\" is neither Simulator nor Live");
        }

        var hasMiniProgram = mode == PlatformMode.Simulator || configuration.GetSection("MiniProgram").GetChildren().Any(c => !string.IsNullOrEmpty(c.Value));
        if (mode == PlatformMode.Live)
        {
            foreach (var key in LiveMustHave.Where(k => Get(k) is null))
            {
                Fault(key, "is required when Platform:Mode is Live (see config/secrets.example.env)");
            }

            foreach (var key in MiniProgramMustHave.Where(k => hasMiniProgram && Get(k) is null))
            {
                Fault(key, "is required as soon as anything of the mini-program is set; set none of it to leave that channel off");
            }
        }

        string Made(string key, Func<string> make) => Get(key) ?? (mode == PlatformMode.Simulator ? make() : "");
        string AesKey(string key, string value)
        {
            if (value.Length > 0 && (value.Length != 43 || !value.All(char.IsAsciiLetterOrDigit)))
            {
                Fault(key, $"must be 43 letters and digits, has {value.Length} characters");
            }

            return value;
        }

        IReadOnlyList<string> Keys(string account)
        {
            var (current, previous) = ($"{account}:EncodingAesKey", $"{account}:PreviousEncodingAesKey");
            var first = AesKey(current, Made(current, RandomAesKey));
            return Get(previous) is { } second ? [first, AesKey(previous, second)] : [first];
        }

        string? Url(string key, string? standard)
        {
            var value = Get(key) ?? (mode == PlatformMode.Live ? standard : null);
            if (value is not null && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                Fault(key, $"\"{value}\" is not an http(s) address");
            }

            return value?.TrimEnd('/');
        }

        var agentText = Get("WeCom:AgentId") ?? "1000002";
        if (!int.TryParse(agentText, NumberStyles.None, CultureInfo.InvariantCulture, out var agentId))
        {
            Fault("WeCom:AgentId", $"\"{agentText}\" is not a whole number");
        }

        var provider = Get("Database:Provider") ?? "Sqlite";
        if (provider is not ("Sqlite" or "PostgreSql"))
        {
            Fault("Database:Provider", $"\"{provider}\" is neither Sqlite nor PostgreSql");
        }

        var connection = Get("ConnectionStrings:Cases") ?? (provider == "Sqlite" ? "Data Source=data/woodpecker.db" : null);
        var store = connection is null ? (null, "is required for PostgreSql") : ConnectionString.Read(provider, connection, root);
        if (store.Fault is { } storeFault)
        {
            Fault("ConnectionStrings:Cases", storeFault);
        }

        var allowanceText = Get("Platform:TimestampAllowance") ?? "01:00:00";
        if (!TimeSpan.TryParse(allowanceText, CultureInfo.InvariantCulture, out var allowance) || allowance <= TimeSpan.Zero)
        {
            Fault("Platform:TimestampAllowance", $"\"{allowanceText}\" is not a span like 01:00:00");
        }

        var keepText = Get("Outbox:KeepDelivered") ?? "90";
        if (!TimeSpan.TryParse(keepText, CultureInfo.InvariantCulture, out var keep) || keep < ShortestKeep)
        {
            Fault("Outbox:KeepDelivered", $"\"{keepText}\" is not a number of days or a span like 90.00:00:00, of at least {ShortestKeep.Days} days");
        }

        var hosts = configuration.GetSection("Photos:AllowedHosts").GetChildren().Select(c => c.Value).OfType<string>().ToList();
        if (hosts.Count == 0)
        {
            hosts = ["mmbiz.qpic.cn", "wework.qpic.cn", "p.qpic.cn", "shp.qpic.cn"];
        }

        MessageTemplate? Template(string name, WeChatAccount? account, string? simulated = null)
        {
            var fieldsKey = "WeChat:TemplateFields:" + name;
            if (!MessageTemplate.TryReadFields(Get(fieldsKey) ?? MessageTemplate.UsualFields, out var fields, out var fault))
            {
                Fault(fieldsKey, fault);
                return null;
            }

            // The simulator's own platform knows one, so that the notice can be seen; any other platform only what the city names.
            var id = Get("WeChat:Templates:" + name) ?? (mode == PlatformMode.Simulator && account?.ApiBaseUrl is null ? simulated : null);
            return id is null ? null : new MessageTemplate(id, fields);
        }

        string? MiniProgramPage()
        {
            const string Key = "WeChat:Templates:MiniProgramPage";
            var page = Get(Key);
            if (page?.Contains("://", StringComparison.Ordinal) is true)
            {
                Fault(Key, $"\"{page}\" is a web address; what is meant is a page of the mini-program, like pages/index/index");
            }

            return page;
        }

        WeChatAccount Account(string name) => new(
            Made(name + ":AppId", () => "wx" + RandomToken(8)), Made(name + ":AppSecret", () => RandomToken(16)), Made(name + ":Token", () => RandomToken(8)),
            Keys(name), Url(name + ":ApiBaseUrl", GatewaySettings.WeChatDefaultBase));
        if (!hasMiniProgram && Get("WeChat:Templates:MiniProgram") is not null)
        {
            Fault("WeChat:Templates:MiniProgram", "is a message of the mini-program, which is off: none of MiniProgram:… is set");
        }

        var (weChat, miniProgram) = (Account("WeChat"), hasMiniProgram ? Account("MiniProgram") : null);
        var settings = new GatewaySettings(
            mode,
            weChat,
            new WeComAccount(
                Made("WeCom:CorpId", () => "ww" + RandomToken(8)), agentId, Made("WeCom:Secret", () => RandomToken(16)), Made("WeCom:Token", () => RandomToken(8)),
                Keys("WeCom"), Url("WeCom:ApiBaseUrl", GatewaySettings.WeComDefaultBase)),
            Get("Api:Key") ?? (mode == PlatformMode.Simulator ? RandomToken(12) : null),
            Url("PublicBaseUrl", null),
            allowance,
            ProjectRoot.Resolve(root, Get("Photos:Directory") ?? "data/photos"),
            hosts,
            ProjectRoot.Resolve(root, Get("Config:Directory") ?? "config"),
            provider,
            store.Value ?? "")
        {
            MiniProgram = miniProgram,
            Progress = Template("Progress", weChat, "simulated-progress"),
            Subscription = Template("Subscription", weChat),
            MiniProgramSubscription = Template("MiniProgram", miniProgram, "simulated-mini-program"),
            MiniProgramPage = MiniProgramPage(),
            KeepDelivered = keep,
        };
        return faults.Count == 0 ? (settings, faults) : (null, faults);
    }

    private static string RandomToken(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private static string RandomAesKey() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 42) + "A";
}
