namespace BotGateway.Envelope.Callbacks;

internal abstract record OpenedPost
{
    private OpenedPost()
    {
    }

    /// <param name="Key">What it was sealed with, and its answer will be; null when it came in the clear.</param>
    public sealed record Message(ReadOnlyMemory<byte> Body, Cipher? Key) : OpenedPost;

    /// <param name="Why">For the log.</param>
    public sealed record Refused(int Status, string Why) : OpenedPost;

    public static Refused Of(Admission admission) => new(StatusCodes.Status403Forbidden, admission.ToString());

    public static Refused Of(EnvelopeError error) =>
        new(error == EnvelopeError.WrongReceiver ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest, error.ToString());
}
