using System.Text.Json;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>Reads a template_card as the platform does: what it requires, what it counts (protocol.md 5.4, 5.8).</summary>
internal static class CardReader
{
    private const int MostLines = 6;
    private const int MostButtons = 6;
    private const int MostJumps = 3;
    private const int TaskIdBytes = 128;
    private const int KeyBytes = 1024;

    /// <param name="update">A changed card may leave the task_id out: it is the one that was sent.</param>
    public static (StageCard? Card, PlatformFault? Fault) Read(JsonElement card, bool update = false)
    {
        var type = card.TextOf("card_type");
        if (type is not ("button_interaction" or "text_notice"))
            return Fault(42031, "template_card.card_type");
        var (buttons, fault) = type == "button_interaction" ? Buttons(card) : ([], null);
        fault ??= CheckTask(card, required: !update && buttons.Count > 0) ?? CheckTitle(card, type) ?? CheckLines(card) ?? CheckAction(card, type);
        if (fault is not null)
            return (null, fault);
        var title = card.PartOf("main_title");
        var source = card.PartOf("source");
        return (new StageCard(
            card.TextOf("task_id"),
            source?.TextOf("desc"),
            source?.NumberOf("desc_color") ?? 0,
            title?.TextOf("title"),
            title?.TextOf("desc"),
            card.TextOf("sub_title_text"),
            [.. card.ListOf("horizontal_content_list").Select(line => new StageField(line.TextOf("keyname")!, line.TextOf("value") ?? ""))],
            [.. buttons, .. Jumps(card)],
            card.PartOf("card_action")?.TextOf("url"),
            card.TextOf("replace_text")), null);
    }

    private static (IReadOnlyList<StageButton> Buttons, PlatformFault? Fault) Buttons(JsonElement card)
    {
        var list = card.ListOf("button_list");
        if (list.Count is 0 or > MostButtons)
            return ([], new PlatformFault(40058, "template_card.button_list exceed max length 6, or empty"));
        var buttons = new List<StageButton>();
        foreach (var item in list)
        {
            var opens = item.NumberOf("type") == 1;
            var key = opens ? null : item.TextOf("key");
            if (item.TextOf("text") is not { } text)
                return ([], new PlatformFault(42038, "template_card.button_list.text"));
            if (opens && item.TextOf("url") is null)
                return ([], new PlatformFault(42028, "template_card url"));
            if (!opens && (key is null || PlatformBody.BytesOf(key) > KeyBytes || buttons.Any(b => b.Key == key)))
                return ([], new PlatformFault(42039, "template_card.button_list.key"));
            buttons.Add(new StageButton(text, item.NumberOf("style"), key, opens ? item.TextOf("url") : null));
        }

        return (buttons, null);
    }

    private static IEnumerable<StageButton> Jumps(JsonElement card) =>
        card.ListOf("jump_list").Where(jump => jump.TextOf("url") is not null)
            .Select(jump => new StageButton(jump.TextOf("title") ?? "", 2, null, jump.TextOf("url")));

    private static PlatformFault? CheckTask(JsonElement card, bool required) => card.TextOf("task_id") switch
    {
        null => required ? new PlatformFault(42014, "template_card.task_id") : null,
        { } id when PlatformBody.BytesOf(id) > TaskIdBytes || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '@')) =>
            new PlatformFault(42014, "template_card.task_id"),
        _ => null,
    };

    private static PlatformFault? CheckTitle(JsonElement card, string type) =>
        card.PartOf("main_title")?.TextOf("title") is not null || (type == "text_notice" && card.TextOf("sub_title_text") is not null)
            ? null
            : new PlatformFault(42033, "template_card.main_title.title");

    private static PlatformFault? CheckLines(JsonElement card) => card switch
    {
        _ when card.ListOf("horizontal_content_list") is var lines && lines.Count > MostLines => new PlatformFault(42035, "template_card.horizontal_content_list"),
        _ when card.ListOf("horizontal_content_list").Any(line => line.TextOf("keyname") is null) => new PlatformFault(42027, "template_card.horizontal_content_list.keyname"),
        _ when card.ListOf("jump_list").Count > MostJumps => new PlatformFault(42042, "template_card.jump_list"),
        _ => null,
    };

    private static PlatformFault? CheckAction(JsonElement card, string type)
    {
        var action = card.PartOf("card_action");
        if (action is null)
            return type == "text_notice" ? new PlatformFault(42045, "template_card.card_action") : null;
        return action.Value.NumberOf("type") == 1 && action.Value.TextOf("url") is null ? new PlatformFault(42028, "template_card url") : null;
    }

    private static (StageCard? Card, PlatformFault? Fault) Fault(int code, string message) => (null, new PlatformFault(code, message));
}
