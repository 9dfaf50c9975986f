using BotGateway.Couriers;
using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using BotGateway.WeCom.Api;

namespace BotGateway.Tests.Couriers;

/// <summary>
/// protocol.md 2.10, 5.8 and 6.1, line by line: code, what the document says to do, our reaction, and when it is tried again: seconds
/// after the first, second, third failure; "…" goes on for two days, "×" is dead. "A" beside another letter: an operator is told as well.
/// </summary>
public sealed class ReactionTableTests
{
    [Theory]
    [InlineData(-1, "B, <= 3", Reaction.BackOff, "5 30 120 ×")]
    [InlineData(40001, "T", Reaction.RenewToken, "5 15 60 …")]
    [InlineData(40014, "T", Reaction.RenewToken, "5 15 60 …")]
    [InlineData(42001, "T", Reaction.RenewToken, "5 15 60 …")]
    [InlineData(41001, "X", Reaction.OurBug, "×")]
    [InlineData(40013, "A", Reaction.Alarm, "×")]
    [InlineData(40125, "A", Reaction.Alarm, "×")]
    [InlineData(40164, "A", Reaction.Alarm, "×")]
    [InlineData(61004, "A", Reaction.Alarm, "×")]
    [InlineData(89503, "A", Reaction.Alarm, "×")]
    [InlineData(89506, "A", Reaction.Alarm, "×")]
    [InlineData(89507, "A", Reaction.Alarm, "×")]
    [InlineData(40003, "X; forget address", Reaction.RecipientGone, "×", true)]
    [InlineData(40007, "upload anew, repeat once", Reaction.MediaGone, "×")]
    [InlineData(40029, "restart sign-in", Reaction.SignInAgain, "×")]
    [InlineData(40163, "restart sign-in", Reaction.SignInAgain, "×")]
    [InlineData(40033, "X", Reaction.OurBug, "×")]
    [InlineData(40037, "A", Reaction.Alarm, "×")]
    [InlineData(40200, "C", Reaction.OtherChannel, "×")]
    [InlineData(41030, "not in 2.10: A", Reaction.Alarm, "×")]
    [InlineData(43004, "C", Reaction.RecipientGone, "×")]
    [InlineData(43019, "C", Reaction.RecipientGone, "×")]
    [InlineData(43101, "C", Reaction.OtherChannel, "×")]
    [InlineData(45002, "shorten", Reaction.TooLong, "×")]
    [InlineData(45009, "A, next day", Reaction.NextDay, "midnight …", true)]
    [InlineData(45011, "B >= 60 s", Reaction.SlowDown, "65 130 300 …")]
    [InlineData(45015, "C", Reaction.OtherChannel, "×")]
    [InlineData(45047, "C", Reaction.OtherChannel, "×")]
    [InlineData(45065, "treat as sent", Reaction.AlreadySent, "×")]
    [InlineData(45066, "B", Reaction.BackOff, "5 30 120 ×")]
    [InlineData(47001, "X", Reaction.OurBug, "×")]
    [InlineData(47003, "X; name key from errmsg", Reaction.OurBug, "×")]
    [InlineData(48001, "A", Reaction.Alarm, "×")]
    [InlineData(48002, "C", Reaction.RecipientGone, "×")]
    [InlineData(48004, "A", Reaction.Alarm, "×")]
    [InlineData(50002, "C / A", Reaction.OtherChannel, "×", true)]
    [InlineData(87014, "refuse content", Reaction.ContentRefused, "×")]
    [InlineData(12345, "unknown: log and dead-letter", Reaction.Unknown, "×")]
    internal void WeChat(int code, string document, Reaction reaction, string schedule, bool tellOperator = false) =>
        Check(WeChatErrors.Of(code), code, document, reaction, schedule, tellOperator);

