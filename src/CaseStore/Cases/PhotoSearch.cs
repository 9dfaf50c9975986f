using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Cases;

internal static class PhotoSearch
{
    /// <summary>The photos of these keys that can still be shown one day and belong to no case yet, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<Photo>> UsableAsync(WriteSession session, IReadOnlyList<string> keys) =>
        keys.Count == 0
            ? []
            : await session.Queries.UsablePhotos(session.Cases, [.. keys]).ToListAsync();
}
