using BotGateway.PlatformApi;

namespace BotGateway.WeCom.Api;

/// <summary>protocol.md 5.8, line by line; the robots' codes of section 6 as well.</summary>
internal static class WeComErrors
{
    public static PlatformError Of(int code) => code switch
    {
        -1 => new(Reaction.BackOff, "system busy"),
        40001 => new(Reaction.Alarm, "secret wrong"),
        40014 or 42001 => new(Reaction.RenewToken, "token refused"),
        41001 => new(Reaction.OurBug, "token missing"),
        40003 or 60111 => new(Reaction.RecipientGone, "userid unknown: check the roster"),
        40007 => new(Reaction.MediaGone, "media id bad or expired"),
        40008 => new(Reaction.OurBug, "message type wrong"),
        40029 => new(Reaction.SignInAgain, "sign-in code bad"),
        40056 or 301002 => new(Reaction.Alarm, "agent id wrong or token of another app"),
        40058 => new(Reaction.OurBug, "a parameter is wrong or too long"),
        (>= 42014 and <= 42020) or (>= 42030 and <= 42049) => new(Reaction.OurBug, "card refused"),
        43004 => new(Reaction.OtherChannel, "member not bound to the WeChat plugin"),
        45002 or 45008 => new(Reaction.TooLong, "content too long"),
        45009 => new(Reaction.SlowDown, "too many calls"),
        45033 => new(Reaction.Crowded, "too many calls at once"),
        48002 => new(Reaction.Alarm, "call not allowed to this secret"),
        50001 => new(Reaction.Alarm, "redirect domain not trusted"),
        50002 or 60011 => new(Reaction.RecipientGone, "recipient outside the app's range", TellOperator: true),
        50003 => new(Reaction.Alarm, "app disabled"),
        60140 => new(Reaction.TooLate, "response code used or expired"),
        60020 => new(Reaction.Alarm, "our address is not trusted"),
        81013 => new(Reaction.OtherChannel, "every recipient is invalid"),
        82001 => new(Reaction.OurBug, "no recipient"),
        >= 86000 and <= 86999 => new(Reaction.Alarm, "group chat refused"),
        93000 or 93004 or 93008 => new(Reaction.RobotGone, "robot removed, disabled or not in the group"),
        _ => new(Reaction.Unknown, "unknown code"),
    };
}
