using System.Collections.Frozen;

namespace Conversation.Understanding;

/// <summary>Whole messages that are never about anything: half of what arrives, and not worth a model's thought.</summary>
internal static class SmallTalk
{
    private static readonly FrozenSet<string> Greetings = FrozenSet.ToFrozenSet(
        "你好 您好 你好啊 您好啊 哈喽 嗨 hi hello 在吗 在么 在不在 有人吗 早 早上好 上午好 中午好 下午好 晚上好 晚安".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ("谢谢 谢谢你 谢谢您 多谢 感谢 辛苦了 再见 拜拜 "
        + "好 好的 好滴 好嘞 行 可以 嗯 嗯嗯 哦 噢 哦哦 ok 知道了 收到 明白 明白了 没事 没事了 没有 没 无 不是 是 是的 对 对的 不用 不用了 哈哈 哈哈哈 呵呵 嘿嘿 测试 test").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <param name="plain">Already made plain by <see cref="PlainText.Of"/>.</param>
    public static bool Is(string plain) => Greets(plain) || (plain.Length <= 12 && (Words.Contains(PlainText.WithoutMarks(plain)) || !plain.Any(char.IsLetter)));

    /// <summary>Somebody says hello, and may not know yet what the bot is for.</summary>
    public static bool Greets(string plain) => plain.Length <= 12 && Greetings.Contains(PlainText.WithoutMarks(plain));
}