    [Theory]
    [InlineData(-1, "B <= 3", Reaction.BackOff, "5 30 120 ×")]
    [InlineData(40001, "A", Reaction.Alarm, "×")]
    [InlineData(40014, "T", Reaction.RenewToken, "5 15 60 …")]
    [InlineData(42001, "T", Reaction.RenewToken, "5 15 60 …")]
    [InlineData(41001, "X", Reaction.OurBug, "×")]
    [InlineData(40003, "drop recipient, tell roster owner", Reaction.RecipientGone, "×")]
    [InlineData(60111, "drop recipient, tell roster owner", Reaction.RecipientGone, "×")]
    [InlineData(40007, "upload anew", Reaction.MediaGone, "×")]
    [InlineData(40008, "X", Reaction.OurBug, "×")]
    [InlineData(40029, "sign in again", Reaction.SignInAgain, "×")]
    [InlineData(40056, "A", Reaction.Alarm, "×")]
    [InlineData(301002, "A", Reaction.Alarm, "×")]
    [InlineData(40058, "X / shorten", Reaction.OurBug, "×")]
    [InlineData(42014, "X", Reaction.OurBug, "×")]
    [InlineData(42020, "X", Reaction.OurBug, "×")]
    [InlineData(42030, "X", Reaction.OurBug, "×")]
    [InlineData(42049, "X", Reaction.OurBug, "×")]
    [InlineData(42021, "between the two ranges: unknown", Reaction.Unknown, "×")]
    [InlineData(42029, "between the two ranges: unknown", Reaction.Unknown, "×")]
    [InlineData(43004, "C", Reaction.OtherChannel, "×")]
    [InlineData(45002, "shorten", Reaction.TooLong, "×")]
    [InlineData(45008, "shorten", Reaction.TooLong, "×")]
    [InlineData(45009, "B >= 60 s", Reaction.SlowDown, "65 130 300 …")]
    [InlineData(45033, "B short, lower concurrency", Reaction.Crowded, "5 10 20 …")]
    [InlineData(48002, "A", Reaction.Alarm, "×")]
    [InlineData(50001, "A", Reaction.Alarm, "×")]
    [InlineData(50002, "drop recipient, A", Reaction.RecipientGone, "×", true)]
    [InlineData(60011, "drop recipient, A", Reaction.RecipientGone, "×", true)]
    [InlineData(50003, "A", Reaction.Alarm, "×")]
    [InlineData(60140, "give up, send a note", Reaction.TooLate, "×")]
    [InlineData(60020, "A", Reaction.Alarm, "×")]
    [InlineData(81013, "C", Reaction.OtherChannel, "×")]
    [InlineData(82001, "X", Reaction.OurBug, "×")]
    [InlineData(86008, "A", Reaction.Alarm, "×")]
    [InlineData(86000, "A", Reaction.Alarm, "×")]
    [InlineData(86999, "A", Reaction.Alarm, "×")]
    [InlineData(93000, "A, stop this robot", Reaction.RobotGone, "×")]
    [InlineData(93004, "A, stop this robot", Reaction.RobotGone, "×")]
    [InlineData(93008, "A, stop this robot", Reaction.RobotGone, "×")]
    [InlineData(12345, "unknown: log and dead-letter", Reaction.Unknown, "×")]
    internal void WeCom(int code, string document, Reaction reaction, string schedule, bool tellOperator = false) =>
        Check(WeComErrors.Of(code), code, document, reaction, schedule, tellOperator);

    private static void Check(PlatformError error, int code, string document, Reaction reaction, string schedule, bool tellOperator)
    {
        var row = $"{code} \"{document}\"";
        Assert.Equal($"{row} {reaction}, {schedule}, {tellOperator}", $"{row} {error.Reaction}, {Schedule(error.Reaction)}, {error.TellOperator}");
        Assert.NotEmpty(error.Meaning);
    }

    private static string Schedule(Reaction reaction)
    {
        var now = CourierHouse.Noon;
        var steps = new List<string>();
        for (var attempts = 1; attempts <= 4; attempts++)
        {
            if (RetrySchedule.Next(reaction, attempts, TimeSpan.Zero, now) is not { } next)
            {
                return string.Join(' ', [.. steps, "×"]);
            }

            steps.Add(next == RetrySchedule.NextDay(now) ? "midnight" : $"{(next - now).TotalSeconds:0}");
        }

        return string.Join(' ', [.. steps.Distinct().Take(3), "…"]);
    }
}
