using BotGateway.PlatformApi;

namespace BotGateway.WeChat.Api;

/// <summary>protocol.md 2.10, line by line; 41030 is from the mini-program's subscribe/send alone.</summary>
internal static class WeChatErrors
{
    public static PlatformError Of(int code) => code switch
    {
        -1 => new(Reaction.BackOff, "system busy"),
        40001 or 40014 or 42001 => new(Reaction.RenewToken, "token refused"),
        41001 => new(Reaction.OurBug, "token missing"),
        40013 or 40125 => new(Reaction.Alarm, "AppID or secret wrong"),
        40164 or 61004 => new(Reaction.Alarm, "our address is not in the allow list"),
        89503 or 89506 or 89507 => new(Reaction.Alarm, "call from this address awaits or was refused by an administrator"),
        40003 => new(Reaction.RecipientGone, "openid bad or of another account", TellOperator: true),
        40007 => new(Reaction.MediaGone, "media id bad or older than three days"),
        40029 or 40163 => new(Reaction.SignInAgain, "sign-in code bad or used"),
        40033 => new(Reaction.OurBug, "escaped characters in the body"),
        40037 => new(Reaction.Alarm, "template id unknown"),
        40200 => new(Reaction.OtherChannel, "this kind of account may not send this"),
        41030 => new(Reaction.Alarm, "no such page in the published mini-program"),
        43004 => new(Reaction.RecipientGone, "not following"),
        43019 => new(Reaction.RecipientGone, "blocked by the account"),
        43101 => new(Reaction.OtherChannel, "subscription not granted"),
        45002 => new(Reaction.TooLong, "content too long"),
        45009 => new(Reaction.NextDay, "daily quota used up", TellOperator: true),
        45011 => new(Reaction.SlowDown, "too many calls this minute"),
        45015 => new(Reaction.OtherChannel, "outside the reply window"),
        45047 => new(Reaction.OtherChannel, "outside the reply window: its messages are used up"),
        45065 => new(Reaction.AlreadySent, "seen already"),
        45066 => new(Reaction.BackOff, "repeated within a minute"),
        47001 => new(Reaction.OurBug, "body not readable"),
        47003 => new(Reaction.OurBug, "template value of wrong form"),
        48001 => new(Reaction.Alarm, "no right to this call"),
        48002 => new(Reaction.RecipientGone, "user refuses messages"),
        48004 => new(Reaction.Alarm, "call blocked for this account"),
        50002 => new(Reaction.OtherChannel, "user restricted or account frozen", TellOperator: true),
        87014 => new(Reaction.ContentRefused, "content judged risky"),
        _ => new(Reaction.Unknown, "unknown code"),
    };
}
