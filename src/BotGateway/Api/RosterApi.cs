using BotGateway.Settings;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotGateway.Api;

/// <summary>The community's list of reporters, as its spreadsheet program saves it.</summary>
internal static partial class RosterApi
{
    public static void MapRosterApi(this RouteGroupBuilder api) => api
        .MapPost("/roster", ImportAsync).WithName("ImportRoster").WithTags("Roster").Accepts<IFormFile>("text/csv")
        .WithSummary("Imports a roster (CSV, UTF-8 or GB18030): good lines are taken, bad ones named; twice changes nothing");

    private static async Task<Results<Ok<RosterJson>, BadRequest<RosterJson>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, bool? dryRun, ICaseWriter writer, RosterImport import, TimeProvider clock, ILogger<RosterImport> log, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            if (body.Length + read > RosterImport.LargestBytes)
            {
                return TypedResults.Problem($"A roster has at most {RosterImport.LargestBytes / 1024 / 1024} MB.", statusCode: StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(buffer, 0, read);
        }

        var result = await import.RunAsync(writer, body.ToArray(), clock.GetUtcNow(), dryRun ?? false, cancellation);
        Log.Imported(log, result.Imported, result.Updated, result.Unchanged, result.Verified, result.Faults.Count);
        var answer = new RosterJson(result.Imported, result.Updated, result.Unchanged, result.Verified, [.. result.Faults.Select(f => new RosterFaultJson(f.Line, f.Reason))]);
        return result.IsUnreadable ? TypedResults.BadRequest(answer) : TypedResults.Ok(answer);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Roster: {Imported} imported, {Updated} updated, {Unchanged} unchanged, {Verified} verified, {Faults} lines with faults")]
        public static partial void Imported(ILogger log, int imported, int updated, int unchanged, int verified, int faults);
    }
}

internal sealed record RosterJson(int Imported, int Updated, int Unchanged, int Verified, IReadOnlyList<RosterFaultJson> Faults);

/// <param name="Line">Counted from 1, the header included.</param>
internal sealed record RosterFaultJson(int Line, string Reason);
