using BotGateway.Clock;
using BotGateway.Photos.Thumbnails;

namespace BotGateway.Photos;

internal static class PhotoServices
{
    /// <summary>Needs <see cref="PhotoRefusedHandler"/> from elsewhere.</summary>
    public static IServiceCollection AddPhotos(this IServiceCollection services) => services
        .AddSingleton(PhotoLimits.Default)
        .AddThumbnails()
        .AddSingleton<PictureSource>()
        .AddSingleton<PlatformPictures>()
        .AddSingleton<PlatformMedia>(services => services.GetRequiredService<PlatformPictures>().AskAsync)
        .AddSingleton<PhotoBell>()
        .AddSingleton<PhotoFetcher>()
        .AddSingleton<IDueWork>(services => services.GetRequiredService<PhotoFetcher>());

    public static IServiceCollection AddThumbnails(this IServiceCollection services) => services
        .AddSingleton<PhotoShelf>()
        .AddSingleton<ThumbnailStore>();
}
