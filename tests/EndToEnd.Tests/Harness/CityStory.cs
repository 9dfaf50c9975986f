using System.Text.Json;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Harness;

/// <summary>
/// What a story of the city needs: its people with their phones, the cards in their hands as they look now, and the clock. However a
/// story ends, no group has read anything of those who reported.
/// </summary>
public abstract partial class CityStory : IAsyncLifetime
{
    /// <summary>What reporters of these stories say that is nobody else's business; their openids begin with oStory.</summary>
    private const string Private = "王小明|1380013809|302|oStory|没人清|打电钻|不亮|阳光房|还在吵|还是满";

    protected const string Me = ",我是王小明,住302室,电话13800138099";

    private static int s_photos;

    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    private protected StandInPlatform Platform { get; private set; } = null!;

    private protected RunningGateway Gateway { get; private set; } = null!;

    protected virtual Task<Dictionary<string, string>> DatabaseAsync() => Task.FromResult(new Dictionary<string, string>());

    public async Task InitializeAsync()
    {
        Platform = await StandInPlatform.StartAsync();
        Gateway = RunningGateway.Create(_folder, Platform.Address, await DatabaseAsync());
        await Gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        var read = Groups.ToList();
        await Gateway.DisposeAsync();
        await Platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Assert.All(read, text => Assert.DoesNotMatch(Private, text));
        Assert.NotEmpty(read);
    }

    /// <summary>Every text in every group, in the order in which it was sent.</summary>
    protected IEnumerable<string> Groups =>
        Platform.To("/cgi-bin/webhook/send").Select(b => b.GetProperty("text").GetProperty("content").GetString()!);

    private protected WeChatPhone Resident(string openid) => new(Gateway, openid);

    protected async Task<string?> SayAsync(string user, string text)
    {
        var reply = await new WeComPhone(Gateway, user).SayAsync(text);
        await Gateway.SettleAsync();
        return reply;
    }

    private protected async Task<string> ReportAsync(WeChatPhone resident, string words)
    {
        await resident.PhotoAsync(NewPhoto());
        await resident.SayAsync(words);
        var filed = await resident.SayAsync("提交");
        var number = CaseNumber().Match(filed ?? "").Value;
        Assert.True(number.Length > 0, filed);
        await Gateway.SettleAsync();
        return number;
    }

    /// <summary>Presses a button of the newest card that this member has of the case, as the card looks now.</summary>
    protected async Task PressAsync(string user, string number, string label)
    {
        var card = Card(user, number);
        var button = Buttons(card).FirstOrDefault(b => b.GetProperty("text").GetString() == label);
        Assert.True(button.ValueKind == JsonValueKind.Object, $"{user} has no {label}: {card}");
        await new WeComPhone(Gateway, user).PressAsync(card.GetProperty("task_id").GetString()!, button.GetProperty("key").GetString()!);
        await Gateway.SettleAsync();
    }

    protected JsonElement Card(string user, string number)
    {
        var sent = Platform.Cards(user).Last(c => c.TryGetProperty("task_id", out var id) && id.GetString()!.StartsWith(number, StringComparison.Ordinal));
        return Platform.To("/cgi-bin/message/update_template_card").Select(b => b.GetProperty("template_card"))
            .LastOrDefault(c => c.TryGetProperty("task_id", out var id) && id.GetString() == sent.GetProperty("task_id").GetString()) is { ValueKind: JsonValueKind.Object } changed
            ? changed
            : sent;
    }

    protected static IEnumerable<string?> Labels(JsonElement card) => Buttons(card).Select(b => b.GetProperty("text").GetString());

    /// <summary>Done, with a photo and a sentence.</summary>
    protected async Task ResolveAsync(string user, string number, string words)
    {
        var member = new WeComPhone(Gateway, user);
        await member.SayAsync("完成 " + number);
        await member.PhotoAsync(NewPhoto());
        await member.SayAsync(words);
        Assert.Contains("等居民评价", await SayAsync(user, "1"));
    }

    protected Task<JsonElement> CaseAsync(string number) => Gateway.ApiAsync("/api/cases/" + number);

    protected async Task<(string State, string Handler)> StandsAsync(string number)
    {
        var kase = await CaseAsync(number);
        return (kase.GetProperty("state").GetString()!, kase.GetProperty("handler").GetProperty("organisation").GetProperty("id").GetString()!);
    }

    protected async Task<DateTimeOffset> DueAsync(string number) => (await CaseAsync(number)).GetProperty("dueAt").GetDateTimeOffset();

    protected string NewPhoto() => $"{Platform.Address}/picture/{Interlocked.Increment(ref s_photos)}";

    protected static string Short(string number) => number[^4..];

    private static JsonElement.ArrayEnumerator Buttons(JsonElement card) => card.GetProperty("button_list").EnumerateArray();

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();
}
