using BotGateway.Photos;
using FsCheck;
using FsCheck.Xunit;

namespace BotGateway.Tests.Photos;

public sealed class PhotoDecisionTests
{
    private static readonly DateTimeOffset Received = new(2026, 5, 20, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Fetched NotNow = new Fetched.NotNow("status 503");
    private static readonly Fetched Unfit = new Fetched.Unfit("text");
    private static readonly Fetched Never = new Fetched.Never("40007");

    [Fact]
    public void It_Is_Tried_Soon_Again_And_Then_Ever_More_Rarely_Until_The_Platform_Has_Forgotten_It()
    {
        var pauses = new List<TimeSpan>();
        var now = Received;
        while (PhotoDecision.NextAttempt(pauses.Count + 1, Received, now) is { } next)
        {
            pauses.Add(next - now);
            now = next;
        }
        Assert.Equal(
            [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)],
            pauses[..6]);
        Assert.Equal(Received.AddDays(3), now);
    }

    [Fact]
    public void What_Fails_For_Now_Is_Tried_Again() =>
        Assert.Equal(new PhotoDecision.TryAgain(Received.AddSeconds(10)), PhotoDecision.AfterFailure([NotNow, Never], 1, Received, Received));

    [Fact]
    public void What_Nobody_Has_Any_More_Is_Lost_At_Once()
    {
        Assert.IsType<PhotoDecision.GiveUp>(PhotoDecision.AfterFailure([Never, Never], 1, Received, Received));
        Assert.IsType<PhotoDecision.GiveUp>(PhotoDecision.AfterFailure([], 1, Received, Received));
    }

    [Fact]
    public void What_Fails_For_Three_Days_Is_Lost() =>
        Assert.IsType<PhotoDecision.GiveUp>(PhotoDecision.AfterFailure([NotNow], 20, Received, Received.AddDays(3)));

    [Fact]
    public void What_Is_No_Picture_Is_Refused() =>
        Assert.IsType<PhotoDecision.Refuse>(PhotoDecision.AfterFailure([Unfit, Never], 1, Received, Received));

    [Fact]
    public void The_Other_Way_Is_Waited_For_But_Not_Long()
    {
        Assert.IsType<PhotoDecision.TryAgain>(PhotoDecision.AfterFailure([Unfit, NotNow], 1, Received, Received));
        Assert.IsType<PhotoDecision.TryAgain>(PhotoDecision.AfterFailure([Unfit, NotNow], 2, Received, Received));
        Assert.IsType<PhotoDecision.Refuse>(PhotoDecision.AfterFailure([Unfit, NotNow], 3, Received, Received));
    }

    [Property]
    public void The_Next_Attempt_Lies_Ahead_And_Within_The_Three_Days(PositiveInt attempts, NonNegativeInt minutes)
    {
        var now = Received.AddMinutes(minutes.Get * 97 % (4 * 24 * 60));
        if (PhotoDecision.NextAttempt(attempts.Get, Received, now) is { } next)
            Assert.InRange(next, now.AddTicks(1), Received.AddDays(3));
        else
            Assert.True(now >= Received.AddDays(3));
    }
}
