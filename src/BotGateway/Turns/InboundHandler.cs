using Conversation;

namespace BotGateway.Turns;

/// <summary>
/// What a channel does with a message it has read: makes it durable and returns the text to answer at once (null: nothing).
/// Throws only when the store cannot be written.
/// </summary>
internal delegate Task<string?> InboundHandler(Inbound inbound);
