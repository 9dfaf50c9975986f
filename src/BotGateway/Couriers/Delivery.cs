using System.Text.Json;
using BotGateway.PlatformApi;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>How an attempt to deliver one message ended.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>Response codes that must not be used again.</summary>
    public IReadOnlyList<SpentCode> Spent { get; init; } = [];

    /// <summary>Userids that WeCom says it does not know (any more).</summary>
    public IReadOnlyList<string> Strangers { get; init; } = [];

    /// <summary>What else must become true together with the writing down of this end, and only if the claim still stands.</summary>
    public Func<WriteSession, DateTimeOffset, ValueTask>? Alongside { get; init; }

    /// <summary>The platform's errcode, when it gave one other than 0.</summary>
    public int? Code { get; init; }

    /// <summary>The platform's id of what was sent, by which it reports later what became of it.</summary>
    public string? MessageId { get; init; }

    /// <summary>Somebody must look at this, whatever becomes of the message.</summary>
    public bool TellOperator { get; init; }

    /// <summary>What the ledger says of the attempt; null when nothing was attempted.</summary>
    public SendOutcome? OutcomeOfSend => this switch
    {
        Sent or PartSent => SendOutcome.Sent,
        Dropped or Failed { Reaction: Reaction.NotYet } or KeptForLater { Code: null } => null,
        Failed { Reaction: Reaction.NoAnswer or Reaction.MaybeHeard } => SendOutcome.Unknown,
        _ => SendOutcome.Refused,
    };

    /// <param name="Card">The card that now exists and can be changed later.</param>
    public sealed record Sent(SentCard? Card = null) : Delivery;

    /// <summary>A part of a long text has gone out.</summary>
    /// <param name="Rest">What is left to say, as an attempt of its own.</param>
    public sealed record PartSent(Notification Rest, TimeSpan Pause) : Delivery;

    /// <summary>Need not be said any more, or to nobody.</summary>
    public sealed record Dropped(string Reason) : Delivery;

    public sealed record Failed(Reaction Reaction, string Reason) : Delivery;

    /// <summary>No way to this resident is open: told first thing when they next write.</summary>
    public sealed record KeptForLater(string Reason) : Delivery;

    /// <param name="tellsRepeats">Whether the platform tells a repeat of this call and lets nobody hear it twice.</param>
    public static Delivery From(PlatformAnswer answer, bool tellsRepeats = true)
    {
        var unknown = tellsRepeats ? Reaction.NoAnswer : Reaction.MaybeHeard;
        return answer switch
        {
            PlatformAnswer.Done { Body: var body } => new Sent { MessageId = MessageIdOf(body) },
            PlatformAnswer.Refused { Error.Reaction: Reaction.AlreadySent } again => new Sent { Code = again.Code },
            PlatformAnswer.Refused refused => new Failed(refused.Error.Reaction, $"{refused.Code} {refused.Error.Meaning}")
            {
                Code = refused.Code,
                TellOperator = refused.Error.TellOperator,
            },
            PlatformAnswer.NoAnswer none => new Failed(unknown, none.Reason),
            PlatformAnswer.NotReached not => new Failed(Reaction.NotReached, not.Reason),
            _ => new Failed(unknown, "answer not readable"),
        };
    }

    /// <summary>Text from WeCom, a number from WeChat.</summary>
    private static string? MessageIdOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("msgid", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? id.ToString() is { Length: > 0 and <= 128 } text ? text : null
            : null;
}

/// <summary>A card's response code after its one use; a newer code of the same card is another matter.</summary>
internal sealed record SpentCode(string TaskId, string ResponseCode);
