using Conversation;

namespace BotGateway.Envelope.Reading;

internal abstract record ReadResult
{
    private ReadResult()
    {
    }

    /// <param name="Account">Whom it was sent to: the sender of the reply.</param>
    public sealed record Message(Inbound Inbound, string Account) : ReadResult;

    /// <param name="Why">For the log: never holds anything of the message.</param>
    public sealed record Unreadable(string Why) : ReadResult;
}
