using System.CommandLine;
using System.Text.Json;
using BotGateway.Live;
using BotGateway.Settings;

namespace BotGateway.Cli;

/// <summary><c>menu push [--of wechat|wecom]</c>: the menus of <c>config/menus.json</c> to the platforms.</summary>
internal static class MenuVerb
{
    public static Command Command()
    {
        var of = new Option<string>("--of") { Description = "wechat, wecom, or all", DefaultValueFactory = _ => "all" };
        of.AcceptOnlyFromAmong("wechat", "wecom", "all");
        var push = new Command("push", "Sends the menus of config/menus.json; phones show a new one after about five minutes") { of };
        push.SetAction((parsed, cancellation) => LiveStart.RunAsync((platform, _) => PushAsync(platform, parsed.GetValue(of)!, cancellation)));
        return new Command("menu", "The menus under the chat (菜单)") { push };
    }

    private static async Task<int> PushAsync(LivePlatform platform, string of, CancellationToken cancellation)
    {
        var (menus, faults) = MenuFile.Load(platform.Settings.ConfigDirectory);
        if (menus is null)
        {
            StartFaults.Report(faults);
            return LiveStart.NotAsked;
        }

        var (weChat, weCom) = (platform.Settings.WeChat, platform.Settings.WeCom);
        var good = true;
        if (of is "wechat" or "all")
        {
            good &= await PushOneAsync(
                "公众号", LivePlatform.BaseOf(weChat), "menu/create", "", () => platform.TokenAsync(weChat, cancellation), menus.WeChat, LiveAdvice.OfWeChat);
        }

        if (of is "wecom" or "all")
        {
            good &= await PushOneAsync(
                "企业微信", LivePlatform.BaseOf(weCom), "menu/create", $"&agentid={weCom.AgentId}", () => platform.TokenAsync(weCom, cancellation), menus.WeCom, LiveAdvice.OfWeCom);
        }

        return good ? LiveStart.Done : LiveStart.ToMend;

        async Task<bool> PushOneAsync(
            string name, string? at, string path, string more, Func<Task<PlatformReply>> token, JsonElement menu, Func<PlatformReply, string> advice)
        {
            if (at is null)
            {
                await Console.Error.WriteLineAsync($"{name}:现在是模拟模式,没有菜单可推。设好凭据和 Platform__Mode=Live 后再运行");
                return false;
            }

            var reply = await token();
            if (reply.TextOf("access_token") is { } held)
            {
                reply = await platform.Ask.PostAsync(LivePlatform.Address(at, path, held, more), new { button = menu }, cancellation);
            }

            Console.WriteLine(reply.Good ? $"{name}:菜单已推送,约五分钟后手机上可见" : $"{name}:{advice(reply)}");
            return reply.Good;
        }
    }
}
