using CaseStore.People;

namespace Conversation;

/// <summary>What arrived, whatever the channel and the envelope.</summary>
/// <param name="Sender">openid or WeCom userid; meaningful only together with <paramref name="Channel"/>.</param>
/// <param name="Key">The same for every delivery of one message and for no other (protocol.md 1.3, 4.1).</param>
/// <param name="SentAt">The platform's CreateTime.</param>
public sealed record Inbound(Channel Channel, string Sender, string Key, DateTimeOffset SentAt, InboundContent Content)
{
    /// <summary>The key under which the talk with this person is kept and locked.</summary>
    public string Person => PersonKey(Channel, Sender);

    public static string PersonKey(Channel channel, string sender) => channel switch
    {
        Channel.WeChat => "WeChat:" + sender,
        Channel.MiniProgram => "MiniProgram:" + sender,
        _ => "WeCom:" + sender,
    };
}

/// <summary>The closed set of things that can arrive (protocol.md 1.4, 1.5, 4.2, 4.3).</summary>
public abstract record InboundContent
{
    private InboundContent()
    {
    }

    /// <param name="MenuChoice">The id of a tapped msgmenu entry, if it was one.</param>
    public sealed record Text(string Words, string? MenuChoice = null) : InboundContent;

    public sealed record Photo(string? PicUrl, string? MediaId) : InboundContent;

    /// <param name="Recognition">What the platform understood; absent on most accounts.</param>
    public sealed record Voice(string? MediaId, string? Format, string? Recognition) : InboundContent;

    public sealed record Video(string? MediaId, string? ThumbMediaId, bool IsShort) : InboundContent;

    /// <summary>A place the person picked. Degrees, taken to be GCJ-02.</summary>
    public sealed record Location(double Latitude, double Longitude, string? Label) : InboundContent;

    public sealed record Link(string? Title, string? Description, string? Url) : InboundContent;

    public sealed record MiniProgramCard(string? Title, string? AppId, string? PagePath) : InboundContent;

    public sealed record Attachment(string? Title) : InboundContent;

    /// <param name="Scene">The scene of the QR code that brought them, without the platform's prefix.</param>
    public sealed record Followed(string? Scene) : InboundContent;

    public sealed record Unfollowed : InboundContent;

    /// <summary>A follower scanned a scene code.</summary>
    public sealed record Scanned(string Scene) : InboundContent;

    /// <summary>A menu entry of kind click, or a scancode_waitmsg result as its key.</summary>
    public sealed record MenuClicked(string Key) : InboundContent;

    /// <summary>Opened the app or the mini-program's session; not a word was said.</summary>
    public sealed record Entered(string? From) : InboundContent;

    /// <summary>A button, vote or choice on one of our cards.</summary>
    public sealed record CardAct(string ButtonKey, string TaskId, string CardType, string? ResponseCode, IReadOnlyList<CardSelection> Selections) : InboundContent;

    /// <summary>What became of a template or subscription message.</summary>
    public sealed record DeliveryReport(string MessageId, bool Delivered, string Status) : InboundContent;

    /// <summary>The person allowed or refused subscription messages.</summary>
    public sealed record SubscriptionChanged(IReadOnlyDictionary<string, bool> AcceptedByTemplate) : InboundContent;

    /// <summary>WeCom's contacts changed: somebody joined, moved, was renamed or left.</summary>
    /// <param name="NewUserId">Set when the member was renamed.</param>
    public sealed record MemberChanged(string Change, string? UserId, string? NewUserId) : InboundContent;

    /// <summary>Something the platform tells that nobody waits for an answer to (VIEW, LOCATION, pic_*, kf_*, administrative).</summary>
    public sealed record Notice(string Event) : InboundContent;

    /// <summary>A kind of message or event that is not in protocol.md.</summary>
    /// <param name="IsEvent">An unknown event is met with silence, an unknown message with a kind sentence.</param>
    public sealed record Unknown(string Type, bool IsEvent) : InboundContent;

    /// <summary>Not from a platform: nothing was said until <paramref name="Due"/>, the moment the dialog had asked to be woken at.</summary>
    public sealed record Silence(DateTimeOffset Due) : InboundContent;

    /// <summary>Not from a platform: a picture of this person turned out not to be one. Sent by the photo worker through the same lock.</summary>
    /// <param name="PhotoKey">The key of the message that had brought it.</param>
    public sealed record PhotoRefused(string PhotoKey) : InboundContent;
}

/// <summary>One answered question of a card.</summary>
public sealed record CardSelection(string QuestionKey, IReadOnlyList<string> OptionIds);
