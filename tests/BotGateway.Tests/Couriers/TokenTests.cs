using BotGateway.PlatformApi;
using BotGateway.WeCom.Api;
using CaseStore.Persistence;

namespace BotGateway.Tests.Couriers;

public sealed class TokenTests
{
    private const string Ok = """{"errcode":0}""";
    private const string Bad = """{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest hint: [x]"}""";

    [Fact]
    public async Task Fifty_Calls_At_Once_Fetch_One_Token()
    {
        await using var house = await CourierHouse.OpenAsync();
        var api = house.WeChat;
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.SendTextAsync("o", "t", default)));
        Assert.All(answers, a => Assert.IsType<PlatformAnswer.Done>(a));
        Assert.Equal("""{"grant_type":"client_credential","appid":"wx-app","secret":"wx-secret","force_refresh":false}""", Assert.Single(house.Platform.To("stable_token")).Text);
        Assert.All(house.Platform.To("message/custom/send"), c => Assert.Equal("?access_token=token-1", c.Query));
    }

    [Fact]
    public async Task A_Refused_Token_Is_Replaced_Once_For_All_Who_Held_It()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(call.Query.Contains("token-1", StringComparison.Ordinal) ? Answer.Json(Bad) : null);
        var api = house.WeChat;
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.SendTextAsync("o", "t", default)));
        Assert.All(answers, a => Assert.IsType<PlatformAnswer.Done>(a));
        Assert.Equal(2, house.Platform.To("stable_token").Count);
    }

    [Fact]
    public async Task A_Call_Is_Repeated_Only_Once_However_Bad_The_Tokens()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/custom/send", Bad, Bad, Bad);
        var answer = await house.WeChat.SendTextAsync("o", "t", default);
        Assert.Equal(40001, Assert.IsType<PlatformAnswer.Refused>(answer).Code);
        Assert.Equal(2, house.Platform.To("message/custom/send").Count);
    }

    [Fact]
    public async Task The_Same_Refused_Token_Again_Is_Forced_Away_But_Not_Every_Time()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("stable_token", StringComparison.Ordinal) ? Answer.Json("""{"access_token":"stuck","expires_in":7200}""")
            : call.Query.Contains("stuck", StringComparison.Ordinal) ? Answer.Json(Bad) : null);
        var api = house.WeChat;
        await api.SendTextAsync("o", "t", default);
        await api.SendTextAsync("o", "t", default);
        Assert.Single(house.Platform.To("stable_token"), c => c.Json.GetProperty("force_refresh").GetBoolean());
    }

    [Theory]
    [InlineData(119)]
    [InlineData(115.9)]
    public async Task A_Token_Is_Renewed_Before_Its_End_And_Not_Much_Before(double minutes)
    {
        await using var house = await CourierHouse.OpenAsync();
        var api = house.Get<WeComApi>();
        await api.SendTextAsync("u", "1", default);
        house.Pass(TimeSpan.FromMinutes(minutes));
        await api.SendTextAsync("u", "2", default);
        Assert.Equal(minutes > 116 ? 2 : 1, house.Platform.To("gettoken").Count);
    }

    [Fact]
    public async Task While_Renewal_Fails_The_Old_Token_Serves_To_Its_End()
    {
        await using var house = await CourierHouse.OpenAsync();
        var api = house.Get<WeComApi>();
        await api.SendTextAsync("u", "1", default);
        house.Platform.Script = call => Task.FromResult(call.Path.EndsWith("gettoken", StringComparison.Ordinal) ? new Answer(502, "text/html", "<html>"u8.ToArray()) : null);
        house.Pass(TimeSpan.FromMinutes(118));
        Assert.IsType<PlatformAnswer.Done>(await api.SendTextAsync("u", "2", default));
        Assert.IsType<PlatformAnswer.Done>(await api.SendTextAsync("u", "3", default));
        Assert.Equal(2, house.Platform.To("gettoken").Count);
        house.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(new PlatformAnswer.NotReached("no token: status 502"), await api.SendTextAsync("u", "4", default));
    }

    [Fact]
    public async Task A_Wrong_Secret_Is_Not_Taken_For_A_Stale_Token()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("stable_token", Bad);
        var answer = await house.WeChat.SendTextAsync("o", "t", default);
        Assert.Equal(new PlatformAnswer.Refused(40001, new(Reaction.Alarm, "secret refused")), answer);
        Assert.Empty(house.Platform.To("message/custom/send"));
    }

    [Fact]
    public async Task However_Many_Send_With_A_Dead_Token_One_Is_Fetched_A_Pause_And_The_Pauses_Grow()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("message/send", StringComparison.Ordinal) ? Answer.Json("""{"errcode":42001}""") : null);
        var api = house.Get<WeComApi>();
        async Task<(int Fetched, int Sent)> FiftyAsync()
        {
            var before = (house.Platform.To("gettoken").Count, house.Platform.To("message/send").Count);
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.SendTextAsync("u", "t", default)));
            return (house.Platform.To("gettoken").Count - before.Item1, house.Platform.To("message/send").Count - before.Item2);
        }

        Assert.Equal(2, (await FiftyAsync()).Fetched);
        foreach (var seconds in new[] { 5, 15, 60, 300, 600, 600 })
        {
            house.Pass(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal((0, 0), await FiftyAsync());
            house.Pass(TimeSpan.FromMilliseconds(1));
            Assert.Equal(1, (await FiftyAsync()).Fetched);
        }
    }

    [Fact]
    public async Task However_Many_Wait_For_A_Token_That_Is_Not_To_Be_Had_It_Is_Asked_For_Once_A_Pause()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("gettoken", StringComparison.Ordinal) ? new Answer(502, "text/html", "<html>"u8.ToArray()) : null);
        var api = house.Get<WeComApi>();
        var asked = 0;
        foreach (var seconds in new[] { 5, 15, 60, 300, 600, 600 })
        {
            for (var i = 0; i < 2; i++)
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.SendTextAsync("u", "t", default)));
                Assert.All(answers, a => Assert.Equal(new PlatformAnswer.NotReached("no token: status 502"), a));
            }

            Assert.Equal(++asked, house.Platform.To("gettoken").Count);
            house.Pass(TimeSpan.FromSeconds(seconds));
        }

        house.Platform.Script = _ => Task.FromResult<Answer?>(null);
        Assert.IsType<PlatformAnswer.Done>(await api.SendTextAsync("u", "t", default));
    }

    [Fact]
    public async Task After_A_Success_The_Pauses_Begin_Anew_And_A_Slip_Of_The_Platform_Stops_Nobody()
    {
        await using var house = await CourierHouse.OpenAsync();
        var api = house.Get<WeComApi>();
        for (var i = 0; i < 5; i++)
        {
            var slip = true;
            house.Platform.Script = call => Task.FromResult(
                call.Path.EndsWith("message/send", StringComparison.Ordinal) && slip && !(slip = false) ? Answer.Json("""{"errcode":42001}""") : null);
            Assert.IsType<PlatformAnswer.Done>(await api.SendTextAsync("u", "t", default));
            Assert.IsType<PlatformAnswer.Done>(await api.SendTextAsync("u", "t", default));
            house.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(6, house.Platform.To("gettoken").Count);
    }

    [Fact]
    public async Task Messages_Outlive_A_Token_That_Is_Refused_For_An_Hour()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("message/send", StringComparison.Ordinal) && house.Clock.GetUtcNow() < CourierHouse.Noon.AddHours(1)
                ? Answer.Json("""{"errcode":40014}""") : null);
        for (var i = 0; i < 20; i++)
        {
            await house.PostAsync(Some.Staff($"{i}", $"officer-{i}"));
        }

        await house.RunAllAsync(TimeSpan.FromHours(3));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
        Assert.InRange(house.Platform.To("gettoken").Count, 3, 15);
    }

    [Theory]
    [InlineData("a JSON error is no picture", """{"errcode":40007,"errmsg":"invalid media_id"}""", "Failed { Reaction = MediaGone, Reason = 40007 media id bad or older than three days }")]
    [InlineData("a video is a link", """{"video_url":"https://v.example/1"}""", "Video { Address = https://v.example/1 }")]
    [InlineData("more than was asked for is not read", "\u0089PNG0123456789012345678901234567890123456789", "TooLarge { }")]
    public async Task What_A_Media_Id_Gives_Is_Told_By_Its_Bytes(string sentence, string body, string expected)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("media/get", body);
        var limit = expected.StartsWith("TooLarge", StringComparison.Ordinal) ? 20 : 1000;
        var answer = await house.WeChat.GetMediaAsync("a+b", limit, default);
        Assert.True(expected == answer.ToString(), $"{sentence}: {answer}");
        Assert.Equal("?access_token=token-1&media_id=a%2Bb", Assert.Single(house.Platform.To("media/get")).Query);
    }

    [Fact]
    public async Task A_Picture_Comes_Back_Byte_For_Byte_After_A_Token_Renewal()
    {
        await using var house = await CourierHouse.OpenAsync();
        byte[] picture = [0xFF, 0xD8, 0xFF, 0, 1, 2];
        house.Platform.Script = call => Task.FromResult(
            !call.Path.EndsWith("media/get", StringComparison.Ordinal) ? null
            : call.Query.Contains("token-1", StringComparison.Ordinal) ? Answer.Json("""{"errcode":42001}""")
            : new Answer(200, "image/jpeg", picture));
        var content = Assert.IsType<MediaAnswer.Content>(await house.Get<WeComApi>().GetMediaAsync("m", 1000, default));
        Assert.Equal(picture, content.Bytes);
        Assert.Equal("image/jpeg", content.ContentType);
    }

    [Theory]
    [InlineData(200, "<html>busy</html>")]
    [InlineData(502, Ok)]
    [InlineData(200, """{"errcode":"x"}""")]
    [InlineData(200, "{")]
    public async Task An_Answer_That_Is_None_Never_Counts_As_Sent(int status, string body)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult<Answer?>(
            call.Path.EndsWith("webhook/send", StringComparison.Ordinal) ? new Answer(status, "text/html", System.Text.Encoding.UTF8.GetBytes(body)) : null);
        Assert.IsType<BotGateway.Couriers.Delivery.Failed>(BotGateway.Couriers.Delivery.From(
            await house.Get<WeComApi>().SendToGroupAsync("k", "t", [], default)));
    }
}
