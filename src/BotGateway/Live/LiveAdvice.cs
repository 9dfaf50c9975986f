using System.Text.RegularExpressions;

namespace BotGateway.Live;

/// <summary>What a person has to do about an answer, in the words of the consoles (protocol.md 2.10 and 5.8).</summary>
internal static partial class LiveAdvice
{
    public static string OfWeChat(PlatformReply reply) => reply.Code switch
    {
        PlatformReply.NotReached => $"连不上平台({reply.Words})。检查服务器能否访问外网、DNS 和防火墙。",
        -1 => "平台正忙,过一会儿再查一次。",
        40013 => "AppID 不对。对照后台「设置与开发 → 基本配置」里的开发者 ID。",
        40001 or 40125 => "AppSecret 不对或已重置。到「基本配置」重置后,更新环境变量。",
        40164 or 61004 => $"本机出口地址{AddressIn(reply.Words)}不在白名单。到「基本配置 → IP 白名单」加上它。",
        89503 or 89506 or 89507 => "平台要管理员确认这个出口地址的调用。让管理员在手机上点同意,再查一次。",
        48001 => "这个账号没有这项接口权限。到「设置与开发 → 接口权限」查看,服务号需已认证。",
        48004 => "这项接口被平台封禁,到后台看通知。",
        50002 => "账号被限制或冻结,到后台看通知。",
        45009 => "今天的调用次数用完了,明天再查。",
        _ => $"平台答复 {reply.Code}:{reply.Words}",
    };

    public static string OfWeCom(PlatformReply reply) => reply.Code switch
    {
        PlatformReply.NotReached => $"连不上平台({reply.Words})。检查服务器能否访问外网、DNS 和防火墙。",
        -1 => "平台正忙,过一会儿再查一次。",
        40013 => "企业 ID(CorpId)不对。对照管理后台「我的企业 → 企业信息」。",
        40001 => "应用的 Secret 不对。到「应用管理 → 该应用」重新查看。",
        60020 => $"本机出口地址{AddressIn(reply.Words)}不可信。先设好「接收消息」,再到应用的「企业可信 IP」加上它。",
        40056 or 301002 => "AgentId 与 Secret 不是同一个应用的。两项都从同一应用页面复制。",
        48002 => "这个 Secret 没有这项接口权限。检查用的是不是自建应用的 Secret。",
        50003 => "应用已停用,到管理后台启用。",
        45009 => "调用太频繁,过几分钟再查。",
        _ => $"平台答复 {reply.Code}:{reply.Words}",
    };

    /// <summary>Of an answer that says nothing about the robot's key.</summary>
    public static string OfRobot(PlatformReply reply) => reply.Code switch
    {
        -1 => "平台正忙,过一会儿再查一次。",
        45009 => "调用太频繁,过几分钟再查一次。",
        _ => $"平台答复 {reply.Code},看不出 key 对不对,过一会儿再查一次。",
    };

    /// <summary>Both platforms name the caller's address in the text of the error.</summary>
    private static string AddressIn(string words) => Address().Match(words) is { Success: true } found ? $" {found.Value} " : "";

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])|(?<![\w:])([0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F]{1,4}(?!\w)")]
    private static partial Regex Address();
}
