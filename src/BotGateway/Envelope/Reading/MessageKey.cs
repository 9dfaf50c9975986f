using System.Security.Cryptography;
using System.Text;
using CaseStore.People;

namespace BotGateway.Envelope.Reading;

/// <summary>
/// The key that every delivery of one message has and no other message (protocol.md 1.3, 4.1). Keys are logged, so who sent
/// it is in them as a hash only; which also keeps them short, whatever the platform sends.
/// </summary>
internal static class MessageKey
{
    private const int HashBytes = 15;
    private const int MostInClear = 64;

    // CreateTime has whole seconds, and all of WeCom's system events come from "sys": what else tells two events apart.
    private static readonly string[] EventMarks =
        ["EventKey", "Ticket", "MsgID", "MsgId", "trace_id", "TaskId", "ChangeType", "UserID", "Id", "TagId", "JobId", "ThirdNo"];

    public static string OfMessage(Channel channel, string sender, string type, Field message)
    {
        if (message.Text("MsgId") is { } id)
            return $"{channel}:{Clear(id)}:{Hash([sender, id])}";
        // Never seen, but nothing says it cannot be.
        return $"{channel}:{Clear(type)}:{Hash([sender, type, message.Text("CreateTime"), message.Text("Content"), message.Text("MediaId")])}";
    }

    public static string OfEvent(Channel channel, string sender, string name, Field message)
    {
        var created = message.Text("CreateTime") ?? "";
        var marks = new string?[3 + EventMarks.Length];
        (marks[0], marks[1], marks[2]) = (sender, created, name);
        for (var i = 0; i < EventMarks.Length; i++)
            marks[3 + i] = Find(message, EventMarks[i]);
        return $"{channel}:{Clear(name)}:{Clear(created)}:{Hash(marks)}";
    }

    // Some stand a level or two down: the MsgID of a sent subscription message, the JobId of a batch.
    private static string? Find(Field field, string name)
    {
        if (field.Text(name) is { } value)
            return value;
        foreach (var child in field.Children)
        {
            if (child.Children.Count > 0 && Find(child, name) is { } below)
                return below;
        }

        return null;
    }

    private static string Clear(string value) => value.Length <= MostInClear ? value : "long";

    private static string Hash(ReadOnlySpan<string?> parts)
    {
        var joined = Encoding.UTF8.GetBytes(string.Join('\0', parts));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(joined, hash);
        return Convert.ToBase64String(hash[..HashBytes]);
    }
}
