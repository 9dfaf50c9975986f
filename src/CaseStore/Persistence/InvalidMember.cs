namespace CaseStore.Persistence;

/// <summary>A member of staff whom city.json has on duty and WeCom does not know (any more).</summary>
public sealed class InvalidMember
{
    public required string UserId { get; init; }

    public required DateTimeOffset Since { get; init; }
}
