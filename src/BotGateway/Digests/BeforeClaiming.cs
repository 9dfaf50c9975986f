namespace BotGateway.Digests;

/// <summary>
/// Writes the digests that are due at this moment. A courier asks for it before it claims at the same moment: what was held for the morning is
/// named in the digest, and both become due at once.
/// </summary>
internal delegate Task BeforeClaiming(DateTimeOffset now);
