using BotGateway.Settings;
using BotGateway.Simulator.Acting;
using BotGateway.Simulator.Platform;
using BotGateway.Simulator.Samples;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator;

/// <summary>The whole of the simulator. Mapped in Simulator mode only.</summary>
internal static partial class SimulatorEndpoints
{
    public static IServiceCollection AddSimulator(this IServiceCollection services) => services
        .AddStandInPlatform()
        .AddSingleton<Cast>()
        .AddSingleton<SimulatorStage>()
        .AddSingleton<InnerXml>()
        .AddSingleton<Gateway>()
        .AddSingleton<Actors>()
        .AddSingleton<SimulatorState>()
        .AddSingleton<SimulatorEvents>();

    public static IEndpointRouteBuilder MapSimulator(this IEndpointRouteBuilder routes)
    {
        routes.MapStandInPlatform();
        routes.MapGet("/", () => Results.Redirect("/simulator")).ExcludeFromDescription();
        var simulator = routes.MapGroup("/simulator").ExcludeFromDescription().AddEndpointFilter(OnlyOwnPages);
        simulator.MapGet("", SimulatorPage.Html);
        simulator.MapGet("/assets/{name}", SimulatorPage.Asset);
        simulator.MapGet("/samples/{id}.png", Sample);
        simulator.MapGet("/state", (SimulatorState state) => Answer(state.Look()));
        simulator.MapGet("/events", (SimulatorEvents events, HttpRequest request, string? after, CancellationToken c) =>
            events.Follow(request.Headers["Last-Event-ID"].FirstOrDefault() ?? after, c));
        simulator.MapPost("/say", SayAsync);
        simulator.MapPost("/photo", PhotoAsync).DisableAntiforgery();
        simulator.MapPost("/click", ClickAsync);
        simulator.MapPost("/follow", FollowAsync);
        simulator.MapPost("/scan", ScanAsync);
        simulator.MapPost("/unfollow", UnfollowAsync);
        simulator.MapPost("/voice", VoiceAsync);
        simulator.MapPost("/location", LocationAsync);
        simulator.MapPost("/clock", ClockAsync);
        TellWhere(routes.ServiceProvider);
        return routes;
    }

