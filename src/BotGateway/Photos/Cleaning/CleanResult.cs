namespace BotGateway.Photos.Cleaning;

/// <summary>What a file turned out to be.</summary>
internal abstract record CleanResult
{
    private CleanResult()
    {
    }

    /// <summary>A whole picture or video, now without anything that says where, when, by whom or with what it was taken.</summary>
    public sealed record Clean(MediaKind Kind, ReadOnlyMemory<byte> Bytes) : CleanResult;

    public sealed record NotAPicture(string Reason) : CleanResult;
}
