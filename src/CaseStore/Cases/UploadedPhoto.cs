using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>Under which id a platform knows a photo that we gave it, to be shown there again without giving it anew.</summary>
public sealed class UploadedPhoto
{
    /// <summary>How long every platform keeps what it was given.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    public required string PhotoKey { get; init; }

    /// <summary>Whose: an id means something to its own account only.</summary>
    public required Channel Channel { get; init; }

    public required string MediaId { get; set; }

    public required DateTimeOffset At { get; set; }
}
