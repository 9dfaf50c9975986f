namespace CaseStore.People;

/// <summary>A resident who has filed at least once. Staff are not stored: they are whoever city.json says is on duty.</summary>
public sealed class Person
{
    public long Id { get; private set; }

    public required Channel Channel { get; init; }

    /// <summary>The platform's openid. Never leaves the gateway except towards that platform.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Matched against the community's roster; an ordinary resident may report too.</summary>
    public bool Verified { get; set; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>How the API and the history name a resident: says nothing about who it is.</summary>
    public string PublicId => $"R{Id}";
}
