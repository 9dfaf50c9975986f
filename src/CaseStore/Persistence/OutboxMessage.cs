namespace CaseStore.Persistence;

public enum OutboxState
{
    Pending,

    /// <summary>Claimed by a node until <see cref="OutboxMessage.LeaseUntil"/>; after that its fate is unknown and it is tried again.</summary>
    Sending,
    Sent,

    /// <summary>No longer true when its turn came (a nudge for a case that was fixed meanwhile).</summary>
    Dropped,

    /// <summary>Given up; kept with its reason.</summary>
    Dead,

    /// <summary>No way to this resident is open; told first thing when they next write.</summary>
    Waiting,
}

/// <summary>Something somebody must be told. Written in the transaction that made it true, delivered afterwards.</summary>
public sealed class OutboxMessage
{
    /// <summary>How <see cref="LastError"/> begins when the resident can be reached no more: not following, blocked, refusing.</summary>
    public const string LeftPrefix = "Left:";

    /// <summary>The payload of what was over long ago, and stays only as a fact.</summary>
    public const string Forgotten = "";

    public long Id { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whom it goes to, e.g. <c>group:p1</c>, <c>staff:officer-1</c>, <c>resident:WeChat:openid</c>: order and rate are kept per destination.</summary>
    public required string Destination { get; init; }

    /// <summary>What to say, as the conversation wrote it down (JSON; opaque here).</summary>
    public required string Payload { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>For a nudge: send only while this is still the case's deadline and the case is still open.</summary>
    public int? OnlyForDeadline { get; init; }

    /// <summary>Danger to life: overtakes everything else.</summary>
    public bool Urgent { get; init; }

    /// <summary>Needs no decent hour: an answer to what somebody has just done, or danger. Overtakes what waits for the morning.</summary>
    public bool AtOnce { get; init; }

    public OutboxState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to try (again); of what is over, from when on it counts as old.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When it was last put back into the queue, after waiting for the reader or being given up: patience begins anew.</summary>
    public DateTimeOffset? RequeuedAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? LastError { get; set; }

    /// <summary>The message that named this one on a line of a digest, if it did not go out by itself.</summary>
    public long? SentWith { get; set; }

    /// <summary>
    /// For what was given up: the first of the hour's lines (one for each member of the command centre) that tell of it. The lines
    /// themselves bear it too: they are those that are not older than it.
    /// </summary>
    public long? HourLine { get; set; }

    /// <summary>W3C traceparent of the turn that wrote it, so that one trace leads from the webhook to the send.</summary>
    public string? TraceParent { get; init; }
}
