using System.Text.Json;
using BotGateway.Couriers.ToResidents;
using BotGateway.Settings;
using CaseStore.City;

namespace BotGateway.Live;

/// <summary>Asks each platform, with the configured credentials, questions that change nothing and reach nobody.</summary>
internal sealed class LiveCheck(LivePlatform platform, CityDirectory city)
{
    /// <summary>More members than this are not asked about one by one.</summary>
    public const int MostMembers = 300;

    // Nobody can have this openid: a right to send is refused differently from a wrong receiver.
    private const string NobodysOpenId = "woodpecker-check-live-nobody";

    private GatewaySettings Settings => platform.Settings;

    public async IAsyncEnumerable<Finding> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return await PublicAddressAsync(cancellation);
        await foreach (var finding in OfficialAccountAsync(cancellation))
        {
            yield return finding;
        }

        await foreach (var finding in MiniProgramAsync(cancellation))
        {
            yield return finding;
        }

        await foreach (var finding in WeComAsync(cancellation))
        {
            yield return finding;
        }

        await foreach (var finding in RobotsAsync(cancellation))
        {
            yield return finding;
        }
    }

    private async Task<Finding> PublicAddressAsync(CancellationToken cancellation)
    {
        const string About = "对外地址 PublicBaseUrl";
        if (Settings.PublicBaseUrl is not { } address)
        {
            return new Finding(Verdict.Bad, About, "没有设置。填居民手机能打开的网址,如 https://woodpecker.example.cn");
        }

        var health = await platform.Ask.GetTextAsync(address + "/healthz", cancellation);
        return health is "ok"
            ? address.StartsWith("https://", StringComparison.Ordinal)
                ? new Finding(Verdict.Good, About, "能打开")
                : new Finding(Verdict.Mind, About, "能打开,但不是 https:居民的链接和照片会明文传输")
            : new Finding(Verdict.Bad, About, $"打不开 {address}/healthz({health})。确认网关正在运行,反向代理和证书已配好。");
    }

    private async IAsyncEnumerable<Finding> OfficialAccountAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (LivePlatform.BaseOf(Settings.WeChat) is not { } at)
        {
            yield return new Finding(Verdict.Mind, "公众号", "现在是模拟模式,没有要查的;设 Platform__Mode=Live 后再查");
            yield break;
        }

        var reply = await platform.TokenAsync(Settings.WeChat, cancellation);
        yield return Judge("公众号凭据", reply, LiveAdvice.OfWeChat, "AppID、AppSecret 和 IP 白名单都对");
        if (reply.TextOf("access_token") is not { } token)
        {
            yield break;
        }

        var sent = await platform.Ask.PostAsync(
            LivePlatform.Address(at, "message/custom/send", token),
            new { touser = NobodysOpenId, msgtype = "text", text = new { content = "check" } },
            cancellation);
        yield return sent.Code is 40003 or 45015
            ? new Finding(Verdict.Good, "客服消息权限", "有")
            : new Finding(Verdict.Bad, "客服消息权限", LiveAdvice.OfWeChat(sent));

        var menu = await platform.Ask.GetAsync(LivePlatform.Address(at, "get_current_selfmenu_info", token), cancellation);
        yield return menu.Good && menu.Body.TryGetProperty("is_menu_open", out var open) && open.ValueKind == JsonValueKind.Number && open.GetInt32() == 1
            ? new Finding(Verdict.Good, "公众号菜单", "已启用")
            : new Finding(Verdict.Mind, "公众号菜单", menu.Good ? "还没有菜单。运行 menu push --of wechat" : LiveAdvice.OfWeChat(menu));

        if (Settings.Progress is { } progress)
        {
            var list = await platform.Ask.GetAsync(LivePlatform.Address(at, "template/get_all_private_template", token), cancellation);
            yield return TemplateFinding("模板消息 WeChat:Templates:Progress", progress, list, "template_list", "template_id");
        }

        if (Settings.Subscription is { } subscription)
        {
            yield return TemplateFinding("订阅通知 WeChat:Templates:Subscription", subscription, await SubscriptionsAsync(at, token, cancellation), "data", "priTmplId");
        }

        if (Settings.Progress is null && Settings.Subscription is null)
        {
            yield return new Finding(
                Verdict.Mind, "模板消息", "没有配置:居民超过 48 小时没说话时,结果要等他/她下次来才告知。可在 WeChat__Templates__Progress 填模板 ID");
        }
    }

    private async IAsyncEnumerable<Finding> MiniProgramAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (Settings.MiniProgram is not { } mini || LivePlatform.BaseOf(mini) is not { } at)
        {
            yield break;
        }

        var reply = await platform.TokenAsync(mini, cancellation);
        yield return Judge("小程序凭据", reply, LiveAdvice.OfWeChat, "AppID、AppSecret 和 IP 白名单都对");
        if (reply.TextOf("access_token") is not { } token)
        {
            yield break;
        }

        if (Settings.MiniProgramSubscription is not { } subscription)
        {
            yield return new Finding(
                Verdict.Mind, "小程序订阅消息", "没有配置:小程序里的居民超过 48 小时没说话时,结果要等他/她下次来才告知。可在 WeChat__Templates__MiniProgram 填模板 ID");
            yield break;
        }

        yield return TemplateFinding(
            "小程序订阅消息 WeChat:Templates:MiniProgram", subscription, await SubscriptionsAsync(at, token, cancellation), "data", "priTmplId", "小程序后台「订阅消息 → 我的模板」");
        if (Settings.MiniProgramPage is { } page)
        {
            yield return new Finding(
                Verdict.Mind, "小程序页面 WeChat:Templates:MiniProgramPage", $"平台不让查页面在不在。请在已发布的小程序里打开一次 {page};不在的话,订阅消息会被拒收(41030)");
        }
    }

    private Task<PlatformReply> SubscriptionsAsync(string at, string token, CancellationToken cancellation) =>
        platform.Ask.GetAsync(LivePlatform.Address(at[..^"/cgi-bin/".Length] + "/wxaapi/newtmpl/", "gettemplate", token), cancellation);

    private static Finding TemplateFinding(
        string about, MessageTemplate template, PlatformReply list, string items, string id, string place = "后台「广告与服务 → 模板消息/订阅通知 → 我的模板」")
    {
        if (!list.Good)
        {
            return new Finding(Verdict.Bad, about, LiveAdvice.OfWeChat(list));
        }

        var found = list.ListOf(items).FirstOrDefault(t => TextOf(t, id) == template.Id);
        if (found.ValueKind == JsonValueKind.Undefined)
        {
            return new Finding(Verdict.Bad, about, $"账号里没有这个模板 ID。到{place}复制");
        }

        var content = TextOf(found, "content") ?? "";
        var missing = template.Fields.Values.Where(field => !content.Contains("{{" + field + ".DATA}}", StringComparison.Ordinal)).ToList();
        return missing.Count == 0
            ? new Finding(Verdict.Good, about, "模板在,字段对得上")
            : new Finding(Verdict.Bad, about, $"模板里没有字段 {string.Join('、', missing)}。按模板详情改 WeChat__TemplateFields");
    }

    private async IAsyncEnumerable<Finding> WeComAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (LivePlatform.BaseOf(Settings.WeCom) is not { } at)
        {
            yield return new Finding(Verdict.Mind, "企业微信", "现在是模拟模式,没有要查的;设 Platform__Mode=Live 后再查");
            yield break;
        }

        var reply = await platform.TokenAsync(Settings.WeCom, cancellation);
        yield return Judge("企业微信凭据", reply, LiveAdvice.OfWeCom, "CorpId 和 Secret 都对");
        if (reply.TextOf("access_token") is not { } token)
        {
            yield break;
        }

        var agent = await platform.Ask.GetAsync(LivePlatform.Address(at, "agent/get", token, $"&agentid={Settings.WeCom.AgentId}"), cancellation);
        yield return agent.Good && agent.Body.TryGetProperty("close", out var close) && close.ValueKind == JsonValueKind.Number && close.GetInt32() == 1
            ? new Finding(Verdict.Bad, "企业微信应用", "应用已停用,到管理后台启用")
            : Judge("企业微信应用", agent, LiveAdvice.OfWeCom, "AgentId 和可信 IP 都对");
        if (agent.Good)
        {
            yield return await MembersAsync(at, token, cancellation);
        }
    }

    /// <summary>Whoever the app cannot see gets no card, and nobody is told.</summary>
    private async Task<Finding> MembersAsync(string at, string token, CancellationToken cancellation)
    {
        const string About = "应用可见范围";
        var members = city.Organisations.SelectMany(o => o.Members).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostMembers + 1).ToList();
        var (unknown, outside) = (new List<string>(), new List<string>());
        foreach (var member in members.Take(MostMembers))
        {
            var one = await platform.Ask.GetAsync(LivePlatform.Address(at, "user/get", token, $"&userid={Uri.EscapeDataString(member)}"), cancellation);
            switch (one.Code)
            {
                case 0:
                    break;
                case 40003 or 60111:
                    unknown.Add(member);
                    break;
                case 50002 or 60011:
                    outside.Add(member);
                    break;
                default:
                    return new Finding(Verdict.Bad, About, LiveAdvice.OfWeCom(one));
            }
        }

        if (unknown.Count == 0 && outside.Count == 0)
        {
            return new Finding(Verdict.Good, About, members.Count > MostMembers ? $"前 {MostMembers} 人都看得到" : $"city.json 里的 {members.Count} 人都看得到");
        }

        var parts = new List<string>();
        if (unknown.Count > 0)
        {
            parts.Add($"企业微信里没有 {string.Join('、', unknown)}:改 city.json 里的账号");
        }

        if (outside.Count > 0)
        {
            parts.Add($"不在可见范围的有 {string.Join('、', outside)}:到应用的「可见范围」加上");
        }

        return new Finding(Verdict.Bad, About, string.Join(";", parts));
    }

    /// <summary>An empty text reaches no group; whoever minds only that it is empty knows the key. What says neither yes nor no is told as that.</summary>
    private async IAsyncEnumerable<Finding> RobotsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (LivePlatform.BaseOf(Settings.WeCom) is not { } at)
        {
            yield break;
        }

        foreach (var organisation in city.Organisations.Where(o => o.GroupRobotKey is not null))
        {
            var reply = await platform.Ask.PostAsync(
                $"{at}webhook/send?key={Uri.EscapeDataString(organisation.GroupRobotKey!)}", new { msgtype = "text", text = new { content = "" } }, cancellation);
            var about = $"群机器人 {organisation.Name}";
            yield return reply.Code switch
            {
                93000 or 93004 or 93008 => new Finding(Verdict.Bad, about, "key 不对,或机器人已被移出群、停用。在群里重新添加机器人,把新的 key 填进 city.json"),
                PlatformReply.NotReached => new Finding(Verdict.Bad, about, LiveAdvice.OfWeCom(reply)),
                0 or 40008 or 40058 or 44004 => new Finding(Verdict.Good, about, "key 有效"),
                _ => new Finding(Verdict.Unsure, about, LiveAdvice.OfRobot(reply)),
            };
        }

        var without = city.Organisations.Where(o => o.GroupRobotKey is null && o.Kind is OrganisationKind.Property or OrganisationKind.Community).Select(o => o.Name).ToList();
        if (without.Count > 0)
        {
            yield return new Finding(Verdict.Mind, "群机器人", $"{string.Join('、', without)} 没有群机器人,提醒只发给个人");
        }
    }

    private static Finding Judge(string about, PlatformReply reply, Func<PlatformReply, string> advice, string good) =>
        reply.Good ? new Finding(Verdict.Good, about, good) : new Finding(Verdict.Bad, about, advice(reply));

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
