namespace BotGateway.Envelope;

/// <summary>Why an envelope could not be opened, in the order of the steps: a later one got further.</summary>
internal enum EnvelopeError
{
    None,
    NotBase64,
    NotWholeBlocks,

    /// <summary>Usually: sealed with a key we do not have.</summary>
    BadPadding,
    BadLength,

    /// <summary>Sealed with our key for another account.</summary>
    WrongReceiver,
}