    private static void TellWhere(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("BotGateway.Simulator");
        var address = services.GetRequiredService<OwnAddress>();
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => Log.Open(log, address.Local));
    }

    private static async Task<IResult> SayAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (say, fault) = await SimulatorRequests.ReadAsync<SayRequest>(request, cancellation);
        return say is null || (fault = SimulatorRequests.CheckWho(say.Who) ?? SimulatorRequests.CheckText(say.Text)) is not null
            ? Bad(fault)
            : Answer(await actors.SayAsync(cast.Find(say.Who!), say.Text!, say.MenuChoice, cancellation));
    }

    private static async Task<IResult> PhotoAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (who, photos, fault) = await SimulatorRequests.ReadPhotosAsync(request, cancellation);
        return (fault ??= SimulatorRequests.CheckWho(who)) is not null
            ? Bad(fault)
            : Answer(await actors.SendPhotosAsync(cast.Find(who!), photos, cancellation));
    }

    private static async Task<IResult> ClickAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (click, fault) = await SimulatorRequests.ReadAsync<ClickRequest>(request, cancellation);
        if (click is null || (fault = SimulatorRequests.CheckWho(click.User, "user")) is not null)
            return Bad(fault);
        if (cast.FindMember(click.User!) is not { } member)
            return Bad("user is not in city.json");
        return await actors.ClickAsync(new Player(SimulatedPlatform.WeCom, member), click.TaskId ?? "", click.Key ?? "", cancellation) is { } pushed
            ? Answer(pushed)
            : Bad("this user has no card with that taskId and key");
    }

    private static async Task<IResult> FollowAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (follow, fault) = await SimulatorRequests.ReadAsync<FollowRequest>(request, cancellation);
        return follow is null || (fault = SimulatorRequests.CheckWho(follow.Who)) is not null
            ? Bad(fault)
            : Answer(await actors.FollowAsync(cast.Find(follow.Who!), string.IsNullOrWhiteSpace(follow.Scene) ? null : follow.Scene, cancellation));
    }

    private static async Task<IResult> ScanAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (scan, fault) = await SimulatorRequests.ReadAsync<FollowRequest>(request, cancellation);
        return scan is null || (fault = SimulatorRequests.CheckWho(scan.Who) ?? SimulatorRequests.CheckScene(scan.Scene)) is not null
            ? Bad(fault)
            : Answer(await actors.ScanAsync(cast.Find(scan.Who!), scan.Scene!, cancellation));
    }

    private static async Task<IResult> UnfollowAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (leave, fault) = await SimulatorRequests.ReadAsync<FollowRequest>(request, cancellation);
        return leave is null || (fault = SimulatorRequests.CheckWho(leave.Who)) is not null
            ? Bad(fault)
            : Answer(await actors.UnfollowAsync(cast.Find(leave.Who!), cancellation));
    }

    private static async Task<IResult> VoiceAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (voice, fault) = await SimulatorRequests.ReadAsync<VoiceRequest>(request, cancellation);
        return voice is null || (fault = SimulatorRequests.CheckWho(voice.Who) ?? (voice.Text is null ? null : SimulatorRequests.CheckText(voice.Text))) is not null
            ? Bad(fault)
            : Answer(await actors.SpeakAsync(cast.Find(voice.Who!), voice.Text, cancellation));
    }

    private static async Task<IResult> LocationAsync(HttpRequest request, Cast cast, Actors actors, CancellationToken cancellation)
    {
        var (place, fault) = await SimulatorRequests.ReadAsync<LocationRequest>(request, cancellation);
        return place is null || (fault = SimulatorRequests.CheckWho(place.Who) ?? SimulatorRequests.CheckPlace(place)) is not null
            ? Bad(fault)
            : Answer(await actors.SendPlaceAsync(cast.Find(place.Who!), place.Latitude!.Value, place.Longitude!.Value, place.Label, cancellation));
    }

    private static async Task<IResult> ClockAsync(HttpRequest request, AdvanceClock advance, SimulatorState state, CancellationToken cancellation)
    {
        var (asked, fault) = await SimulatorRequests.ReadAsync<ClockRequest>(request, cancellation);
        if (asked is null)
            return Bad(fault);
        (var by, fault) = SimulatorRequests.ReadAdvance(asked);
        if (fault is not null)
            return Bad(fault);
        // Once begun, the passed time is worked through, whether or not the caller still waits.
        await advance(by, CancellationToken.None);
        return Answer(new { now = state.Now });
    }

    private static IResult Sample(string id, HttpResponse response)
    {
        if (SamplePictures.Find(id) is not { } sample)
            return Results.NotFound();
        response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(sample.Png.Value, "image/png");
    }

    private static IResult Answer(Pushed pushed) => Results.Json(
        new { status = pushed.Status, reply = (pushed.Reply as StageContent.Text)?.Words },
        SimulatorJson.Options,
        statusCode: pushed.Accepted ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway);

    private static IResult Answer<T>(T value) => Results.Json(value, SimulatorJson.Options);

    private static IResult Bad(string? reason) => Results.Json(new { reason = reason ?? "the body is empty" }, SimulatorJson.Options, statusCode: StatusCodes.Status400BadRequest);

    // Another site's page, open in the same browser, must not play with it.
    private static ValueTask<object?> OnlyOwnPages(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var from = context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString();
        return HttpMethods.IsPost(context.HttpContext.Request.Method) && from is "cross-site" or "same-site"
            ? ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden))
            : next(context);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Open {Address}/simulator")]
        public static partial void Open(ILogger logger, string address);
    }
}
