namespace BotGateway.Envelope.Callbacks;

internal enum Admission
{
    Admitted,
    WrongSignature,

    /// <summary>Too old, or from the future: perhaps somebody plays a recorded call again.</summary>
    WrongTime,
}

/// <summary>Whether a call comes from the platform, and is of today.</summary>
internal sealed class CallbackGuard(string token, TimeSpan allowance, TimeProvider clock)
{
    /// <param name="claimed">The signature to be checked: with a ciphertext <c>msg_signature</c>, without <c>signature</c>.</param>
    public Admission Check(string claimed, CallbackQuery query, ReadOnlySpan<byte> encrypt = default)
    {
        if (!Signature.Matches(claimed, token, query.Timestamp, query.Nonce, encrypt))
            return Admission.WrongSignature;
        return UnixTime.TryParse(query.Timestamp, out var signedAt) && (clock.GetUtcNow() - signedAt).Duration() <= allowance
            ? Admission.Admitted
            : Admission.WrongTime;
    }
}
