using BotGateway.Clock;

namespace BotGateway.Photos;

internal static class PhotoServices
{
    /// <summary>Needs <see cref="PhotoRefusedHandler"/> from elsewhere.</summary>
    public static IServiceCollection AddPhotos(this IServiceCollection services) => services
        .AddSingleton(PhotoLimits.Default)
        .AddSingleton<PictureSource>()
        .AddSingleton<PhotoShelf>()
        .AddSingleton<PlatformPictures>()
        .AddSingleton<PlatformMedia>(services => services.GetRequiredService<PlatformPictures>().AskAsync)
        .AddSingleton<PhotoBell>()
        .AddSingleton<PhotoFetcher>()
        .AddSingleton<IDueWork>(services => services.GetRequiredService<PhotoFetcher>());
}
