using System.Text.Json.Serialization;

namespace BotGateway.WeCom.Cards;

/// <summary>A template_card with the platform's field names (protocol.md 5.4); what is absent is not written.</summary>
internal sealed record TemplateCard(
    string CardType,
    CardSource? Source,
    CardTitle MainTitle,
    string? SubTitleText,
    [property: JsonPropertyName("horizontal_content_list")] IReadOnlyList<CardLine>? Lines,
    CardAction? CardAction,
    string? TaskId,
    [property: JsonPropertyName("button_list")] IReadOnlyList<CardKey>? Buttons);

internal sealed record CardSource(string Desc, int DescColor);

internal sealed record CardTitle(string Title, string? Desc);

internal sealed record CardLine([property: JsonPropertyName("keyname")] string Name, string Value);

internal sealed record CardAction(int Type, string Url);

internal sealed record CardKey(string Text, int Style, string Key);
