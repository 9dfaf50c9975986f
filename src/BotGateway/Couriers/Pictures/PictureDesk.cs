using BotGateway.Photos;
using BotGateway.Photos.Thumbnails;
using BotGateway.PlatformApi;
using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Pictures;

/// <summary>
/// Hands photos to a platform and shows them there. The id is kept before it is used: whoever repeats an attempt says the same, and
/// the same photo for the next person is not handed over again.
/// </summary>
internal sealed class PictureDesk(ICaseWriter writer, IDbContextFactory<CaseContext> reads, PhotoShelf shelf, ThumbnailStore thumbnails, TimeProvider clock)
{
    /// <summary>Where there is no thumbnail: an original of this size is taken by both platforms (protocol.md 2.5, 10).</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    /// <summary>A picture that has not come after so long helps nobody any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>An id must still be good when the platform looks at it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    public async Task<Delivery> ShowAsync(OutboxMessage row, Photo? photo, PictureAccount account, CancellationToken cancellation)
    {
        switch (photo)
        {
            case { State: PhotoState.Waiting } when clock.GetUtcNow() - row.CreatedAt < Patience:
                return new Delivery.Failed(Reaction.NotYet, "the photo has not been fetched yet");
            case not { State: PhotoState.Kept, Hash: not null }:
                return new Delivery.Dropped("there is no such photo");
            default:
                break;
        }

        if (await KnownAsync(photo, account, cancellation) is { } known)
        {
            var shown = await account.Show(known);
            if (shown is not Delivery.Failed { Reaction: Reaction.MediaGone })
            {
                return shown;
            }
        }
        else
        {
            known = null;
        }

        return await HandOverAsync(photo, account, known, cancellation) switch
        {
            (var id, null) => await account.Show(id!) switch
            {
                Delivery.Failed { Reaction: Reaction.MediaGone } gone => new Delivery.Dropped(gone.Reason),
                var end => end,
            },
            var (_, end) => end,
        };
    }

    private async Task<string?> KnownAsync(Photo photo, PictureAccount account, CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        var since = clock.GetUtcNow() - UploadedPhoto.Life + Margin;
        return await context.UploadedPhotos.Where(u => u.PhotoKey == photo.Key && u.Channel == account.Channel && u.At > since)
            .Select(u => u.MediaId).FirstOrDefaultAsync(cancellation);
    }

    private async Task<(string? Id, Delivery? End)> HandOverAsync(Photo photo, PictureAccount account, string? refused, CancellationToken cancellation)
    {
        if (await ReadAsync(photo, cancellation) is not { } picture)
        {
            return (null, new Delivery.Dropped("nothing that the platform shows as a picture"));
        }

        var answer = await account.Upload(picture);
        return PictureUpload.MediaIdIn(answer) is { } id
            ? (await KeepAsync(photo.Key, account, id, refused, cancellation), null)
            : (null, Refusal(answer));
    }

    private async Task<PictureUpload?> ReadAsync(Photo photo, CancellationToken cancellation)
    {
        if (MediaKind.Of(photo.ContentType) is not { } kind)
        {
            return null;
        }

        var thumbnail = await thumbnails.OpenAsync(photo.Hash!, kind, cancellation);
        await using var file = thumbnail ?? (kind == MediaKind.Jpeg || kind == MediaKind.Png ? shelf.Open(photo.Hash!, kind) : null);
        if (file is null || file.Length > MostBytes)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellation);
        var shown = thumbnail is null ? kind : MediaKind.Jpeg;
        return PictureUpload.Of(bytes, shown.ContentType, shown.Extension);
    }

    /// <returns>The id that stands: somebody else may have handed it over at the same time.</returns>
    private Task<string> KeepAsync(string photoKey, PictureAccount account, string id, string? refused, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return writer.WriteAsync(
            async session =>
            {
                var uploads = session.Cases.UploadedPhotos;
                var row = await uploads.AsTracking().FirstOrDefaultAsync(u => u.PhotoKey == photoKey && u.Channel == account.Channel, cancellation);
                if (row is null)
                {
                    uploads.Add(new UploadedPhoto { PhotoKey = photoKey, Channel = account.Channel, MediaId = id, At = now });
                    return id;
                }

                if (row.MediaId == refused || row.At <= now - UploadedPhoto.Life + Margin)
                {
                    (row.MediaId, row.At) = (id, now);
                }

                return row.MediaId;
            },
            cancellation);
    }

    /// <summary>Nobody has heard anything of it, whatever became of the call; and its limits are not those of messages.</summary>
    private static Delivery Refusal(PlatformAnswer answer) => Delivery.From(answer) switch
    {
        Delivery.Failed { Reaction: Reaction.NoAnswer or Reaction.NotReached } away => new Delivery.Failed(Reaction.NotReached, "handing over: " + away.Reason),
        Delivery.Failed { Reaction: Reaction.SlowDown or Reaction.Crowded or Reaction.NextDay } busy => busy with { Reaction = Reaction.BackOff },
        Delivery.Failed { Reaction: Reaction.BackOff or Reaction.RenewToken or Reaction.Alarm } failed => failed,
        Delivery.Failed refused => new Delivery.Dropped("the platform does not take it: " + refused.Reason),
        _ => new Delivery.Dropped("the platform gave it no id"),
    };
}
