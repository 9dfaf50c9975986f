using System.Globalization;
using BotGateway.Couriers;
using BotGateway.PlatformApi;
using FsCheck.Xunit;

namespace BotGateway.Tests.Couriers;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData("a busy platform is asked three times more", Reaction.BackOff, new[] { 5, 30, 120 })]
    [InlineData("what may have been heard", Reaction.MaybeHeard, new[] { 60, 180, 600, 1800, 1800 })]
    [InlineData("what the platform would not know as a repeat after three hours", Reaction.NoAnswer, new[] { 5, 15, 60, 300, 900, 1800, 1800, 1800, 1800, 1800 })]
    [InlineData("our bug is not repeated", Reaction.OurBug, new int[0])]
    [InlineData("what an operator must repair is not repeated", Reaction.Alarm, new int[0])]
    [InlineData("a closed way is not tried again", Reaction.OtherChannel, new int[0])]
    [InlineData("nobody is there to be told", Reaction.RecipientGone, new int[0])]
    [InlineData("a robot that was removed is not tried again", Reaction.RobotGone, new int[0])]
    [InlineData("what is too long stays too long", Reaction.TooLong, new int[0])]
    [InlineData("an unknown code is not repeated blindly", Reaction.Unknown, new int[0])]
    internal void After_Each_Failure_The_Table_Says_When_Or_Stop(string sentence, Reaction reaction, int[] seconds)
    {
        var delays = Enumerable.Range(1, 50).Select(n => Delay(reaction, n)).TakeWhile(d => d is not null);
        Assert.True(delays.Select(d => (int)d!.Value.TotalSeconds).SequenceEqual(seconds), sentence);
    }

    [Theory]
    [InlineData("a platform that cannot be reached", Reaction.NotReached, new[] { 5, 15, 60, 300, 900, 1800, 1800 })]
    [InlineData("tokens that keep being refused", Reaction.RenewToken, new[] { 5, 15, 60, 300, 900, 1800, 1800 })]
    [InlineData("a rate limit", Reaction.SlowDown, new[] { 65, 130, 300, 600, 600 })]
    [InlineData("a crowd", Reaction.Crowded, new[] { 5, 10, 20, 40, 60, 60 })]
    internal void What_Passes_By_Itself_Is_Waited_Out_Ever_More_Slowly(string sentence, Reaction reaction, int[] seconds)
    {
        Assert.True(seconds.SequenceEqual(Enumerable.Range(1, seconds.Length).Select(n => (int)Delay(reaction, n)!.Value.TotalSeconds)), sentence);
        Assert.Equal(seconds[^1], (int)Delay(reaction, 200)!.Value.TotalSeconds);
    }

    [Theory]
    [InlineData("2026-11-22T00:00:00+08:00", "2026-11-23T00:05:00+08:00")]
    [InlineData("2026-11-22T23:59:59+08:00", "2026-11-23T00:05:00+08:00")]
    [InlineData("2026-11-22T16:00:00+00:00", "2026-11-24T00:05:00+08:00")]
    public void A_Daily_Quota_Is_New_After_Midnight_In_China(string now, string next) => Assert.Equal(
        DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
        RetrySchedule.Next(Reaction.NextDay, 1, TimeSpan.Zero, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Property]
    public bool Nothing_Is_Tried_After_Two_Days(byte attempts) =>
        Enum.GetValues<Reaction>().All(r => RetrySchedule.Next(r, attempts, TimeSpan.FromHours(48), CourierHouse.Noon) is null);

    [Property]
    public bool Every_Delay_Is_A_Real_Wait(byte attempts) =>
        Enum.GetValues<Reaction>().All(r => Delay(r, attempts) is not { } delay || delay >= TimeSpan.FromSeconds(5));

    private static TimeSpan? Delay(Reaction reaction, int attempts) =>
        RetrySchedule.Next(reaction, attempts, TimeSpan.Zero, CourierHouse.Noon) - CourierHouse.Noon;
}
