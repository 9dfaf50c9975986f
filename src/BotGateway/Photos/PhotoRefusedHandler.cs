using CaseStore.Cases;

namespace BotGateway.Photos;

/// <summary>
/// Tells the sender that what came was no picture. Called again after a crash or a failure until it has returned once,
/// so it must be repeatable (a turn with a key made of the photo's is).
/// </summary>
internal delegate Task PhotoRefusedHandler(Photo photo, CancellationToken cancellation);
