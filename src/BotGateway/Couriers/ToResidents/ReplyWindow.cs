using CaseStore.People;
using CaseStore.Persistence;

namespace BotGateway.Couriers.ToResidents;

/// <summary>
/// How many messages a resident may still be sent unasked, by what they last did (protocol.md 2.2, 3). Answers in the same breath
/// (passive replies) do not count.
/// </summary>
/// <param name="Left">0: closed until they do something again.</param>
/// <param name="IsLastOfMessage">One is left of those that their message allowed, and there is no telling when they write again.</param>
internal readonly record struct ReplyWindow(int Left, bool IsLastOfMessage)
{
    /// <summary>protocol.md 2.2 and 3: both kinds of account.</summary>
    public const int AfterMessage = 5;

    /// <summary>protocol.md 2.2: menu tap, follow, scan.</summary>
    public const int AfterTouch = 3;

    /// <summary>protocol.md 3: entering the session.</summary>
    public const int AfterEntering = 2;

    public static readonly TimeSpan OfMessage = TimeSpan.FromHours(48);
    public static readonly TimeSpan OfTouch = TimeSpan.FromMinutes(1);

    /// <param name="sent">When messages were sent off that may have arrived; those from before the person was last heard do not matter.</param>
    public static ReplyWindow Of(Channel channel, LastHeard heard, IReadOnlyCollection<DateTimeOffset> sent, DateTimeOffset now)
    {
        var ofMessage = Open(heard.MessageAt, OfMessage, AfterMessage, sent, now);
        var ofTouch = Open(heard.TouchAt, OfTouch, channel == Channel.MiniProgram ? AfterEntering : AfterTouch, sent, now);
        return new ReplyWindow(Math.Max(ofMessage, ofTouch), ofMessage == 1 && ofTouch <= 1);
    }

    /// <summary>The earliest moment since when sends count at all.</summary>
    public static DateTimeOffset? Since(LastHeard heard) => heard switch
    {
        ({ } message, { } touch) => message < touch ? message : touch,
        var (message, touch) => message ?? touch,
    };

    /// <summary>The last place is kept for how a case ends: who hears once more should hear that.</summary>
    public bool Admits(bool isProgress) => Left > 0 && !(isProgress && IsLastOfMessage);

    private static int Open(DateTimeOffset? opened, TimeSpan life, int most, IReadOnlyCollection<DateTimeOffset> sent, DateTimeOffset now) =>
        opened is { } at && now - at < life ? Math.Max(0, most - sent.Count(s => s >= at)) : 0;
}
