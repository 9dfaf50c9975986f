using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Pages;

/// <summary>A reporter's page of one case: whoever has the link may look, for a limited time.</summary>
internal static class CasePageEndpoints
{
    private const int LongestToken = 64;

    public static IServiceCollection AddCasePage(this IServiceCollection services) => services.AddScoped<CasePageReader>();

    public static IEndpointRouteBuilder MapCasePage(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/c/{token}", [HttpMethods.Get, HttpMethods.Head], ShowAsync).ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> ShowAsync(
        string token, IDbContextFactory<CaseContext> reading, CasePageReader reader, TimeProvider clock, HttpResponse response, CancellationToken cancellation)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = CasePageStyle.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (token.Length > LongestToken)
            return NotFound();
        var now = clock.GetUtcNow();
        await using var store = await reading.CreateDbContextAsync(cancellation);
        var kase = await CaseSearch.OfPage(store, token).AsNoTracking().AsSplitQuery()
            .Include(c => c.History).Include(c => c.Photos)
            .Include(c => c.Followers)
            .FirstOrDefaultAsync(cancellation);
        return kase is null || kase.PageUntil <= now
            ? NotFound()
            : Html(CasePage.Render(reader.Read(kase, now, forNeighbour: kase.PageToken != token)), StatusCodes.Status200OK);
    }

    private static IResult NotFound() => Html(CasePage.RenderNotFound(), StatusCodes.Status404NotFound);

    private static IResult Html(string html, int status) => Results.Content(html, "text/html; charset=utf-8", statusCode: status);
}
