using BotGateway.PlatformApi;
using CaseStore.People;

namespace BotGateway.Couriers.Pictures;

/// <summary>Through which account somebody is shown a picture: it is handed over there first, and then shown by the id it got.</summary>
/// <param name="Show">By its media id.</param>
internal sealed record PictureAccount(Channel Channel, Func<PictureUpload, Task<PlatformAnswer>> Upload, Func<string, Task<Delivery>> Show);
