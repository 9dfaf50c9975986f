using BotGateway.Couriers.ToResidents;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Couriers;

/// <summary>Which way a resident is reached, by what they last did and what the platform says.</summary>
public sealed class ResidentSenderTests
{
    private const string CustomerService = "message/custom/send";
    private const string Template = "message/template/send";
    private const string Subscription = "message/subscribe/bizsend";
    private const string MiniProgram = "message/subscribe/send";

    private static readonly CaseNotice About = new(CourierHouse.Number, "环境卫生", "处理中", "2026年11月22日 20:00", "https://city.example/c/token");

    private static Notification.ResidentMessage Progress(string text = "已受理") => Some.Resident(text) with { About = About };

    private static Notification.ResidentMessage Outcome(string text = "已处理") => Progress(text) with { Outcome = true };

    private static Notification.ResidentMessage InMiniProgram() => Progress() with { Channel = Channel.MiniProgram };

    private static async Task<OutboxMessage> DeliverAsync(CourierHouse house, Notification message)
    {
        var id = await house.PostAsync(message);
        await house.RunAsync();
        return await house.RowAsync(id);
    }

    [Fact]
    public async Task Within_48_Hours_Of_Their_Message_They_Are_Written_To_And_After_That_It_Waits_For_Them()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromHours(48) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Progress())).State);
        house.Pass(TimeSpan.FromMilliseconds(1));
        var kept = await DeliverAsync(house, Progress());
        Assert.Equal((OutboxState.Waiting, "outside the reply window"), (kept.State, kept.LastError));
        Assert.Single(house.Platform.To(CustomerService));
        Assert.True(await house.HasNewsAsync("openid-1"));
        Assert.Null(await house.Courier.NextAsync(default));
    }

    [Fact]
    public async Task A_Tap_On_The_Menu_Lets_Three_Through_Within_A_Minute()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.HearAsync("openid-1", Heard.Touch);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(i < 3 ? OutboxState.Sent : OutboxState.Waiting, (await DeliverAsync(house, Progress($"{i}"))).State);
        }

        Assert.Equal(["0", "1", "2"], house.Platform.To(CustomerService).Select(c => c.Content));
    }

    [Fact]
    public async Task Of_Five_Places_The_Last_Is_Kept_For_How_It_Ends_And_A_New_Message_From_Them_Gives_Five_Again()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromMinutes(5));
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i < 5 ? OutboxState.Sent : OutboxState.Waiting, (await DeliverAsync(house, Progress($"{i}"))).State);
        }

        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Outcome())).State);
        Assert.Equal(OutboxState.Waiting, (await DeliverAsync(house, Outcome("又一个"))).State);
        Assert.Equal(["1", "2", "3", "4", "已处理"], house.Platform.To(CustomerService).Select(c => c.Content));
        house.Pass(TimeSpan.FromMinutes(5));
        await house.HearAsync("openid-1", Heard.Message);
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Progress("6"))).State);
    }

    [Fact]
    public async Task What_The_Platform_Refused_Takes_No_Place()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 5; i++)
        {
            house.Platform.Answers(CustomerService, """{"errcode":40164}""");
            Assert.Equal(OutboxState.Dead, (await DeliverAsync(house, Progress())).State);
        }

        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Progress("6"))).State);
    }

    [Fact]
    public async Task Outside_The_Window_A_Template_Message_Leads_To_The_Page_Of_The_Case()
    {
        await using var house = await CourierHouse.OpenWithTemplatesAsync(progress: "T-progress", subscription: "T-subscribed");
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromHours(49));
        house.Platform.Answers(Template, """{"errcode":0,"errmsg":"ok","msgid":200228332}""");
        var row = await DeliverAsync(house, Progress());
        Assert.Equal(OutboxState.Sent, row.State);
        Assert.Equal(
            """{"touser":"openid-1","template_id":"T-progress","url":"https://city.example/c/token","client_msg_id":"ROW","data":{"character_string1":{"value":"WP-20261122-0007"},"thing2":{"value":"环境卫生"},"phrase3":{"value":"处理中"},"time4":{"value":"2026年11月22日 20:00"}}}""".Replace("ROW", row.Id.ToString(), StringComparison.Ordinal),
            Assert.Single(house.Platform.To(Template)).Text);
        Assert.Empty(house.Platform.To(CustomerService));
        Assert.Empty(house.Platform.To(Subscription));
        Assert.All(await house.SendsAsync(row.Id), s => Assert.Equal("200228332", s.MessageId));
        Assert.False(await house.HasNewsAsync("openid-1"));
    }

    [Fact]
    public async Task When_The_Platform_Counts_Otherwise_Than_We_Do_The_Next_Way_Is_Taken()
    {
        await using var house = await CourierHouse.OpenWithTemplatesAsync(progress: "T-progress", subscription: null);
        await house.HearAsync("openid-1", Heard.Message);
        house.Platform.Answers(CustomerService, """{"errcode":45047}""");
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Progress())).State);
        Assert.Single(house.Platform.To(Template));
    }

    [Theory]
    [InlineData("T-progress", OutboxState.Sent)]
    [InlineData(null, OutboxState.Pending)]
    public async Task When_The_Days_Messages_Are_Used_Up_A_Template_Goes_In_Their_Place_Else_Tomorrow(string? template, OutboxState expected)
    {
        await using var house = await CourierHouse.OpenWithTemplatesAsync(template, subscription: null);
        await house.HearAsync("openid-1", Heard.Message);
        house.Platform.Answers(CustomerService, """{"errcode":45009}""");
        var row = await DeliverAsync(house, Progress());
        Assert.Equal(expected, row.State);
        Assert.Equal(expected == OutboxState.Sent, row.LastError is null);
        Assert.Equal(template is null ? 0 : 1, house.Platform.To(Template).Count);
    }

    [Fact]
    public async Task A_Subscription_That_Was_Not_Given_Leaves_It_For_The_Next_Contact()
    {
        await using var house = await CourierHouse.OpenWithTemplatesAsync(progress: null, subscription: "T-subscribed");
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromHours(49));
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Progress())).State);
        Assert.Equal("https://city.example/c/token", house.Platform.To(Subscription).Single().Json.GetProperty("page").GetString());
        house.Platform.Answers(Subscription, """{"errcode":43101}""");
        var kept = await DeliverAsync(house, Progress());
        Assert.Equal((OutboxState.Waiting, "43101 subscription not granted"), (kept.State, kept.LastError));
    }

    [Fact]
    public async Task A_Template_That_Is_Set_Up_Wrongly_Is_Said_In_The_Log_And_The_Resident_Hears_It_Later()
    {
        await using var house = await CourierHouse.OpenWithTemplatesAsync(progress: "T-progress", subscription: null);
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromHours(49));
        house.Platform.Answers(Template, """{"errcode":47003,"errmsg":"thing2 invalid"}""");
        var kept = await DeliverAsync(house, Progress());
        Assert.Equal((OutboxState.Waiting, "47003 template value of wrong form"), (kept.State, kept.LastError));
        Assert.Contains(house.Logged, line => line.StartsWith("2020 ", StringComparison.Ordinal) && line.Contains("47003", StringComparison.Ordinal));
        house.Platform.Answers(Template, """{"errcode":-1}""");
        Assert.Equal(OutboxState.Pending, (await DeliverAsync(house, Progress())).State);
    }

    [Fact]
    public async Task In_The_Mini_Program_They_Are_Written_To_Within_The_Window_And_After_It_By_Its_Own_Subscription_Message()
    {
        await using var house = await CourierHouse.OpenWithMiniProgramAsync(template: "T-mini", page: "pages/case/index", progress: "T-progress");
        await house.HearAsync("openid-1", Heard.Message, Channel.MiniProgram);
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, InMiniProgram())).State);
        Assert.Empty(house.Platform.To(MiniProgram));
        house.Pass(TimeSpan.FromHours(49));
        house.Platform.Answers(MiniProgram, """{"errcode":0,"errmsg":"ok","msgid":1700827132819554304}""");
        var row = await DeliverAsync(house, InMiniProgram());
        Assert.Equal(OutboxState.Sent, row.State);
        Assert.Equal(
            """{"touser":"openid-1","template_id":"T-mini","page":"pages/case/index","data":{"character_string1":{"value":"WP-20261122-0007"},"thing2":{"value":"环境卫生"},"phrase3":{"value":"处理中"},"time4":{"value":"2026年11月22日 20:00"}},"miniprogram_state":"formal","lang":"zh_CN"}""",
            Assert.Single(house.Platform.To(MiniProgram)).Text);
        Assert.Single(house.Platform.To(CustomerService));
        Assert.Empty(house.Platform.To(Template));
        Assert.All(await house.SendsAsync(row.Id), s => Assert.Equal("1700827132819554304", s.MessageId));
        Assert.False(await house.HasNewsAsync("openid-1", Channel.MiniProgram));
    }

    [Fact]
    public async Task Without_A_Page_Of_The_Mini_Program_Its_Message_Names_None()
    {
        await using var house = await CourierHouse.OpenWithMiniProgramAsync(template: "T-mini");
        await house.HearAsync("openid-1", Heard.Message, Channel.MiniProgram);
        house.Pass(TimeSpan.FromHours(49));
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, InMiniProgram())).State);
        Assert.DoesNotContain("page", Assert.Single(house.Platform.To(MiniProgram)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_City_With_A_Template_Of_Its_Account_Alone_Keeps_It_For_The_Mini_Program_S_Residents()
    {
        await using var house = await CourierHouse.OpenWithMiniProgramAsync(progress: "T-progress");
        await house.HearAsync("openid-1", Heard.Message, Channel.MiniProgram);
        house.Pass(TimeSpan.FromHours(49));
        var kept = await DeliverAsync(house, InMiniProgram());
        Assert.Equal((OutboxState.Waiting, "outside the reply window"), (kept.State, kept.LastError));
        Assert.DoesNotContain(house.Platform.Calls, c => c.Path.EndsWith("/send", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(43101, "43101 subscription not granted", false)]
    [InlineData(47003, "47003 template value of wrong form", true)]
    [InlineData(40037, "40037 template id unknown", true)]
    [InlineData(41030, "41030 no such page in the published mini-program", true)]
    public async Task What_The_Mini_Program_S_Message_Cannot_Tell_Is_Told_At_The_Next_Contact(int code, string why, bool alarms)
    {
        await using var house = await CourierHouse.OpenWithMiniProgramAsync(template: "T-mini", page: "pages/case/index");
        await house.HearAsync("openid-1", Heard.Message, Channel.MiniProgram);
        house.Pass(TimeSpan.FromHours(49));
        house.Platform.Answers(MiniProgram, $$"""{"errcode":{{code}},"errmsg":"refused"}""");
        var kept = await DeliverAsync(house, InMiniProgram());
        Assert.Equal((OutboxState.Waiting, why), (kept.State, kept.LastError));
        Assert.True(await house.HasNewsAsync("openid-1", Channel.MiniProgram));
        Assert.Equal(alarms, house.Logged.Any(line => line.StartsWith("2020 ", StringComparison.Ordinal) && line.Contains($"{code}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Mini_Program_S_Message_That_May_Have_Arrived_Is_Not_Repeated_At_Once()
    {
        await using var house = await CourierHouse.OpenWithMiniProgramAsync(template: "T-mini");
        await house.HearAsync("openid-1", Heard.Message, Channel.MiniProgram);
        house.Pass(TimeSpan.FromHours(49));
        house.Platform.Script = call => Task.FromResult(call.Path == "/cgi-bin/" + MiniProgram ? Answer.Reset : null);
        var row = await DeliverAsync(house, InMiniProgram());
        Assert.Equal(OutboxState.Pending, row.State);
        Assert.True(row.NextAttemptAt >= house.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), $"{row.NextAttemptAt:O}");
        Assert.All(await house.SendsAsync(row.Id), s => Assert.Equal(SendOutcome.Unknown, s.Outcome));
    }

    [Fact]
    public async Task An_Answer_In_The_Talk_Has_No_Template_And_Waits()
    {
        await using var house = await CourierHouse.OpenWithTemplatesAsync(progress: "T-progress", subscription: "T-subscribed");
        await house.HearAsync("openid-1", Heard.Message);
        house.Pass(TimeSpan.FromHours(49));
        Assert.Equal(OutboxState.Waiting, (await DeliverAsync(house, Some.Resident())).State);
        Assert.Empty(house.Platform.To(Template));
    }

    [Theory]
    [InlineData(43004)]
    [InlineData(43019)]
    [InlineData(48002)]
    public async Task Who_Has_Blocked_Us_Is_Marked_And_Nothing_More_Is_Tried(int code)
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        await house.HearAsync("openid-1", Heard.Message);
        house.Platform.Answers(CustomerService, $$"""{"errcode":{{code}}}""");
        var kept = await DeliverAsync(house, Progress());
        Assert.Equal(OutboxState.Waiting, kept.State);
        Assert.StartsWith($"Left: {code}", kept.LastError, StringComparison.Ordinal);
        await using (var context = house.Store.CreateDbContext())
        {
            Assert.Equal(house.Clock.GetUtcNow(), (await context.People.SingleAsync(p => p.ExternalId == "openid-1")).LeftAt);
        }

        Assert.Equal([(Channel.WeChat, "openid-1", kept.Id)], house.Lost);
        Assert.Equal("Left: does not follow", (await DeliverAsync(house, Outcome())).LastError);
        Assert.Single(house.Platform.To(CustomerService));
    }

    [Fact]
    public async Task Who_Writes_While_It_Is_Being_Kept_Gets_It_At_Once()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.HearAsync("openid-1", Heard.Message);
        house.Platform.Script = async call =>
        {
            if (!call.Path.EndsWith(CustomerService, StringComparison.Ordinal) || house.Platform.To(CustomerService).Count > 1)
            {
                return null;
            }

            house.Pass(TimeSpan.FromSeconds(1));
            await house.HearAsync("openid-1", Heard.Message);
            return Answer.Json("""{"errcode":45015}""");
        };
        var row = await DeliverAsync(house, Progress());
        Assert.Equal(OutboxState.Sent, row.State);
        Assert.Equal(2, house.Platform.To(CustomerService).Count);
    }

    [Fact]
    public async Task Whom_We_Have_No_Record_Of_The_Platform_Knows()
    {
        await using var house = await CourierHouse.OpenAsync();
        Assert.Equal(OutboxState.Sent, (await DeliverAsync(house, Progress())).State);
        house.Platform.Answers(CustomerService, """{"errcode":45015}""");
        Assert.Equal(OutboxState.Waiting, (await DeliverAsync(house, Progress())).State);
    }
}
