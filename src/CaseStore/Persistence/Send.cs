namespace CaseStore.Persistence;

/// <summary>How an attempt to send ended.</summary>
public enum SendOutcome
{
    /// <summary>Claimed and not yet reported back; also what a killed process leaves behind.</summary>
    UnderWay,
    Sent,

    /// <summary>Sent off and never answered: whether the platform acted, nobody knows. A repeat may be heard twice.</summary>
    Unknown,

    /// <summary>The platform said no, or was not reached: nobody has heard it.</summary>
    Refused,
}

/// <summary>
/// One attempt towards one receiver. Written in the transaction that claims the message, so that limits hold across a crash: what may
/// have been sent is counted as sent.
/// </summary>
public sealed class Send
{
    public long Id { get; private set; }

    public required long OutboxId { get; init; }

    /// <summary>
    /// Whose limit it counts against, e.g. <c>robot:9f2c…</c>, <c>member:officer-1</c>, <c>resident:WeChat:openid</c>, <c>app:wecom</c>;
    /// <c>with:17</c> when it went out on a line of message 17's digest.
    /// </summary>
    public required string Lane { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the answer came or was given up. The platform counts a message between start and end.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public SendOutcome Outcome { get; set; }

    /// <summary>The platform's errcode, when it gave one other than 0.</summary>
    public int? Code { get; set; }

    /// <summary>The platform's answer concerned the whole lane: nothing more goes along it until then.</summary>
    public DateTimeOffset? HoldsLaneUntil { get; set; }

    /// <summary>The platform's msgid, by which it later reports what became of a template message.</summary>
    public string? MessageId { get; set; }
}
