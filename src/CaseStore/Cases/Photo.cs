using CaseStore.People;

namespace CaseStore.Cases;

public enum PhotoRole
{
    Report,
    Result,
}

public enum PhotoState
{
    /// <summary>Known by its platform id; not fetched yet.</summary>
    Waiting,
    Kept,

    /// <summary>What came was not a picture, or too large.</summary>
    Refused,

    /// <summary>The platform would not give it, however often asked (media ids die after three days).</summary>
    Lost,
}

/// <summary>A picture somebody sent: first only a promise of the platform's, then a file under its content hash.</summary>
public sealed class Photo
{
    /// <summary>The de-duplication key of the message that brought it: one message, one photo.</summary>
    public required string Key { get; init; }

    public required Channel Channel { get; init; }

    public required string Sender { get; init; }

    public string? MediaId { get; init; }

    public string? PicUrl { get; init; }

    /// <summary>The unguessable part of the link under which it is served.</summary>
    public required string Token { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public PhotoState State { get; set; }

    /// <summary>Lower-case hex SHA-256 of the kept bytes, which is also its file name.</summary>
    public string? Hash { get; set; }

    public string? ContentType { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to try (again); null once it is decided.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public long? CaseId { get; set; }

    public PhotoRole? Role { get; set; }
}
