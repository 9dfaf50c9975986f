using BotGateway.Couriers;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Tests.Couriers;

/// <summary>A code changes a card once: what its holders hear when there is none left.</summary>
public sealed class CardUpdaterTests
{
    private const string Withdrawn = "0007 环境卫生 现在是“已撤回”,之前的卡片不用处理了。";

    private static Notification.CardUpdate Face => new(CourierHouse.Number, Some.Card with { Text = "又有邻居反映" });

    private static Notification.CardUpdate Quiet(params string[] aware) => new(CourierHouse.Number, Some.ClosedCard, Instead: Withdrawn, Aware: aware);

    [Fact]
    public async Task Whoever_Has_A_Card_That_Cannot_Be_Changed_Is_Told_Once_That_Nothing_Is_Left_To_Do()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1", "officer-2", "staff-1"));
        await house.RunAsync();
        await house.PostAsync(Face);
        await house.RunAsync();
        await house.PostAsync(Quiet("OFFICER-2"));
        await house.PostAsync(Quiet());
        await house.RunAsync();
        Assert.Single(house.Platform.To("message/update_template_card"));
        Assert.Equal([("officer-1", Withdrawn), ("staff-1", Withdrawn)], Texts(house));
        Assert.All(await house.RowsAsync(), r => Assert.Equal((OutboxState.Sent, CourierHouse.Number), (r.State, r.CaseNumber)));
    }

    [Fact]
    public async Task A_Card_Whose_Code_Is_Left_Changes_And_Nobody_Is_Told()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        await house.PostAsync(Quiet());
        await house.PostAsync(Quiet());
        await house.RunAsync();
        Assert.Single(house.Platform.To("message/update_template_card"));
        Assert.Empty(Texts(house));
    }

    [Fact]
    public async Task Nobody_Is_Told_Of_A_Change_That_Leaves_Something_To_Do()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        await house.PostAsync(Face);
        await house.PostAsync(Face);
        await house.RunAsync();
        Assert.Single(house.Platform.To("message/update_template_card"));
        Assert.Empty(Texts(house));
    }

    [Theory]
    [InlineData(60140, 1)]
    [InlineData(0, 0)]
    public async Task A_Code_That_Came_Too_Late_Is_Made_Up_For_By_A_Text(int code, int texts)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        house.Platform.Answers("message/update_template_card", $$"""{"errcode":{{code}}}""");
        var update = await house.PostAsync(Quiet());
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(update)).State);
        Assert.Equal(texts, Texts(house).Count);
    }

    [Fact]
    public async Task After_An_Attempt_That_Was_Never_Answered_A_Used_Code_Means_That_The_Card_Changed()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        house.Platform.Script = call => Task.FromResult(!call.Path.EndsWith("update_template_card", StringComparison.Ordinal) ? null
            : house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Reset : Answer.Json("""{"errcode":60140}"""));
        await house.PostAsync(Quiet());
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, house.Platform.To("message/update_template_card").Count);
        Assert.Empty(Texts(house));
    }

    [Fact]
    public async Task Who_Has_Seen_A_Newer_Card_Of_The_Case_Change_Is_Not_Told_Of_The_Older_One()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1", "officer-2"));
        await house.RunAsync();
        await house.PostAsync(Face);
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        await house.PostAsync(Quiet());
        await house.RunAsync();
        Assert.Equal([("officer-2", Withdrawn)], Texts(house));
    }

    [Fact]
    public async Task Of_Several_Cards_Each_Is_Changed_Once_Whatever_Becomes_Of_The_Next()
    {
        await using var house = await CourierHouse.OpenAsync();
        await PostCardsAsync(house, "officer-1", "officer-2", "staff-1");
        house.Platform.Script = call => Task.FromResult(
            call.Text.Contains("\"officer-2\"", StringComparison.Ordinal) && house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Json("""{"errcode":-1}""") : null);
        var update = await house.PostAsync(Quiet());
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["officer-1", "officer-2", "officer-2", "staff-1"], Changed(house));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(update)).State);
        Assert.All(await house.CardsAsync(), c => Assert.Null(c.ResponseCode));
        Assert.Empty(Texts(house));
    }

    [Fact]
    public async Task A_Card_That_The_Platform_Refuses_To_Change_Does_Not_Keep_The_Others_From_Changing()
    {
        await using var house = await CourierHouse.OpenAsync();
        await PostCardsAsync(house, "officer-1", "officer-2", "staff-1");
        house.Platform.Script = call => Task.FromResult(
            call.Text.Contains("\"officer-1\"", StringComparison.Ordinal) && call.Path.EndsWith("update_template_card", StringComparison.Ordinal)
                ? Answer.Json("""{"errcode":42014}""") : null);
        var update = await house.PostAsync(Quiet());
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((OutboxState.Dead, "OurBug: 42014 card refused"), ((await house.RowAsync(update)).State, (await house.RowAsync(update)).LastError));
        Assert.Equal("officer-1", Assert.Single(await house.CardsAsync(), c => c.ResponseCode is not null).Users);
        Assert.Equal(["officer-2", "staff-1"], Changed(house).Where(u => u != "officer-1"));
    }

    [Fact]
    public async Task A_Card_That_Was_Never_Delivered_Needs_No_Word()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", """{"errcode":42014}""");
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.PostAsync(Quiet());
        await house.RunAsync();
        Assert.Empty(Texts(house));
    }

    [Theory]
    [InlineData(false, "2026-11-23T08:00:00+08:00")]
    [InlineData(true, "2026-11-22T22:00:00+08:00")]
    public async Task In_The_Night_Only_Danger_Is_Told_At_Once(bool urgent, string when)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        await house.PostAsync(Face);
        await house.RunAsync();
        house.City = new CityDirectory(new CityFile
        {
            Name = "示例市",
            TimeZone = "Asia/Shanghai",
            CommandCentre = new("指挥中心", []),
            Properties = [new("p1", "安和物业", ["officer-1"], null)],
        });
        house.Pass(TimeSpan.FromHours(2));
        await house.PostAsync(Quiet(), urgent, atOnce: true);
        await house.RunAsync();
        var note = Assert.Single(await house.RowsAsync(), r => r.Destination == "staff:officer-1");
        Assert.Equal((urgent, DateTimeOffset.Parse(when, null), urgent ? OutboxState.Sent : OutboxState.Pending), (note.Urgent, urgent ? note.SentAt!.Value : note.NextAttemptAt, note.State));
    }

    [Fact]
    public async Task A_Change_Waits_For_A_Card_That_May_Have_Been_Heard_However_Late_It_Is_Repeated()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("message/send", StringComparison.Ordinal) && house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Reset : null);
        var card = await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        await ResendLaterAsync(house, card);
        var update = await house.PostAsync(Quiet());
        await house.RunAsync();
        Assert.Equal(OutboxState.Pending, (await house.RowAsync(update)).State);
        await house.RunAllAsync(TimeSpan.FromHours(1));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(update)).State);
        Assert.Equal(["officer-1"], Changed(house));
    }

    [Fact]
    public async Task A_Change_Of_An_Earlier_Version_Is_Made_As_It_Was()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        await house.PostAsync(Face);
        await house.RunAsync();
        var old = BotGateway.Couriers.Senders.Write(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard)).Replace(",\"Instead\":null,\"Aware\":null", "", StringComparison.Ordinal);
        Assert.DoesNotContain("Aware", old, StringComparison.Ordinal);
        var update = await house.PostAsync(old, "update:" + CourierHouse.Number);
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(update)).State);
        Assert.Empty(Texts(house));
    }

    private static async Task PostCardsAsync(CourierHouse house, params string[] users)
    {
        foreach (var user in users)
        {
            await house.PostAsync(Some.CardFor(user));
        }

        await house.RunAsync();
    }

    /// <summary>As a dead letter that was put back, and then found its lane full.</summary>
    private static async Task ResendLaterAsync(CourierHouse house, long id)
    {
        await using var context = house.Store.CreateDbContext();
        var row = await context.Outbox.FindAsync(id);
        (row!.Attempts, row.NextAttemptAt) = (0, CourierHouse.Noon.AddMinutes(10));
        await context.SaveChangesAsync();
    }

    private static List<(string User, string Text)> Texts(CourierHouse house) => [.. house.Platform.To("message/send")
        .Where(c => c.Json.GetProperty("msgtype").GetString() == "text").Select(c => (c.Json.GetProperty("touser").GetString()!, c.Content)).Order()];

    private static List<string> Changed(CourierHouse house) =>
        [.. house.Platform.To("message/update_template_card").Select(c => c.Json.GetProperty("userids")[0].GetString()!)];
}
