using Conversation;

namespace BotGateway.Turns;

/// <summary>Where the callbacks hand over what arrived: the turn handler, or a stand-in in tests.</summary>
internal delegate Task<string?> InboundHandler(Inbound inbound);
