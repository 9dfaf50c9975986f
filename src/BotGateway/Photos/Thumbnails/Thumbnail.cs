namespace BotGateway.Photos.Thumbnails;

/// <summary>What came of making a picture small.</summary>
internal abstract record Thumbnail
{
    private Thumbnail()
    {
    }

    /// <param name="Jpeg">Upright, without any metadata.</param>
    public sealed record Made(ReadOnlyMemory<byte> Jpeg) : Thumbnail;

    /// <param name="Reason">For the log.</param>
    public sealed record None(string Reason) : Thumbnail;
}
