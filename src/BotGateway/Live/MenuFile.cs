using System.Text;
using System.Text.Json;
using CaseStore.City;

namespace BotGateway.Live;

/// <summary><c>menus.json</c>: the menus as the platforms want them (protocol.md 2.6), checked before either platform is asked.</summary>
internal sealed record MenuFile(JsonElement WeChat, JsonElement WeCom)
{
    public const string FileName = "menus.json";

    private const int MostButtons = 3;
    private const int MostInSubmenu = 5;
    private const int NameBytes = 16;
    private const int SubmenuNameBytes = 60;
    private const int KeyBytes = 128;
    private const int UrlBytes = 1024;

    private static readonly string[] WithKey =
        ["click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin", "location_select"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static (MenuFile? Menus, IReadOnlyList<ConfigurationFault> Faults) Load(string directory)
    {
        try
        {
            return Read(File.ReadAllBytes(Path.Combine(directory, FileName)));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return (null, [new ConfigurationFault(FileName, "$", "cannot be read: " + missing.Message)]);
        }
    }

    public static (MenuFile? Menus, IReadOnlyList<ConfigurationFault> Faults) Read(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), Lenient);
            var faults = new List<ConfigurationFault>();
            var weChat = Menu(document.RootElement, "weChat", faults);
            var weCom = Menu(document.RootElement, "weCom", faults);
            return faults.Count == 0 ? (new MenuFile(weChat, weCom), faults) : (null, faults);
        }
        catch (JsonException error)
        {
            return (null, [new ConfigurationFault(FileName, "$", "is no JSON: " + error.Message)]);
        }
    }

    private static JsonElement Menu(JsonElement root, string name, List<ConfigurationFault> faults)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out var buttons) || buttons.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new ConfigurationFault(FileName, $"$.{name}", "is a list of 1 to 3 buttons"));
            return default;
        }

        Buttons(buttons, $"$.{name}", MostButtons, NameBytes, isSubmenu: false, faults);
        return buttons.Clone();
    }

    private static void Buttons(JsonElement buttons, string path, int most, int nameBytes, bool isSubmenu, List<ConfigurationFault> faults)
    {
        if (buttons.GetArrayLength() is var count && (count < 1 || count > most))
        {
            faults.Add(new ConfigurationFault(FileName, path, $"has {count} buttons; allowed are 1 to {most}"));
        }

        foreach (var (at, button) in buttons.EnumerateArray().Index())
        {
            Button(button, $"{path}[{at}]", nameBytes, isSubmenu, faults);
        }
    }

    private static void Button(JsonElement button, string path, int nameBytes, bool isSubmenu, List<ConfigurationFault> faults)
    {
        void Fault(string where, string why) => faults.Add(new ConfigurationFault(FileName, path + where, why));
        if (button.ValueKind != JsonValueKind.Object)
        {
            Fault("", "is a button: { name, type, key }");
            return;
        }

        Measure("name", nameBytes);
        if (!isSubmenu && button.TryGetProperty("sub_button", out var more))
        {
            if (more.ValueKind == JsonValueKind.Array)
            {
                Buttons(more, path + ".sub_button", MostInSubmenu, SubmenuNameBytes, isSubmenu: true, faults);
            }
            else
            {
                Fault(".sub_button", "is a list of 1 to 5 buttons");
            }

            return;
        }

        switch (TextOf("type"))
        {
            case { } type when WithKey.Contains(type):
                Measure("key", KeyBytes);
                break;
            case "view":
                Measure("url", UrlBytes);
                break;
            case "view_miniprogram" or "miniprogram":
                Measure("appid", KeyBytes);
                Measure("pagepath", UrlBytes);
                break;
            default:
                Fault(".type", $"is one of {string.Join(", ", WithKey)}, view, miniprogram");
                break;
        }

        string? TextOf(string name) =>
            button.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

        void Measure(string name, int most)
        {
            if (TextOf(name) is not { } text)
            {
                Fault("." + name, "is required");
            }
            else if (Encoding.UTF8.GetByteCount(text) is var bytes && bytes > most)
            {
                Fault("." + name, $"has {bytes} bytes; at most {most} (a Chinese character takes 3)");
            }
        }
    }
}
