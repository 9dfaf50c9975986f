using CaseStore.People;
using CaseStore.Persistence;

namespace BotGateway.Couriers.ToResidents;

/// <summary>
/// A message about a case cannot reach this resident through WeChat any more, and whoever is near must know, in the transaction that
/// writes that down.
/// </summary>
/// <param name="rows">The messages concerned.</param>
internal delegate ValueTask ResidentGone(WriteSession session, Channel channel, string externalId, IReadOnlyCollection<OutboxMessage> rows, DateTimeOffset now);
