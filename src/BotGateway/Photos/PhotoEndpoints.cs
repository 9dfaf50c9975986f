using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BotGateway.Photos;

/// <summary>Serves kept pictures. Whoever has the link may look; nobody can guess one.</summary>
internal static class PhotoEndpoints
{
    private const string ForAWeek = "private, max-age=604800, immutable";

    public static string PathOf(string token) => "/photos/" + token;

    public static IEndpointRouteBuilder MapPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/photos/{token:maxlength(64)}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> ServeAsync(string token, IDbContextFactory<CaseContext> reading, PhotoShelf shelf, HttpResponse response, CancellationToken cancellation)
    {
        await using var store = await reading.CreateDbContextAsync(cancellation);
        var photo = await store.Photos.AsNoTracking()
            .Where(photo => photo.Token == token && photo.State == PhotoState.Kept)
            .Select(photo => new { photo.Hash, photo.ContentType })
            .FirstOrDefaultAsync(cancellation);
        if (photo?.Hash is not { } hash || MediaKind.Of(photo.ContentType) is not { } kind || shelf.Open(hash, kind) is not { } file)
        {
            // It may be kept a second later.
            response.Headers.CacheControl = "no-store";
            return TypedResults.NotFound();
        }
        response.Headers.CacheControl = ForAWeek;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = "inline; filename=\"photo." + kind.Extension + "\"";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Stream(file, kind.ContentType, entityTag: new EntityTagHeaderValue("\"" + hash + "\""), enableRangeProcessing: true);
    }
}
