namespace CaseStore.People;

/// <summary>A resident who has filed, followed or registered at least once. Staff are not stored: they are whoever city.json says is on duty.</summary>
public sealed class Person
{
    public long Id { get; private set; }

    public required Channel Channel { get; init; }

    /// <summary>The platform's openid. Never leaves the gateway except towards that platform.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Matched against the community's roster; an ordinary resident may report too.</summary>
    public bool Verified { get; set; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>As given at the registration; for matching, and for nobody's eyes.</summary>
    public string? Name { get; set; }

    /// <summary>Eleven digits.</summary>
    public string? Phone { get; set; }

    /// <summary>From the roster; absent while unverified.</summary>
    public ReporterRole? Role { get; set; }

    /// <summary>The roster's compound, if it names one.</summary>
    public string? CompoundId { get; set; }

    public DateTimeOffset? RegisteredAt { get; set; }

    /// <summary>Registrations that matched nothing, since <see cref="TriesSince"/>.</summary>
    public int? Tries { get; set; }

    public DateTimeOffset? TriesSince { get; set; }

    /// <summary>Set while they do not follow the account: nothing can or may be sent to them.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>How the API and the history name a resident: says nothing about who it is.</summary>
    public string PublicId => PublicIdOf(Id);

    internal static string PublicIdOf(long id) => $"R{id}";
}
