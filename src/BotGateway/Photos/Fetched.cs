using System.Diagnostics;

namespace BotGateway.Photos;

/// <summary>What came of one way to get a picture.</summary>
internal abstract record Fetched
{
    private Fetched()
    {
    }

    /// <summary>For the log.</summary>
    public sealed override string ToString() => this switch
    {
        Picture picture => picture.Kind.ContentType,
        Unfit unfit => unfit.Reason,
        NotNow notNow => notNow.Reason,
        Never never => never.Reason,
        _ => throw new UnreachableException(),
    };

    /// <summary>Clean and ready to be kept.</summary>
    public sealed record Picture(MediaKind Kind, ReadOnlyMemory<byte> Bytes) : Fetched;

    /// <summary>Something came, but not a picture, or too much of it.</summary>
    public sealed record Unfit(string Reason) : Fetched;

    /// <summary>Nothing came this time.</summary>
    public sealed record NotNow(string Reason) : Fetched;

    /// <summary>Nothing will ever come this way.</summary>
    public sealed record Never(string Reason) : Fetched;
}
