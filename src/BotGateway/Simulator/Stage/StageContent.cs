using System.Text.Json.Serialization;

namespace BotGateway.Simulator.Stage;

/// <summary>What can stand in a chat of the simulator.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Menu), "menu")]
[JsonDerivedType(typeof(Photo), "photo")]
[JsonDerivedType(typeof(Video), "video")]
[JsonDerivedType(typeof(Voice), "voice")]
[JsonDerivedType(typeof(Place), "place")]
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Notice), "notice")]
[JsonDerivedType(typeof(ServiceNotice), "serviceNotice")]
internal abstract record StageContent
{
    private StageContent()
    {
    }

    /// <param name="Mentions">Whom a group robot called, by userid.</param>
    public sealed record Text(string Words, IReadOnlyList<string>? Mentions = null) : StageContent;

    /// <summary>A msgmenu: tapping a choice sends its label.</summary>
    public sealed record Menu(string? Head, IReadOnlyList<MenuChoice> Choices, string? Tail) : StageContent;

    public sealed record Photo(string Url) : StageContent;

    public sealed record Video(string Url) : StageContent;

    /// <param name="Words">What the platform understood; null when nothing.</param>
    public sealed record Voice(string? Words) : StageContent;

    public sealed record Place(string? Label, double Latitude, double Longitude) : StageContent;

    public sealed record Card(StageCard Face) : StageContent;

    /// <summary>A grey line in the middle: nobody said it.</summary>
    public sealed record Notice(string Words) : StageContent;

    /// <summary>A template or subscription message, as it lies among 服务通知.</summary>
    /// <param name="Opens">What a tap opens: a web page, or a page of the mini-program, which is not played here.</param>
    public sealed record ServiceNotice(IReadOnlyList<StageField> Fields, string? Opens) : StageContent;
}

internal sealed record MenuChoice(string Id, string Label);

/// <summary>A template_card as its receiver sees it.</summary>
/// <param name="TaskId">The id under which it was sent first; a click on it comes back under this one. Null when it cannot be clicked.</param>
/// <param name="SourceColour">0 grey, 1 black, 2 red, 3 green.</param>
/// <param name="Done">What replaced the buttons after a click.</param>
internal sealed record StageCard(
    string? TaskId,
    string? Source,
    int SourceColour,
    string? Title,
    string? Subtitle,
    string? Text,
    IReadOnlyList<StageField> Fields,
    IReadOnlyList<StageButton> Buttons,
    string? Link,
    string? Done = null);

internal sealed record StageField(string Name, string Value);

/// <param name="Key">Null for a button that opens <paramref name="Url"/>.</param>
internal sealed record StageButton(string Text, int Style, string? Key, string? Url);
