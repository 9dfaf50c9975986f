using BotGateway.Couriers;
using CaseStore.City;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Letters;

/// <summary>What became of every message, and sending again what was given up.</summary>
internal static partial class LetterApi
{
    public static void MapLetterApi(this RouteGroupBuilder api)
    {
        api.MapGet("/outbox", ListAsync).WithName("ListOutbox").WithTags("Outbox").WithSummary("Messages by state, newest first; Dead: given up, with the reason");
        api.MapPost("/outbox/{id:long}/resend", ResendAsync).WithName("ResendMessage").WithTags("Outbox").WithSummary("Sends one again that was given up");
        api.MapPost("/outbox/resend", ResendAllAsync).WithName("ResendAll").WithTags("Outbox").WithSummary("Sends all again that were given up");
    }

    private static async Task<Results<Ok<LetterPage>, ProblemHttpResult>> ListAsync(
        IDbContextFactory<CaseContext> reads, CityDirectory city, string? state, int? page, int? pageSize, CancellationToken cancellation)
    {
        OutboxState? wanted = state is null ? null : LetterList.StateOf(state);
        if (state is not null && wanted is null)
        {
            return TypedResults.Problem($"state: there is no state of that name; there are {string.Join(", ", Enum.GetNames<OutboxState>())}.", statusCode: 400);
        }

        if (page is < 1 || pageSize is < 1 or > LetterList.LargestPage)
        {
            return TypedResults.Problem($"page starts at 1; pageSize is 1 to {LetterList.LargestPage}.", statusCode: 400);
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await LetterList.PageAsync(store, city, wanted, page ?? 1, pageSize ?? LetterList.UsualPage, cancellation));
    }

    private static async Task<Results<Ok<ResentJson>, NotFound, ProblemHttpResult>> ResendAsync(
        long id, ICaseWriter writer, OutboxBell bell, TimeProvider clock, ILogger<Letter> log, CancellationToken cancellation)
    {
        var was = await writer.WriteAsync(session => Resending.OneAsync(session, id, clock.GetUtcNow()), cancellation);
        switch (was)
        {
            case null:
                return TypedResults.NotFound();
            case OutboxState.Dead:
                Log.Resent(log, 1);
                bell.Ring();
                return TypedResults.Ok(new ResentJson(1));
            default:
                return TypedResults.Problem($"Message {id} is {was}; only what is Dead can be sent again.", statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<Ok<ResentJson>> ResendAllAsync(
        ICaseWriter writer, OutboxBell bell, TimeProvider clock, ILogger<Letter> log, CancellationToken cancellation)
    {
        var count = await writer.WriteAsync(session => Resending.AllAsync(session, clock.GetUtcNow()), cancellation);
        Log.Resent(log, count);
        bell.Ring();
        return TypedResults.Ok(new ResentJson(count));
    }

    private static partial class Log
    {
        [LoggerMessage(2030, LogLevel.Information, "{Count} given-up messages are sent again")]
        public static partial void Resent(ILogger log, int count);
    }
}
