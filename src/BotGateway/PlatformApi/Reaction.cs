namespace BotGateway.PlatformApi;

/// <summary>What to do about a call that failed (protocol.md 2.10 and 5.8).</summary>
internal enum Reaction
{
    /// <summary>Not in the table: given up and logged, never repeated blindly.</summary>
    Unknown,

    /// <summary>Sent off, and nothing we could read came back: whether the platform acted is unknown. It can tell a repeat.</summary>
    NoAnswer,

    /// <summary>The same where the platform cannot tell a repeat: people may hear it twice, so only after a pause.</summary>
    MaybeHeard,

    /// <summary>It never got as far as the platform: no connection, or no token.</summary>
    NotReached,

    /// <summary>Something of ours must happen first.</summary>
    NotYet,
    RenewToken,

    /// <summary>The platform is busy: a few repeats.</summary>
    BackOff,

    /// <summary>Too many calls at once: soon again, for the whole app.</summary>
    Crowded,

    /// <summary>Too many calls: not before a minute has passed, for the whole app or robot.</summary>
    SlowDown,

    /// <summary>A daily quota is used up.</summary>
    NextDay,

    /// <summary>This way to the person is closed until the person writes.</summary>
    OtherChannel,

    /// <summary>The platform does not know this person (any more), or they want to hear nothing: nobody to send to.</summary>
    RecipientGone,

    /// <summary>An operator must change something; repeating does not help.</summary>
    Alarm,

    /// <summary>A group's robot was removed or disabled: its whole queue is given up, not each message tried.</summary>
    RobotGone,
    OurBug,

    /// <summary>Longer than the platform takes; we cut by its published limits, so somebody must look.</summary>
    TooLong,
    AlreadySent,
    MediaGone,
    SignInAgain,
    ContentRefused,

    /// <summary>A card that can no longer be changed.</summary>
    TooLate,
}

/// <param name="Meaning">Ours, not the platform's: its own text may name people.</param>
/// <param name="TellOperator">Whatever becomes of the message, somebody must look at it.</param>
internal readonly record struct PlatformError(Reaction Reaction, string Meaning, bool TellOperator = false);
