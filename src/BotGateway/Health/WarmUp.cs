using BotGateway.Clock;
using BotGateway.Envelope;
using BotGateway.Envelope.Callbacks;
using BotGateway.Settings;
using BotGateway.Turns;
using BotGateway.WeChat;
using CaseStore.City;
using CaseStore.People;
using Conversation;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotGateway.Health;

/// <summary>
/// Pays before the first person what the first person would pay for: the database's model and usual queries, the dialogs,
/// the codec. Nothing of it is kept: it is rehearsed in transactions that are undone.
/// </summary>
internal static class WarmUp
{
    private const string Nobody = "warm-up";

    private static readonly string[] Texts = ["帮助", "进度", "3号楼2单元楼道灯坏了好几天了", "你好"];

    /// <summary>To be awaited before the port opens.</summary>
    public static async Task WarmUpAsync(this WebApplication app)
    {
        var services = app.Services;
        var turns = services.GetRequiredService<ConfigurationInForce>().Get<TurnHandler>();
        var city = services.GetRequiredService<CityNow>()();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var work in services.GetRequiredService<DueWorkGate>().Works)
        {
            _ = await work.NextAsync(app.Lifetime.ApplicationStopping);
        }

        await turns.RehearseAsync([.. WholeReport(city, now)]);
        if (city.Organisations.SelectMany(o => o.Members).FirstOrDefault() is { } member)
            await turns.RehearseAsync([Said(Channel.WeCom, member, "待办", now)]);
        await AnswerPostsAsync(services, turns, now);
    }

    /// <summary>Sealed posts through the callback, to the last byte of the sealed reply.</summary>
    private static async Task AnswerPostsAsync(IServiceProvider services, TurnHandler turns, DateTimeOffset now)
    {
        var settings = services.GetRequiredService<GatewaySettings>();
        var clock = services.GetRequiredService<TimeProvider>();
        var callback = new WeChatCallback(
            Channel.WeChat, settings.WeChat, settings.TimestampAllowance, clock, inbound => turns.RehearseAsync([inbound]), NullLogger<CallbackPost>.Instance);
        foreach (var text in Texts)
        {
            var xml = $"<xml><ToUserName>gh</ToUserName><FromUserName>{Nobody}</FromUserName><CreateTime>{now.ToUnixTimeSeconds()}</CreateTime>"
                + $"<MsgType>text</MsgType><Content><![CDATA[{text}]]></Content><MsgId>{text}</MsgId></xml>";
            var post = InboundPost.Seal(settings.WeChat, xml, now, "1");
            var context = new DefaultHttpContext { RequestServices = services };
            context.Request.Method = HttpMethods.Post;
            context.Request.QueryString = new QueryString(post.PathAndQuery[post.PathAndQuery.IndexOf('?')..]);
            context.Request.Body = new MemoryStream(post.Body.ToArray());
            context.Response.Body = new MemoryStream();
            await callback.AnswerAsync(context);
        }
    }

    private static IEnumerable<Inbound> WholeReport(CityDirectory city, DateTimeOffset now) =>
    [
        Said(Channel.WeChat, Nobody, (city.Compounds.Count > 0 ? city.Compounds[0].Name : "") + "3号楼2单元门口垃圾桶满了没人清", now),
        new Inbound(Channel.WeChat, Nobody, Nobody + ":photo", now, new InboundContent.Photo(PicUrl: null, MediaId: Nobody)),
        Said(Channel.WeChat, Nobody, "提交", now),
    ];

    private static Inbound Said(Channel channel, string person, string text, DateTimeOffset now) =>
        new(channel, person, $"{Nobody}:{text}", now, new InboundContent.Text(text));
}
