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

    /// <summary>The platform's id of what was sent, by which it reports later what became of it.</summary>
    public string? MessageId { get; init; }

    /// <summary>What else must become true together with the writing down of this end, and only if the claim still stands.</summary>
    public Func<WriteSession, DateTimeOffset, ValueTask>? Alongside { get; init; }

    /// <param name="Card">The card that now exists and can be changed later.</param>
    public sealed record Sent(SentCard? Card = null) : Delivery;

    /// <summary>Need not be said any more, or to nobody.</summary>
    public sealed record Dropped(string Reason) : Delivery;

    /// <param name="Rest">What is left to say when a part of it has gone out.</param>
    public sealed record Failed(Reaction Reaction, string Reason, Notification? Rest = null) : Delivery;

    /// <summary>No way to this resident is open: told first thing when they next write.</summary>
    public sealed record KeptForLater(string Reason) : Delivery;

    public static Delivery From(PlatformAnswer answer) => answer switch
    {
        PlatformAnswer.Done or PlatformAnswer.Refused { Error.Reaction: Reaction.AlreadySent } => new Sent(),
        PlatformAnswer.Refused refused => new Failed(refused.Error.Reaction, $"{refused.Code} {refused.Error.Meaning}"),
        PlatformAnswer.NoAnswer none => new Failed(Reaction.NoAnswer, none.Reason),
        _ => new Failed(Reaction.NoAnswer, "answer not readable"),
    };
}

/// <summary>A card's response code after its one use; a newer code of the same card is another matter.</summary>
internal sealed record SpentCode(string TaskId, string ResponseCode);
