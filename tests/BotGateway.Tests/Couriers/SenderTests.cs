using System.Text;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Couriers;

public sealed class SenderTests
{
    [Fact]
    public async Task A_Group_Hears_A_Text_That_Mentions_The_Officer()
    {
        await using var house = await CourierHouse.OpenAsync();
        var id = await house.PostAsync(Some.Group("新工单 0007|环境卫生🔴"));
        Assert.Equal(1, await house.RunAsync());
        var call = Assert.Single(house.Platform.To("webhook/send"));
        Assert.Equal("?key=" + CourierHouse.RobotKey, call.Query);
        Assert.Equal("""{"msgtype":"text","text":{"content":"新工单 0007|环境卫生🔴","mentioned_list":["officer-1"]}}""", call.Text);
        Assert.Empty(house.Platform.To("gettoken"));
        var row = await house.RowAsync(id);
        Assert.Equal((OutboxState.Sent, 1, CourierHouse.Noon, null), (row.State, row.Attempts, row.SentAt, row.LastError));
    }

    [Fact]
    public async Task An_Organisation_Without_A_Robot_Has_No_Group_But_Still_Gets_Its_Card()
    {
        await using var house = await CourierHouse.OpenAsync();
        var group = await house.PostAsync(Some.Group() with { OrganisationId = "p2" });
        await house.PostAsync(Some.CardFor("officer-2") with { OrganisationId = "p2" });
        await house.RunAsync();
        var row = await house.RowAsync(group);
        Assert.Equal((OutboxState.Dropped, "the organisation has no group robot"), (row.State, row.LastError));
        Assert.Single(house.Platform.To("message/send"));
    }

