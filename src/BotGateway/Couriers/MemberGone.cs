using CaseStore.Persistence;

namespace BotGateway.Couriers;

/// <summary>WeCom does not know this member: whatever only they had in hand must go to somebody else, in the transaction that writes down the failure.</summary>
internal delegate ValueTask MemberGone(WriteSession session, string userId, DateTimeOffset now);
