using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Health;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: its database does too.</summary>
internal static partial class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => TypedResults.Text("ok")).ExcludeFromDescription();
        endpoints.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task<IResult> ReadyAsync(IDbContextFactory<CaseContext> reads, ILoggerFactory loggers, CancellationToken cancellation)
    {
        try
        {
            await using var cases = await reads.CreateDbContextAsync(cancellation);
            _ = await cases.Cases.AnyAsync(cancellation);
            return TypedResults.Text("ready");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotReady(loggers.CreateLogger("BotGateway.Health"), error);
            return TypedResults.Text("database not reachable", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The database cannot be read")]
        public static partial void NotReady(ILogger logger, Exception error);
    }
}
