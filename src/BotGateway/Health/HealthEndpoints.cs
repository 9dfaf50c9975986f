using BotGateway.Api;
using BotGateway.Settings;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Health;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: its database does too and its outbox moves; and whether changed configuration files were refused.</summary>
internal static partial class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // Nobody else asks for it: it answers collectors.
        _ = endpoints.ServiceProvider.GetRequiredService<OutboxGauge>();
        endpoints.MapGet("/healthz", () => TypedResults.Text("ok")).ExcludeFromDescription();
        endpoints.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task<IResult> ReadyAsync(
        IDbContextFactory<CaseContext> reads, OutboxPulse outbox, ConfigurationInForce inForce, ILoggerFactory loggers, CancellationToken cancellation)
    {
        try
        {
            await using var cases = await reads.CreateDbContextAsync(cancellation);
            _ = await cases.Cases.AnyAsync(cancellation);
            return await outbox.StuckAsync(cancellation) is { } stuck
                ? Answer("outbox stuck: " + stuck, inForce, StatusCodes.Status503ServiceUnavailable)
                : Answer("ready", inForce, StatusCodes.Status200OK);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotReady(loggers.CreateLogger("BotGateway.Health"), error);
            return Answer("database not reachable", inForce, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static JsonHttpResult<ReadyJson> Answer(string status, ConfigurationInForce inForce, int code)
    {
        var configuration = ConfigurationApi.Of(inForce);
        return TypedResults.Json(
            new ReadyJson(status, new ReadyConfigurationJson(configuration.LoadedAt, [.. configuration.Faults.Select(f => new ReadyFaultJson(f.File, f.Path))])), statusCode: code);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The database cannot be read")]
        public static partial void NotReady(ILogger logger, Exception error);
    }
}
