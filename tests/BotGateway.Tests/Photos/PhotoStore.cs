using BotGateway.Tests.Infrastructure;
using CaseStore.Cases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Photos;

/// <summary>The store with photos in it.</summary>
internal sealed class PhotoStore : TemporaryStore
{
    public async Task AddAsync(params Photo[] photos)
    {
        await using var store = CreateDbContext();
        store.AddRange(photos);
        await store.SaveChangesAsync();
    }

    public async Task<Photo> FindAsync(string key)
    {
        await using var store = CreateDbContext();
        return await store.Photos.AsNoTracking().SingleAsync(photo => photo.Key == key);
    }
}
