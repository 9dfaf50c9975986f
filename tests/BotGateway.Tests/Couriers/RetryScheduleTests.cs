using BotGateway.Couriers;
using BotGateway.PlatformApi;
using FsCheck.Xunit;

namespace BotGateway.Tests.Couriers;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData("a busy platform is asked three times more", Reaction.BackOff, new[] { 5, 30, 120 })]
    [InlineData("a token that fails after its renewal is given a few more chances", Reaction.RenewToken, new[] { 5, 30, 120 })]
    [InlineData("a rate limit waits for its minute", Reaction.SlowDown, new[] { 65, 130, 300, 600, 600, 600 })]
    [InlineData("a daily quota waits for the next day", Reaction.NextDay, new[] { 28800, 28800, 28800 })]
    [InlineData("our bug is not repeated", Reaction.OurBug, new int[0])]
    [InlineData("what an operator must repair is not repeated", Reaction.Alarm, new int[0])]
    [InlineData("a closed way is not tried again", Reaction.OtherChannel, new int[0])]
    [InlineData("an unknown code is not repeated blindly", Reaction.Unknown, new int[0])]
    internal void After_Each_Failure_The_Table_Says_When_Or_Stop(string sentence, Reaction reaction, int[] seconds)
    {
        var delays = Enumerable.Range(1, 50).Select(n => RetrySchedule.Next(reaction, n, TimeSpan.Zero)).TakeWhile(d => d is not null);
        Assert.True(delays.Select(d => (int)d!.Value.TotalSeconds).SequenceEqual(seconds), sentence);
    }

    [Fact]
    public void An_Outage_Is_Waited_Out_Ever_More_Slowly()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.Next(Reaction.NoAnswer, 1, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMinutes(30), RetrySchedule.Next(Reaction.NoAnswer, 60, TimeSpan.FromHours(20)));
    }

    [Property]
    public bool Nothing_Is_Tried_After_Two_Days(byte attempts) =>
        Enum.GetValues<Reaction>().All(r => RetrySchedule.Next(r, attempts, TimeSpan.FromHours(48)) is null);

    [Property]
    public bool Every_Delay_Is_A_Real_Wait(byte attempts) =>
        Enum.GetValues<Reaction>().All(r => RetrySchedule.Next(r, attempts, TimeSpan.Zero) is not { } delay || delay >= TimeSpan.FromSeconds(5));
}
