using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using BotGateway.Due;
using BotGateway.Letters;
using BotGateway.Settings;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Phrases;
using Conversation.Understanding;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Api;

/// <summary>What programs of the command centre ask (contract.md). Needs the key in <c>X-Api-Key</c>; without a configured key the API is off.</summary>
internal static class CaseApi
{
    private const int LargestPage = 500;
    private const int LongestText = 2000;

    public static IEndpointRouteBuilder MapCaseApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Cases").AddEndpointFilter(RequireKeyAsync);
        api.MapGet("/cases", ListAsync).WithName("ListCases").WithSummary("Cases, newest first");
        api.MapGet("/cases/{number}", FindAsync).WithName("GetCase").WithSummary("One case by its number");
        api.MapPost("/understand", Understand).WithName("Understand").WithSummary("What the bot reads in a sentence");
        api.MapRosterApi();
        api.MapDueApi();
        api.MapConfigurationApi();
        api.MapAssessmentApi();
        api.MapLetterApi();
        endpoints.MapOpenApi();
        return endpoints;
    }

    private static async ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var settings = context.HttpContext.RequestServices.GetRequiredService<GatewaySettings>();
        if (settings.ApiKey is not { } key)
        {
            return TypedResults.NotFound();
        }

        var given = context.HttpContext.Request.Headers["X-Api-Key"].ToString();
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)))
            ? await next(context)
            : TypedResults.Problem("The header X-Api-Key is missing or wrong.", statusCode: StatusCodes.Status401Unauthorized);
    }

    internal static async Task<Results<Ok<CasePageJson>, ProblemHttpResult>> ListAsync(
        IDbContextFactory<CaseContext> reads, CaseTotal all, CityDirectory city, CaseLinks links, TimeProvider clock,
        string? state, string? compound, bool? overdue, DateTimeOffset? from, DateTimeOffset? to, int? page, int? pageSize, CancellationToken cancellation)
    {
        CaseState? wanted = state is null ? null : StateOf(state);
        if (state is not null && wanted is null)
        {
            return TypedResults.Problem($"state: there is no state of that name; there are {string.Join(", ", Enum.GetNames<CaseState>())}.", statusCode: 400);
        }

        if (compound?.Any(char.IsControl) is true)
        {
            return TypedResults.Problem("compound: no id has control characters.", statusCode: 400);
        }

        if (page is < 1 || pageSize is < 1 or > LargestPage)
        {
            return TypedResults.Problem($"page starts at 1; pageSize is 1 to {LargestPage}.", statusCode: 400);
        }

        var now = clock.GetUtcNow();
        await using var cases = await reads.CreateDbContextAsync(cancellation);
        var asked = cases.Cases.AsNoTracking();
        if (wanted is not null)
        {
            asked = asked.Where(c => c.State == wanted);
        }

        if (compound is not null)
        {
            asked = asked.Where(c => c.CompoundId == compound);
        }

        if (overdue is { } late)
        {
            var isLate = CaseSearch.IsOverdue(now);
            asked = asked.Where(late ? isLate : Expression.Lambda<Func<Case, bool>>(Expression.Not(isLate.Body), isLate.Parameters));
        }

        if (from is { } since)
        {
            asked = asked.Where(c => c.ReportedAt >= since);
        }

        if (to is { } until)
        {
            asked = asked.Where(c => c.ReportedAt < until);
        }

        var size = pageSize ?? 50;
        var at = page ?? 1;
        var total = (state, compound, overdue, from, to) is (null, null, null, null, null)
            ? await all.OfAsync(cases, cancellation)
            : await asked.CountAsync(cancellation);
        var before = (at - 1L) * size;
        var items = before >= total ? [] : await asked.Include(c => c.Reporter).Include(c => c.History).Include(c => c.Photos).AsSplitQuery()
            .OrderByDescending(c => c.ReportedAt).ThenByDescending(c => c.Id).Skip((int)before).Take(size).ToListAsync(cancellation);
        return TypedResults.Ok(new CasePageJson([.. items.Select(c => CaseJson.Of(c, city, links, now))], total, at, size));
    }

    // By name only: Enum.TryParse takes numbers and lists as well.
    private static CaseState? StateOf(string name)
    {
        foreach (var state in Enum.GetValues<CaseState>())
        {
            if (state.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
                return state;
        }

        return null;
    }

    internal static async Task<Results<Ok<CaseJson>, NotFound>> FindAsync(
        IDbContextFactory<CaseContext> reads, CityDirectory city, CaseLinks links, TimeProvider clock, string number, CancellationToken cancellation)
    {
        await using var cases = await reads.CreateDbContextAsync(cancellation);
        var kase = await cases.Cases.AsNoTracking().Include(c => c.Reporter).Include(c => c.History).Include(c => c.Photos).AsSplitQuery()
            .FirstOrDefaultAsync(c => c.Number == number, cancellation);
        return kase is null ? TypedResults.NotFound() : TypedResults.Ok(CaseJson.Of(kase, city, links, clock.GetUtcNow()));
    }

    private static Results<Ok<UnderstoodJson>, ProblemHttpResult> Understand(UnderstandRequest request, Understander understander)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestText)
        {
            return TypedResults.Problem($"text: 1 to {LongestText} characters.", statusCode: 400);
        }

        var read = understander.Read(request.Text);
        return TypedResults.Ok(new UnderstoodJson(
            read.Intent,
            read.Command?.ToString(),
            read.Danger is not null,
            read.Place,
            read.Compound?.Name,
            [.. read.Candidates.Select(c => new CandidateJson(c.Kind, c.Subtype, c.Confidence))],
            read.Sure));
    }
}
