using CaseStore.Persistence;

namespace BotGateway.Letters;

/// <summary>A message of the outbox as those who run the gateway may see it: whom, what about, how it went. Never its words, never an openid.</summary>
/// <param name="Kind">group, card, cardUpdate, staff, resident or photo (one that did not go behind its message).</param>
/// <param name="To">The organisation's id, the member's userid, the case whose cards change; a resident by their public id.</param>
/// <param name="LastAttempt">When it was last handed to the platform.</param>
internal sealed record Letter(
    long Id, string Kind, OutboxState State, string? CaseNumber, string To, DateTimeOffset CreatedAt, int Attempts, string? LastError, DateTimeOffset? LastAttempt);

internal sealed record LetterPage(IReadOnlyList<Letter> Items, int Total, int Page, int PageSize);

/// <param name="Resent">How many were put back.</param>
internal sealed record ResentJson(int Resent);
