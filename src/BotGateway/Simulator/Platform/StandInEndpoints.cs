namespace BotGateway.Simulator.Platform;

/// <summary>The platforms' own paths under a base of ours: the couriers call them as they would call the real ones.</summary>
internal static class StandInEndpoints
{
    public const string Base = "/simulator/platform";

    public static IServiceCollection AddStandInPlatform(this IServiceCollection services) => services
        .AddSingleton<PlatformTokens>()
        .AddSingleton<PictureBox>()
        .AddSingleton<CardBook>()
        .AddSingleton<RepeatMemory>()
        .AddSingleton<MediaStandIn>()
        .AddSingleton<WeChatStandIn>()
        .AddSingleton<NoticeStandIn>()
        .AddSingleton<WeComStandIn>()
        .AddSingleton<RobotStandIn>();

    public static void MapStandInPlatform(this IEndpointRouteBuilder routes)
    {
        var platform = routes.MapGroup(Base).ExcludeFromDescription();
        platform.MapPost("/cgi-bin/stable_token", (WeChatStandIn weChat, HttpRequest request, CancellationToken c) => weChat.StableTokenAsync(request, c));
        platform.MapPost("/cgi-bin/message/custom/send", (WeChatStandIn weChat, HttpRequest request, CancellationToken c) => weChat.CustomSendAsync(request, c));
        platform.MapPost("/cgi-bin/message/template/send", (NoticeStandIn notices, HttpRequest request, CancellationToken c) => notices.TemplateAsync(request, c));
        platform.MapPost("/cgi-bin/message/subscribe/bizsend", (NoticeStandIn notices, HttpRequest request, CancellationToken c) => notices.SubscriptionAsync(request, c));
        platform.MapPost("/cgi-bin/message/subscribe/send", (NoticeStandIn notices, HttpRequest request, CancellationToken c) => notices.MiniProgramAsync(request, c));
        platform.MapGet("/cgi-bin/media/get", (MediaStandIn media, HttpRequest request) => media.Get(request));
        platform.MapPost("/cgi-bin/media/upload", (MediaStandIn media, HttpRequest request, CancellationToken c) => media.UploadAsync(request, c)).DisableAntiforgery();
        platform.MapGet("/cgi-bin/gettoken", (WeComStandIn weCom, string? corpid, string? corpsecret) => weCom.GetToken(corpid, corpsecret));
        platform.MapPost("/cgi-bin/message/send", (WeComStandIn weCom, HttpRequest request, CancellationToken c) => weCom.SendAsync(request, c));
        platform.MapPost("/cgi-bin/message/update_template_card", (WeComStandIn weCom, HttpRequest request, CancellationToken c) => weCom.UpdateCardAsync(request, c));
        platform.MapPost("/cgi-bin/webhook/send", (RobotStandIn robots, string? key, HttpRequest request, CancellationToken c) => robots.SendAsync(key, request, c));
        platform.MapGet(PicturePath, Picture);
    }

    private const string PicturePath = "/pictures/{id}";

    public static string PathOfPicture(string id) => Base + "/pictures/" + id;

    private static IResult Picture(string id, PictureBox pictures, HttpResponse response)
    {
        if (pictures.Look(id) is not { } bytes)
            return Results.NotFound();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(bytes, PictureBox.TypeOf(bytes));
    }
}