    [Fact]
    public async Task A_Long_Text_Goes_To_The_Group_In_Parts_Of_Which_The_First_Mentions()
    {
        await using var house = await CourierHouse.OpenAsync();
        var text = string.Concat(Enumerable.Repeat("超期 0009|设施设备|望湖苑😀\n", 100));
        var id = await house.PostAsync(Some.Group(text));
        while ((await house.RowAsync(id)).State != OutboxState.Sent)
        {
            // The chat may show messages of one moment in another order.
            Assert.Equal(1, await house.RunAsync());
            house.Pass(TimeSpan.FromMilliseconds(300));
        }

        var calls = house.Platform.To("webhook/send");
        Assert.Equal(text, string.Concat(calls.Select(c => c.Content)));
        Assert.All(calls, c => Assert.InRange(Encoding.UTF8.GetByteCount(c.Content), 1, 2048));
        Assert.Equal([true, .. Enumerable.Repeat(false, calls.Count - 1)], calls.Select(c => c.Text.Contains("mentioned_list", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_A_Failure_Half_Way_Only_The_Rest_Is_Sent()
    {
        await using var house = await CourierHouse.OpenAsync();
        var text = new string('字', 1500);
        var id = await house.PostAsync(Some.Resident(text));
        house.Platform.Answers("message/custom/send", """{"errcode":0}""", """{"errcode":-1}""");
        Assert.Equal(2, await house.RunAsync());
        Assert.Equal(OutboxState.Pending, (await house.RowAsync(id)).State);
        house.Pass(TimeSpan.FromSeconds(5));
        await house.RunAsync();
        var calls = house.Platform.To("message/custom/send");
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
        Assert.Equal([682, 682, 682, 136], calls.Select(c => c.Content.Length));
        Assert.Equal(calls[1].Text, calls[2].Text);
    }

    [Fact]
    public async Task A_Resident_Gets_A_Customer_Service_Message()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.Resident("已受理😀"));
        await house.RunAsync();
        Assert.Equal("""{"touser":"openid-1","msgtype":"text","text":{"content":"已受理😀"}}""", Assert.Single(house.Platform.To("message/custom/send")).Text);
    }

    [Theory]
    [InlineData(45015, OutboxState.Waiting, "45015 outside the reply window")]
    [InlineData(45047, OutboxState.Waiting, "45047 outside the reply window: its messages are used up")]
    [InlineData(43004, OutboxState.Waiting, "Left: 43004 not following")]
    [InlineData(48002, OutboxState.Waiting, "Left: 48002 user refuses messages")]
    [InlineData(40164, OutboxState.Dead, "Alarm: 40164 our address is not in the allow list")]
    [InlineData(12345, OutboxState.Dead, "Unknown: 12345 unknown code")]
    public async Task What_Cannot_Be_Delivered_Is_Kept_With_Its_Reason(int code, OutboxState state, string reason)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/custom/send", $$"""{"errcode":{{code}},"errmsg":"openid-1 from ip 1.2.3.4"}""");
        var id = await house.PostAsync(Some.Resident());
        await house.RunAsync();
        var row = await house.RowAsync(id);
        Assert.Equal((state, reason), (row.State, row.LastError));
        Assert.Null(await house.Courier.NextAsync(default));
    }

    [Fact]
    public async Task A_Resident_In_The_Mini_Program_Is_Written_To_By_The_Mini_Program()
    {
        await using var house = await CourierHouse.OpenWithMiniProgramAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("stable_token", StringComparison.Ordinal)
                ? Answer.Json($$"""{"access_token":"of-{{call.Json.GetProperty("appid").GetString()}}","expires_in":7200}""") : null);
        await house.PostAsync(Some.Resident("从小程序来") with { Channel = Channel.MiniProgram });
        await house.PostAsync(Some.Resident("从公众号来"));
        await house.RunAsync();
        Assert.Equal(
            [("?access_token=of-mini-app", "从小程序来"), ("?access_token=of-wx-app", "从公众号来")],
            house.Platform.To("message/custom/send").Select(call => (call.Query, call.Content)).Order());
    }

    [Fact]
    public async Task Who_Has_Left_Is_Sent_Nothing_Until_They_Come_Back()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        await LeaveAsync(house, CourierHouse.Noon);
        var lost = await house.PostAsync(Some.Resident());
        await house.PostAsync(Some.Resident() with { ExternalId = "openid-2" });
        await house.RunAsync();
        Assert.Equal((OutboxState.Waiting, "Left: does not follow"), ((await house.RowAsync(lost)).State, (await house.RowAsync(lost)).LastError));
        Assert.Single(house.Platform.To("message/custom/send"));
        await LeaveAsync(house, at: null);
        await house.PostAsync(Some.Resident());
        await house.RunAsync();
        Assert.Equal(2, house.Platform.To("message/custom/send").Count);
    }

    private static async Task LeaveAsync(CourierHouse house, DateTimeOffset? at)
    {
        await using var context = house.Store.CreateDbContext();
        (await context.People.SingleAsync(p => p.ExternalId == "openid-1")).LeftAt = at;
        await context.SaveChangesAsync();
    }

    [Fact]
    public async Task A_Resident_Of_A_Channel_That_Is_Off_Cannot_Be_Reached()
    {
        await using var house = await CourierHouse.OpenAsync();
        var id = await house.PostAsync(Some.Resident() with { Channel = Channel.MiniProgram });
        await house.RunAsync();
        Assert.Equal("OtherChannel: no way to write through MiniProgram", (await house.RowAsync(id)).LastError);
    }

    [Fact]
    public async Task Staff_Get_A_Text_That_The_Platform_Sends_Once()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.Staff("快到期了"));
        await house.RunAsync();
        Assert.Equal(
            """{"touser":"officer-1","msgtype":"text","agentid":1000002,"text":{"content":"快到期了"},"enable_duplicate_check":1,"duplicate_check_interval":14395}""",
            Assert.Single(house.Platform.To("message/send")).Text);
    }

    [Fact]
    public async Task A_Sent_Card_Can_Be_Changed_Later()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", """{"errcode":0,"invaliduser":"officer-9","response_code":"code-7"}""");
        var id = await house.PostAsync(Some.CardFor("officer-1", "Officer-9", "officer-2"));
        await house.RunAsync();
        var call = Assert.Single(house.Platform.To("message/send")).Json;
        Assert.Equal("officer-1|Officer-9|officer-2", call.GetProperty("touser").GetString());
        Assert.Equal($"{CourierHouse.Number}_{id}", call.GetProperty("template_card").GetProperty("task_id").GetString());
        var card = Assert.Single(await house.CardsAsync());
        Assert.Equal(
            ($"{CourierHouse.Number}_{id}", CourierHouse.Number, "officer-1|officer-2", "code-7"),
            (card.TaskId, card.CaseNumber, card.Users, card.ResponseCode));
        Assert.Equal(["Officer-9"], house.Gone);
    }

    [Theory]
    [InlineData("""{"errcode":0,"invaliduser":"officer-1"}""")]
    [InlineData("""{"errcode":81013,"errmsg":"user & party & tag all invalid"}""")]
    [InlineData("""{"errcode":60111,"errmsg":"userid not found"}""")]
    public async Task A_Text_To_Somebody_Who_Has_Left_Is_Given_Up_And_Their_Work_Passed_On(string answer)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", answer);
        var id = await house.PostAsync(new Notification.StaffMessage("Officer-1", "0007 快到期了"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Dead, (await house.RowAsync(id)).State);
        Assert.Equal(["Officer-1"], house.Gone);
    }

    [Fact]
    public async Task A_Card_That_Reached_Nobody_Is_Given_Up()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", """{"errcode":0,"invaliduser":"officer-1"}""");
        var id = await house.PostAsync(Some.CardFor("Officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Dead, (await house.RowAsync(id)).State);
        Assert.Empty(await house.CardsAsync());
        Assert.Equal(["Officer-1"], house.Gone);
    }

    [Fact]
    public async Task A_Changed_Case_Changes_Its_Cards_Once_For_Everybody()
    {
        await using var house = await CourierHouse.OpenAsync();
        var card = await house.PostAsync(Some.CardFor("officer-1", "officer-2"));
        await house.RunAsync();
        await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard));
        await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard));
        await house.RunAsync();
        Assert.Equal(
            """{"userids":["officer-1","officer-2"],"atall":1,"agentid":1000002,"response_code":"code-1","template_card":{"card_type":"text_notice","main_title":{"title":"0007 环境卫生","desc":"望湖苑 3号楼2单元门口"},"sub_title_text":"已完成","card_action":{"type":1,"url":"https://city.example"}}}""",
            Assert.Single(house.Platform.To("message/update_template_card")).Text);
        Assert.Null(Assert.Single(await house.CardsAsync()).ResponseCode);
        Assert.True(card > 0);
    }

    [Fact]
    public async Task Only_The_Cards_Of_Those_Who_Are_Meant_Change()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1", "officer-2"));
        await house.PostAsync(Some.CardFor("staff-1"));
        await house.RunAsync();
        await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard, ["OFFICER-2"]));
        await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard, []));
        await house.RunAsync();
        Assert.Contains("officer-1", Assert.Single(house.Platform.To("message/update_template_card")).Text, StringComparison.Ordinal);
        Assert.Equal("staff-1", Assert.Single(await house.CardsAsync(), c => c.ResponseCode is not null).Users);
    }

    [Fact]
    public async Task A_Card_Announced_After_The_Change_Is_Left_Alone()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard));
        house.Platform.Answers("message/update_template_card", """{"errcode":-1}""");
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        Assert.Empty(house.Platform.To("message/update_template_card"));
        Assert.Equal("code-1", Assert.Single(await house.CardsAsync()).ResponseCode);
    }

    [Fact]
    public async Task A_Change_Waits_For_A_Card_That_Is_Still_On_Its_Way()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", """{"errcode":-1}""");
        await house.PostAsync(Some.CardFor("officer-1"));
        var update = await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard));
        await house.RunAsync();
        Assert.Equal(OutboxState.Pending, (await house.RowAsync(update)).State);
        for (var i = 0; i < 4; i++)
        {
            house.Pass(TimeSpan.FromSeconds(60));
            await house.RunAsync();
        }

        Assert.Equal(OutboxState.Sent, (await house.RowAsync(update)).State);
        Assert.Single(house.Platform.To("message/update_template_card"));
    }

    [Fact]
    public async Task A_Code_That_Came_Too_Late_Is_Given_Up_Quietly()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        house.Platform.Answers("message/update_template_card", """{"errcode":60140}""");
        var update = await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard));
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(update)).State);
        Assert.Null(Assert.Single(await house.CardsAsync()).ResponseCode);
    }

    [Theory]
    [InlineData(1, OutboxState.Sent)]
    [InlineData(0, OutboxState.Dropped)]
    public async Task A_Nudge_Goes_Out_Only_While_It_Is_True(int version, OutboxState expected)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        var id = await house.PostAsync(Some.Group("超期"), onlyForDeadline: version);
        await house.RunAsync();
        Assert.Equal(expected, (await house.RowAsync(id)).State);
    }

    [Theory]
    [InlineData(true, OutboxState.Sent)]
    [InlineData(false, OutboxState.Dropped)]
    public async Task Danger_Goes_On_Ringing_While_The_Reporter_Is_Asked(bool danger, OutboxState expected)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync(danger: danger);
        await house.AskReporterAsync();
        var id = await house.PostAsync(Some.Alert(CourierHouse.Number, topic: Topic.Unacknowledged), urgent: danger, onlyForDeadline: 1);
        await house.RunAsync();
        Assert.Equal(expected, (await house.RowAsync(id)).State);
    }

    [Fact]
    public async Task Nobody_Is_Nudged_While_The_Reporter_Is_Asked()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        await house.AskReporterAsync();
        var id = await house.PostAsync(Some.Group("超期"), onlyForDeadline: 1);
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(id)).State);
    }

    [Theory]
    [InlineData(Topic.Unacknowledged, false, OutboxState.Sent)]
    [InlineData(Topic.Unacknowledged, true, OutboxState.Dropped)]
    [InlineData(Topic.DueSoon, true, OutboxState.Sent)]
    public async Task Nobody_Is_Asked_To_Accept_What_Is_Accepted(Topic topic, bool accepted, OutboxState expected)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("/send", StringComparison.Ordinal) && house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Json("""{"errcode":-1}""") : null);
        var group = await house.PostAsync(Some.Alert(CourierHouse.Number, topic: topic), urgent: true, onlyForDeadline: 1);
        var staff = await house.PostAsync(Some.Staff("燃气") with { Topic = topic }, urgent: true, onlyForDeadline: 1);
        await house.RunAsync();
        if (accepted)
        {
            await house.AcceptAsync();
        }

        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((expected, expected), ((await house.RowAsync(group)).State, (await house.RowAsync(staff)).State));
        Assert.Equal(expected == OutboxState.Sent ? 2 : 1, house.Platform.To("webhook/send").Count);
    }

    [Fact]
    public async Task Every_Kind_Of_Notification_Has_Its_Sender()
    {
        await using var house = await PictureTests.HouseAsync();
        await PictureTests.KeepAsync(house, "photo-1");
        await PictureTests.KeepAsync(house, "photo-2", role: PhotoRole.Result);
        await house.HearAsync("openid-1", Heard.Message);
        Notification[] all =
        [
            Some.Group(), Some.CardFor("officer-1"), new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard), Some.Staff("t"), Some.Resident(),
            new Notification.StaffPhoto("card:p1", ["officer-1"], "photo-1"), new Notification.ResidentPhoto(Channel.WeChat, "openid-1", "photo-2"),
        ];
        Assert.Equal(typeof(Notification).GetNestedTypes().ToHashSet(), all.Select(n => n.GetType()).ToHashSet());
        foreach (var message in all)
        {
            await PictureTests.SetAsync(house, message is Notification.ResidentPhoto ? CaseState.Resolved : CaseState.Dispatched);
            var id = await house.PostAsync(message);
            await house.RunAsync();
            Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
        }
    }
}
