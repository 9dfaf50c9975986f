using BotGateway.Photos;
using BotGateway.Tests.Photos;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace BotGateway.Tests.Couriers;

public sealed class PictureTests
{
    private const string Uploaded = """{"type":"image","media_id":"media-1","created_at":1780000000}""";

    private static Notification.StaffPhoto Staff(params string[] users) => new("card:p1", users, "photo-1");

    private static Notification.ResidentPhoto Result => new(Channel.WeChat, "openid-1", "photo-1");

    [Fact]
    public async Task The_Officers_See_The_Photo_Behind_Their_Card()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1");
        await house.PostAsync(Some.CardFor("officer-1"));
        var id = await house.PostAsync(Staff("officer-1"));
        Assert.Equal(2, await house.RunAsync());
        Assert.Equal(["template_card", "image"], house.Platform.To("message/send").Select(c => c.Json.GetProperty("msgtype").GetString()));
        Assert.Equal(
            """{"touser":"officer-1","msgtype":"image","agentid":1000002,"image":{"media_id":"media-1"},"enable_duplicate_check":1,"duplicate_check_interval":14400}""",
            house.Platform.To("message/send")[1].Text);
        var upload = Assert.Single(house.Platform.To("media/upload"));
        Assert.Equal("?access_token=token-1&type=image", upload.Query);
        Assert.Contains("name=\"media\"; filename=\"photo.jpg\"; filelength=", upload.Text, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
        Assert.Equal(["app:wecom", "member:officer-1"], (await house.SendsAsync(id)).Select(s => s.Lane).Order());
    }

    [Fact]
    public async Task The_Same_Photo_Is_Handed_Over_Once_In_Three_Days()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1");
        for (var day = 0; day < 4; day++)
        {
            await house.PostAsync(Staff("officer-1"));
            await house.RunAsync();
            Assert.Equal(day < 3 ? 1 : 2, house.Platform.To("media/upload").Count);
            house.Pass(TimeSpan.FromDays(1));
        }

