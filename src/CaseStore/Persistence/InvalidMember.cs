using Microsoft.EntityFrameworkCore;

namespace CaseStore.Persistence;

/// <summary>A member of staff whom city.json has on duty and WeCom does not know (any more).</summary>
public sealed class InvalidMember
{
    public required string UserId { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>The userids of all of them, however they are capitalised.</summary>
    internal static async Task<IReadOnlySet<string>> AllAsync(CaseContext store, CancellationToken cancellation = default)
    {
        var gone = await store.InvalidMembers.AsNoTracking().Select(m => m.UserId).ToListAsync(cancellation);
        return gone.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
