namespace BotGateway.PlatformApi;

/// <summary>What to do about a call that failed (protocol.md 2.10 and 5.8).</summary>
internal enum Reaction
{
    /// <summary>Not in the table: given up and logged, never repeated blindly.</summary>
    Unknown,

    /// <summary>The platform could not be reached or said nothing we could read: whether it acted is unknown.</summary>
    NoAnswer,

    /// <summary>Something of ours must happen first.</summary>
    NotYet,
    RenewToken,

    /// <summary>The platform is busy: a few repeats.</summary>
    BackOff,

    /// <summary>Too many calls: not before a minute has passed.</summary>
    SlowDown,

    /// <summary>A daily quota is used up.</summary>
    NextDay,

    /// <summary>This way to the person is closed until the person writes.</summary>
    OtherChannel,

    /// <summary>They do not follow, have blocked us or refuse messages: no way at all until they come back.</summary>
    RecipientGone,

    /// <summary>An operator must change something; repeating does not help.</summary>
    Alarm,
    OurBug,
    AlreadySent,
    MediaGone,
    SignInAgain,
    ContentRefused,

    /// <summary>A card that can no longer be changed.</summary>
    TooLate,
}

/// <param name="Meaning">Ours, not the platform's: its own text may name people.</param>
internal readonly record struct PlatformError(Reaction Reaction, string Meaning);