        Assert.Equal(4, house.Platform.To("message/send").Count);
    }

    [Fact]
    public async Task An_Id_That_The_Platform_Has_Forgotten_Is_Made_Anew_Once()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1");
        await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        var sends = 0;
        house.Platform.Script = call => Task.FromResult(call.Path switch
        {
            "/cgi-bin/media/upload" => Answer.Json("""{"media_id":"media-2"}"""),
            "/cgi-bin/message/send" when Interlocked.Increment(ref sends) == 1 => Answer.Json("""{"errcode":40007,"errmsg":"invalid media_id"}"""),
            _ => null,
        });
        var again = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(again)).State);
        Assert.Equal(["media-1", "media-1", "media-2"], house.Platform.To("message/send").Select(MediaId));

        // And the new one is remembered.
        await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        Assert.Equal("media-2", MediaId(house.Platform.To("message/send")[^1]));
        Assert.Equal(2, house.Platform.To("media/upload").Count);
    }

    [Fact]
    public async Task A_Photo_That_The_Platform_Never_Knows_Is_Not_Handed_Over_For_Ever()
    {
        await using var house = await HouseAsync(upload: Uploaded, send: """{"errcode":40007,"errmsg":"invalid media_id"}""");
        await KeepAsync(house, "photo-1");
        var id = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(id)).State);
        Assert.Single(house.Platform.To("message/send"));
    }

    [Fact]
    public async Task A_Photo_Not_Yet_Fetched_Holds_Up_Nobody_And_Comes_When_It_Is_There()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1", PhotoState.Waiting);
        var photo = await house.PostAsync(Staff("officer-1"));
        var card = await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(card)).State);
        var row = await house.RowAsync(photo);
        Assert.Equal((OutboxState.Pending, $"photo:p1:{photo}", "NotYet: the photo has not been fetched yet"), (row.State, row.Destination, row.LastError));
        Assert.Empty(await house.SendsAsync(photo));

        // The card's change does not wait for it either.
        await house.PostAsync(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard));
        await house.RunAsync();
        Assert.Single(house.Platform.To("message/update_template_card"));

        await KeepAsync(house, "photo-1");
        house.Pass(TimeSpan.FromSeconds(5));
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(photo)).State);
        Assert.Equal("image", house.Platform.To("message/send")[^1].Json.GetProperty("msgtype").GetString());
    }

    [Fact]
    public async Task A_Photo_That_Never_Comes_Is_Waited_For_A_Day()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1", PhotoState.Waiting);
        var id = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        house.Pass(TimeSpan.FromDays(1));
        await house.RunAsync();
        Assert.Equal((OutboxState.Dropped, "there is no such photo"), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).LastError));
    }

    [Theory]
    [InlineData(PhotoState.Refused)]
    [InlineData(PhotoState.Lost)]
    public async Task What_Was_No_Picture_Is_Shown_To_Nobody(PhotoState state)
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1", state);
        var id = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(id)).State);
        Assert.Empty(house.Platform.Calls);
    }

    [Fact]
    public async Task A_Film_And_What_Moves_Stay_On_The_Page()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1", kind: MediaKind.Gif, bytes: Pictures.Gif);
        var id = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        Assert.Equal((OutboxState.Dropped, "nothing that the platform shows as a picture"), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).LastError));
        Assert.Empty(house.Platform.Calls);
    }

    [Theory]
    [InlineData("""{"errcode":40005,"errmsg":"invalid file type"}""", OutboxState.Dropped, "the platform does not take it: 40005 unknown code")]
    [InlineData("""{"errcode":0}""", OutboxState.Dropped, "the platform gave it no id")]
    [InlineData("""{"errcode":45009,"errmsg":"too many"}""", OutboxState.Pending, "BackOff: 45009 too many calls")]
    [InlineData("""{"errcode":-1}""", OutboxState.Pending, "BackOff: -1 system busy")]
    public async Task A_Photo_That_Cannot_Be_Handed_Over_Holds_Up_Nothing(string answer, OutboxState state, string reason)
    {
        await using var house = await HouseAsync(upload: answer);
        await KeepAsync(house, "photo-1");
        var photo = await house.PostAsync(Staff("officer-1"));
        var card = await house.PostAsync(Some.CardFor("officer-1"));
        await house.RunAsync();
        Assert.Equal((state, reason), ((await house.RowAsync(photo)).State, (await house.RowAsync(photo)).LastError));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(card)).State);
    }

    [Fact]
    public async Task What_May_Have_Been_Heard_Is_Repeated_In_The_Same_Words()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1");
        var sends = 0;
        house.Platform.Script = call => Task.FromResult(call.Path switch
        {
            "/cgi-bin/media/upload" => Answer.Json($$"""{"media_id":"media-{{Guid.NewGuid()}}"}"""),
            "/cgi-bin/message/send" when Interlocked.Increment(ref sends) == 1 => new Answer(502, "text/html", []),
            _ => null,
        });
        var id = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        house.Pass(TimeSpan.FromSeconds(5));
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
        Assert.Single(house.Platform.To("message/send").Select(c => c.Text).Distinct());
        Assert.Equal(2, house.Platform.To("message/send").Count);
        Assert.Equal([SendOutcome.Unknown, SendOutcome.Unknown, SendOutcome.Sent, SendOutcome.Sent], (await house.SendsAsync(id)).Select(s => s.Outcome));
    }

    [Fact]
    public async Task Whoever_Has_The_Case_No_More_Does_Not_See_It()
    {
        await using var house = await HouseAsync();
        await KeepAsync(house, "photo-1");
        var elsewhere = await house.PostAsync(Staff("officer-7"));
        await house.PostAsync(Staff("OFFICER-1", "officer-7"));
        await house.RunAsync();
        Assert.Equal((OutboxState.Dropped, "the case has moved on"), ((await house.RowAsync(elsewhere)).State, (await house.RowAsync(elsewhere)).LastError));
        Assert.Equal("OFFICER-1", Assert.Single(house.Platform.To("message/send")).Json.GetProperty("touser").GetString());

        await SetAsync(house, CaseState.Resolved);
        var late = await house.PostAsync(Staff("officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(late)).State);
    }

    [Fact]
    public async Task A_Member_Who_Has_Left_Is_Found_Out_By_A_Photo_As_Well()
    {
        await using var house = await HouseAsync(upload: Uploaded, send: """{"errcode":0,"invaliduser":"officer-1"}""");
        await KeepAsync(house, "photo-1");
        var id = await house.PostAsync(Staff("Officer-1"));
        await house.RunAsync();
        Assert.Equal(OutboxState.Dead, (await house.RowAsync(id)).State);
        Assert.Equal(["Officer-1"], house.Gone);
    }

    [Fact]
    public async Task The_Result_Comes_Below_The_Message_That_It_Is_Done()
    {
        await using var house = await HouseAsync(CaseState.Resolved);
        await KeepAsync(house, "photo-1", role: PhotoRole.Result);
        await house.HearAsync("openid-1", Heard.Message);
        await house.PostAsync(Some.Resident("已解决") with { Outcome = true });
        var id = await house.PostAsync(Result);
        await house.RunAsync();
        var calls = house.Platform.To("message/custom/send");
        Assert.Equal(["text", "image"], calls.Select(c => c.Json.GetProperty("msgtype").GetString()));
        Assert.Equal("""{"touser":"openid-1","msgtype":"image","image":{"media_id":"media-1"}}""", calls[1].Text);
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
        Assert.Contains(await house.SendsAsync(id), s => s.Lane == "resident:WeChat:openid-1");
    }

    [Theory]
    [InlineData(3, OutboxState.Sent)]
    [InlineData(4, OutboxState.Dropped)]
    [InlineData(5, OutboxState.Dropped)]
    public async Task A_Result_Takes_No_Place_That_The_Next_Outcome_Needs(int before, OutboxState state)
    {
        await using var house = await HouseAsync(CaseState.Resolved);
        await KeepAsync(house, "photo-1", role: PhotoRole.Result);
        await house.HearAsync("openid-1", Heard.Message);
        for (var i = 0; i < before; i++)
        {
            await house.PostAsync(Some.Resident($"第 {i}") with { Outcome = true });
        }

        var id = await house.PostAsync(Result);
        await house.RunAsync();
        Assert.Equal(state, (await house.RowAsync(id)).State);
        Assert.Equal(before + (state == OutboxState.Sent ? 1 : 0), house.Platform.To("message/custom/send").Count);
    }

    [Fact]
    public async Task Nobody_Sees_A_Result_Before_They_Have_Read_Of_It_Or_After_The_Window_Has_Closed()
    {
        await using var house = await HouseAsync(CaseState.Resolved);
        await KeepAsync(house, "photo-1", role: PhotoRole.Result);
        house.Platform.Answers("message/custom/send", """{"errcode":45015,"errmsg":"out of window"}""");
        await house.HearAsync("openid-1", Heard.Message);
        var text = await house.PostAsync(Some.Resident("已解决") with { Outcome = true });
        var photo = await house.PostAsync(Result);
        await house.RunAsync();
        Assert.Equal(OutboxState.Waiting, (await house.RowAsync(text)).State);
        Assert.Equal((OutboxState.Dropped, "what it belongs to has not been read"), ((await house.RowAsync(photo)).State, (await house.RowAsync(photo)).LastError));

        house.Pass(TimeSpan.FromHours(48));
        var late = await house.PostAsync(Result with { ExternalId = "openid-2" });
        await house.RunAsync();
        Assert.Equal((OutboxState.Dropped, "no room in the reply window"), ((await house.RowAsync(late)).State, (await house.RowAsync(late)).LastError));
        Assert.Empty(house.Platform.To("media/upload"));
    }

    [Fact]
    public async Task A_Result_Of_A_Case_That_Is_Open_Again_Is_None()
    {
        await using var house = await HouseAsync(CaseState.Dispatched);
        await KeepAsync(house, "photo-1", role: PhotoRole.Result);
        await house.HearAsync("openid-1", Heard.Message);
        var id = await house.PostAsync(Result);
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(id)).State);
    }

    private static string MediaId(Call call) => call.Json.GetProperty("image").GetProperty("media_id").GetString()!;

    internal static async Task<CourierHouse> HouseAsync(CaseState state = CaseState.Dispatched, string upload = Uploaded, string? send = null)
    {
        var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(call.Path switch
        {
            "/cgi-bin/media/upload" => Answer.Json(upload),
            "/cgi-bin/message/send" when send is not null && call.Json.GetProperty("msgtype").GetString() == "image" => Answer.Json(send),
            _ => null,
        });
        await house.FileCaseAsync();
        await SetAsync(house, state);
        return house;
    }

    internal static async Task SetAsync(CourierHouse house, CaseState state)
    {
        await using var context = house.Store.CreateDbContext();
        await context.Cases.ExecuteUpdateAsync(c => c.SetProperty(x => x.State, state));
    }

    internal static async Task KeepAsync(
        CourierHouse house, string key, PhotoState state = PhotoState.Kept, MediaKind? kind = null, byte[]? bytes = null, PhotoRole role = PhotoRole.Report)
    {
        kind ??= MediaKind.Jpeg;
        var hash = await house.Get<PhotoShelf>().KeepAsync(kind, bytes ?? ThumbnailMakerTests.Draw(64, 48, SKEncodedImageFormat.Jpeg), default);
        await using var context = house.Store.CreateDbContext();
        await context.Photos.Where(p => p.Key == key).ExecuteDeleteAsync();
        context.Photos.Add(new Photo
        {
            Key = key,
            Channel = Channel.WeChat,
            Sender = "openid-1",
            Token = "token-of-" + key,
            ReceivedAt = CourierHouse.Noon,
            State = state,
            Hash = state == PhotoState.Kept ? hash : null,
            ContentType = state == PhotoState.Kept ? kind.ContentType : null,
            Role = role,
        });
        await context.SaveChangesAsync();
    }
}
