using BotGateway.Clock;
using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Photos;

/// <summary>
/// Turns the platform's promises into files. A row with a <see cref="Photo.NextAttemptAt"/> still wants something: while Waiting to
/// be fetched, once Refused that its sender hears of it. Each step is one write, so a crash repeats a step and never skips one.
/// </summary>
internal sealed partial class PhotoFetcher(
    IDbContextFactory<CaseContext> reading,
    ICaseWriter writing,
    PictureSource source,
    PhotoShelf shelf,
    PhotoBell bell,
    PhotoRefusedHandler tellSender,
    PhotoLimits limits,
    TimeProvider clock,
    ILogger<PhotoFetcher> log) : IDueWork
{
    private const int MostPerRun = 64;

    private static readonly TimeSpan PauseBeforeTellingAgain = TimeSpan.FromMinutes(1);

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var store = await reading.CreateDbContextAsync(cancellation);
        return await Wanting(store).MinAsync(photo => photo.NextAttemptAt, cancellation);
    }

    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var due = await DueAsync(clock.GetUtcNow(), cancellation);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancellation },
            async (photo, stop) => await DoAsync(photo, stop));
        return due.Count;
    }

    public Task WaitForBellAsync(CancellationToken cancellation) => bell.WaitAsync(cancellation);

    private static IQueryable<Photo> Wanting(CaseContext store) =>
        store.Photos.AsNoTracking().Where(photo => photo.NextAttemptAt != null && (photo.State == PhotoState.Waiting || photo.State == PhotoState.Refused));

    private async Task<List<Photo>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var store = await reading.CreateDbContextAsync(cancellation);
        return await Wanting(store).Where(photo => photo.NextAttemptAt <= now).OrderBy(photo => photo.NextAttemptAt).Take(MostPerRun).ToListAsync(cancellation);
    }

    private async Task DoAsync(Photo photo, CancellationToken cancellation)
    {
        if (photo.State == PhotoState.Waiting)
        {
            var decision = await FetchAsync(photo, cancellation);
            var now = clock.GetUtcNow();
            photo = await ChangeAsync(photo.Key, PhotoState.Waiting, row => Apply(decision, row, now), cancellation) ?? photo;
        }
        if (photo.State == PhotoState.Refused)
            await TellAsync(photo, cancellation);
    }

    private async Task<PhotoDecision> FetchAsync(Photo photo, CancellationToken cancellation)
    {
        var tried = new List<Fetched>();
        try
        {
            await foreach (var fetched in source.TryAsync(photo, cancellation))
            {
                if (fetched is Fetched.Picture picture)
                {
                    var hash = await shelf.KeepAsync(picture.Kind, picture.Bytes, cancellation);
                    Log.Kept(log, photo.Key, picture.Kind.ContentType, picture.Bytes.Length);
                    return new PhotoDecision.Keep(hash, picture.Kind);
                }
                tried.Add(fetched);
            }
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // A full disk, or a mistake of ours that only this picture wakes: the others must not wait for it.
            Log.Failed(log, fault, photo.Key);
            tried.Add(new Fetched.NotNow("failed here"));
        }
        var decision = PhotoDecision.AfterFailure(tried, photo.Attempts + 1, photo.ReceivedAt, clock.GetUtcNow());
        Log.NotKept(log, photo.Key, decision, photo.Attempts + 1, string.Join("; ", tried));
        return decision;
    }

    private async Task TellAsync(Photo photo, CancellationToken cancellation)
    {
        DateTimeOffset? again = null;
        try
        {
            await tellSender(photo, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Log.NotTold(log, fault, photo.Key);
            again = clock.GetUtcNow() + PauseBeforeTellingAgain;
        }
        await ChangeAsync(photo.Key, PhotoState.Refused, row => row.NextAttemptAt = again, cancellation);
    }

    private static void Apply(PhotoDecision decision, Photo row, DateTimeOffset now)
    {
        row.Attempts++;
        switch (decision)
        {
            case PhotoDecision.Keep keep:
                (row.State, row.NextAttemptAt) = (PhotoState.Kept, null);
                (row.Hash, row.ContentType) = (keep.Hash, keep.Kind.ContentType);
                break;
            case PhotoDecision.TryAgain later:
                row.NextAttemptAt = later.At;
                break;
            case PhotoDecision.Refuse:
                // Due at once: somebody must be told.
                (row.State, row.NextAttemptAt) = (PhotoState.Refused, now);
                break;
            case PhotoDecision.GiveUp:
                (row.State, row.NextAttemptAt) = (PhotoState.Lost, null);
                break;
            default:
                throw new InvalidOperationException("Not a decision: " + decision);
        }
    }

    /// <summary>Changes the row if it is still in that state; otherwise another node was faster, and null is returned.</summary>
    private Task<Photo?> ChangeAsync(string key, PhotoState from, Action<Photo> change, CancellationToken cancellation) => writing.WriteAsync(
        async session =>
        {
            var row = await session.Cases.Photos.FirstOrDefaultAsync(photo => photo.Key == key && photo.State == from, cancellation);
            if (row is not null)
                change(row);
            return row;
        },
        cancellation);

    private static partial class Log
    {
        [LoggerMessage(3100, LogLevel.Information, "Photo {Photo} kept: {ContentType}, {Bytes} bytes")]
        public static partial void Kept(ILogger logger, string photo, string contentType, int bytes);

        [LoggerMessage(3101, LogLevel.Warning, "Photo {Photo} not kept at attempt {Attempt}, {Decision}: {Reasons}")]
        public static partial void NotKept(ILogger logger, string photo, PhotoDecision decision, int attempt, string reasons);

        [LoggerMessage(3102, LogLevel.Error, "Photo {Photo} could not be fetched or kept")]
        public static partial void Failed(ILogger logger, Exception fault, string photo);

        [LoggerMessage(3103, LogLevel.Error, "The sender of the refused photo {Photo} could not be told yet")]
        public static partial void NotTold(ILogger logger, Exception fault, string photo);
    }
}
