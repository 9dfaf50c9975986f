using System.Net.Mime;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.Due;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BotGateway.Due;

/// <summary>"Why is it due then?", for programs and, as text, for people.</summary>
internal static class DueApi
{
    public static void MapDueApi(this RouteGroupBuilder api) => api
        .MapGet("/cases/{number}/due", ExplainAsync).WithName("ExplainDue").WithSummary("Why a case is due when it is, day by day; with Accept: text/plain in Chinese")
        .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Plain);

    private static async Task<Results<Ok<DueJson>, ContentHttpResult, NotFound>> ExplainAsync(
        HttpRequest request, IDbContextFactory<CaseContext> reads, CityDirectory city, CaseCatalogue catalogue, WorkingCalendar calendar, TimeProvider clock,
        string number, CancellationToken cancellation)
    {
        await using var cases = await reads.CreateDbContextAsync(cancellation);
        var kase = await CaseSearch.WithHistory(cases, number).FirstOrDefaultAsync(cancellation);
        return (kase is null ? null : CaseDue.Of(kase, catalogue, calendar, clock.GetUtcNow())) switch
        {
            null => TypedResults.NotFound(),
            { } due when WantsText(request) => TypedResults.Text(DueText.Of(due, calendar), MediaTypeNames.Text.Plain, System.Text.Encoding.UTF8),
            { } due => TypedResults.Ok(DueJson.Of(due, city)),
        };
    }

    private static bool WantsText(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).FirstOrDefault() is { } first && first.IsSubsetOf(Plain);

    private static readonly MediaTypeHeaderValue Plain = new(MediaTypeNames.Text.Plain);
}
