using BotGateway.Couriers;
using BotGateway.Couriers.Lanes;
using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Couriers;

/// <summary>A message that waited a night, and a city.json that changed in it.</summary>
public sealed class AddresseesTests
{
    [Fact]
    public async Task Who_Is_No_Longer_On_Duty_There_Does_Not_Get_The_Card()
    {
        await using var house = await CourierHouse.OpenAsync();
        var id = await house.PostAsync(Some.CardFor("officer-1", "officer-2"));
        house.City = CourierHouse.CityWith("OFFICER-2", "officer-3");
        await house.RunAsync();
        Assert.Equal("officer-2", Whom(Assert.Single(house.Platform.To("message/send"))));
        Assert.Equal("officer-2", Assert.Single(await house.CardsAsync()).Users);
        Assert.Equal(["app:wecom", "member:officer-2"], (await house.SendsAsync(id)).Select(s => s.Lane).Order());
    }

    [Fact]
    public async Task When_None_Of_Them_Is_Left_Whoever_Is_On_Duty_Now_Gets_The_Card()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        var id = await house.PostAsync(Some.CardFor("officer-1", "officer-2"));
        house.City = CourierHouse.CityWith("officer-3", "officer-4");
        await house.RunAsync();
        Assert.Equal("officer-3|officer-4", Whom(Assert.Single(house.Platform.To("message/send"))));
        Assert.Equal(["app:wecom", "member:officer-3", "member:officer-4"], (await house.SendsAsync(id)).Select(s => s.Lane).Order());
    }

    [Theory]
    [InlineData(CaseState.Dispatched, "p2", "p1", "officer-3", false)]
    [InlineData(CaseState.Resolved, "p1", "p1", "officer-3", false)]
    [InlineData(CaseState.Dispatched, "p1", "p1", null, false)]
    [InlineData(CaseState.Dispatched, "p1", "nowhere", "officer-3", false)]
    [InlineData(CaseState.Dispatched, "p1", "c1", "officer-3", true)]
    [InlineData(CaseState.Resolved, "p1", "c1", "officer-3", false)]
    public async Task A_Stranger_To_The_Card_Gets_It_Only_While_The_Case_Is_Their_Desks(CaseState state, string handler, string organisation, string? now, bool gets)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        await PutAsync(house, state, handler);
        var id = await house.PostAsync(Some.CardFor("gone-1") with { OrganisationId = organisation });
        house.City = CourierHouse.CityWith(now is null ? [] : [now]);
        await house.RunAsync();
        Assert.Equal(gets ? OutboxState.Sent : OutboxState.Dropped, (await house.RowAsync(id)).State);
        Assert.Equal(gets ? 1 : 0, house.Platform.To("message/send").Count);
        Assert.Equal(gets, (await house.SendsAsync(id)).Count > 0);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Whoever_Was_Called_To_The_Spot_Is_Concerned_Until_They_Are_There(bool there, bool gets)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        await using (var context = house.Store.CreateDbContext())
        {
            var call = context.Add(new WhistleCall { Organisation = "p4", CalledAt = CourierHouse.Noon, DueAt = CourierHouse.Noon });
            call.Property(c => c.CaseId).CurrentValue = await context.Cases.Select(c => c.Id).SingleAsync();
            call.Property(c => c.ReportedInAt).CurrentValue = there ? CourierHouse.Noon : null;
            await context.SaveChangesAsync();
        }

        var id = await house.PostAsync(Some.CardFor("gone-1") with { OrganisationId = "p4" });
        await house.RunAsync();
        Assert.Equal(gets ? OutboxState.Sent : OutboxState.Dropped, (await house.RowAsync(id)).State);
    }

    [Fact]
    public async Task A_Repeat_Is_Byte_For_Byte_The_Same_While_Nothing_Changed()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("message/send", StringComparison.Ordinal) && house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Reset : null);
        await house.PostAsync(Some.CardFor("Officer-2", "officer-1"));
        await house.RunAsync();
        house.City = CourierHouse.CityWith("officer-1", "officer-2", "officer-5");
        await house.RunAllAsync(TimeSpan.FromMinutes(2));
        var calls = house.Platform.To("message/send");
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0].Text, calls[1].Text);
    }

    [Fact]
    public async Task A_Digest_Of_Nudges_Goes_To_Those_Who_Are_Still_On_Duty()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= 6; i++)
        {
            await house.FileCaseAsync($"WP-20261122-000{i}", $"openid-{i}");
            await house.PostAsync(
                Some.CardFor("officer-1", "officer-2") with { Card = Some.Card with { CaseNumber = $"WP-20261122-000{i}" } }, onlyForDeadline: 1, number: $"WP-20261122-000{i}");
        }

        house.City = CourierHouse.CityWith("officer-2", "officer-3");
        await house.RunAsync();
        var call = Assert.Single(house.Platform.To("message/send"));
        Assert.Equal(("officer-2", 6), (Whom(call), Digest.CasesIn(call.Content).Count));
        Assert.Equal(["member:officer-2", "app:wecom"], (await house.SendsAsync(1)).Select(s => s.Lane));
    }

    [Theory]
    [InlineData("gone-1", CourierHouse.Number, false)]
    [InlineData("gone-1", null, true)]
    [InlineData("OFFICER-40", CourierHouse.Number, true)]
    public async Task A_Text_About_A_Case_Is_Only_For_Somebody_On_Duty_Anywhere(string user, string? number, bool sent)
    {
        await using var house = await CourierHouse.OpenAsync();
        var id = await house.PostAsync(Some.Staff("0007 居民补充", user), number: number);
        await house.RunAsync();
        Assert.Equal(sent ? OutboxState.Sent : OutboxState.Dropped, (await house.RowAsync(id)).State);
        Assert.Equal(sent ? 1 : 0, house.Platform.To("message/send").Count);
    }

    [Fact]
    public async Task Nobody_Is_Sent_What_Was_Not_Counted_Against_Their_Limit()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        var id = await house.PostAsync(Some.CardFor("officer-1"));
        var claim = Assert.Single(await house.Get<OutboxLedger>().ClaimAsync(1, default));

        // Between the claim and the send.
        house.City = CourierHouse.CityWith("officer-3");
        var end = await house.Get<BotGateway.Couriers.Senders>().SendAsync(claim, default);
        await house.Get<OutboxLedger>().RecordAsync(claim, end);
        Assert.Empty(house.Platform.To("message/send"));
        Assert.Empty(await house.SendsAsync(id));
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("officer-3", Whom(Assert.Single(house.Platform.To("message/send"))));
        Assert.Contains(Lane.OfMember("officer-3"), (await house.SendsAsync(id)).Select(s => s.Lane));
    }

    private static string Whom(Call call) => call.Json.GetProperty("touser").GetString()!;

    private static async Task PutAsync(CourierHouse house, CaseState state, string handler)
    {
        await using var context = house.Store.CreateDbContext();
        await context.Cases.ExecuteUpdateAsync(c => c.SetProperty(x => x.State, state).SetProperty(x => x.HandlerOrganisation, handler));
    }
}
