using BotGateway.Photos.Thumbnails;
using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BotGateway.Photos;

/// <summary>Serves kept pictures. Whoever has the link may look; nobody can guess one.</summary>
internal static class PhotoEndpoints
{
    private const string ForAWeek = "private, max-age=604800, immutable";

    public static string PathOf(string token) => "/photos/" + token;

    /// <summary>The same small, where that can be made; else the same as it is.</summary>
    public static string PathOfSmall(string path) => path + "/small";

    public static IEndpointRouteBuilder MapPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/photos/{token:maxlength(64)}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).ExcludeFromDescription();
        routes.MapMethods("/photos/{token:maxlength(64)}/small", [HttpMethods.Get, HttpMethods.Head], ServeSmallAsync).ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> ServeAsync(string token, IDbContextFactory<CaseContext> reading, PhotoShelf shelf, HttpResponse response, CancellationToken cancellation) =>
        await FindAsync(token, reading, cancellation) is var (hash, kind) && shelf.Open(hash, kind) is { } file
            ? Serve(response, file, kind, hash)
            : NotFound(response);

    private static async Task<IResult> ServeSmallAsync(
        string token, IDbContextFactory<CaseContext> reading, PhotoShelf shelf, ThumbnailStore thumbnails, HttpResponse response, CancellationToken cancellation)
    {
        if (await FindAsync(token, reading, cancellation) is not var (hash, kind))
            return NotFound(response);
        if (await thumbnails.OpenAsync(hash, kind, cancellation) is { } small)
            return Serve(response, small, MediaKind.Jpeg, hash + "-small");
        return shelf.Open(hash, kind) is { } file ? Serve(response, file, kind, hash) : NotFound(response);
    }

    private static async Task<(string Hash, MediaKind Kind)?> FindAsync(string token, IDbContextFactory<CaseContext> reading, CancellationToken cancellation)
    {
        await using var store = await reading.CreateDbContextAsync(cancellation);
        var photo = await store.Photos.AsNoTracking()
            .Where(photo => photo.Token == token && photo.State == PhotoState.Kept)
            .Select(photo => new { photo.Hash, photo.ContentType })
            .FirstOrDefaultAsync(cancellation);
        return photo?.Hash is { } hash && MediaKind.Of(photo.ContentType) is { } kind ? (hash, kind) : null;
    }

    private static NotFound NotFound(HttpResponse response)
    {
        // It may be kept a second later.
        response.Headers.CacheControl = "no-store";
        return TypedResults.NotFound();
    }

    private static FileStreamHttpResult Serve(HttpResponse response, FileStream file, MediaKind kind, string tag)
    {
        response.Headers.CacheControl = ForAWeek;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = "inline; filename=\"photo." + kind.Extension + "\"";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Stream(file, kind.ContentType, entityTag: new EntityTagHeaderValue("\"" + tag + "\""), enableRangeProcessing: true);
    }
}
