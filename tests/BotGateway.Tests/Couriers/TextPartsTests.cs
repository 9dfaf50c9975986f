using System.Text;
using BotGateway.Couriers;
using FsCheck;
using FsCheck.Xunit;

namespace BotGateway.Tests.Couriers;

public sealed class TextPartsTests
{
    private static readonly string[] Alphabet = ["a", "中", "😀", "\n", "👨‍👩‍👧", "e\u0301", "，", "🇨🇳", "字字字字\n", "\uD83D"];

    [Fact]
    public void A_Short_Text_Is_One_Part() => Assert.Equal(["新工单 0007"], TextParts.Cut("新工单 0007"));

    [Fact]
    public void A_Long_Text_Is_Cut_Between_Lines() => Assert.Equal(["一二\n", "三四\n五"], TextParts.Cut("一二\n三四\n五", 11));

    [Fact]
    public void A_Long_Line_Is_Cut_Between_Characters_Counting_Bytes() => Assert.Equal(["中文", "😀字", "a"], TextParts.Cut("中文😀字a", 7));

    [Fact]
    public void A_Family_Stays_Together() => Assert.Equal(["中", "👨‍👩‍👧"], TextParts.Cut("中👨‍👩‍👧", 18));

    [Property]
    public bool No_Part_Is_Too_Long(byte[] picks, byte limit) =>
        TextParts.Cut(Text(picks), Limit(limit)).All(p => p.Length > 0 && Encoding.UTF8.GetByteCount(p) <= Limit(limit));

    [Property]
    public bool Together_They_Are_The_Text(byte[] picks, byte limit) =>
        string.Concat(TextParts.Cut(Text(picks), Limit(limit))) == Text(picks);

    [Property]
    public bool No_Character_Is_Broken(byte[] picks, byte limit) =>
        TextParts.Cut(Text(picks), Limit(limit)).SelectMany(p => p.EnumerateRunes()).SequenceEqual(Text(picks).EnumerateRunes());

    [Property]
    public bool What_Is_Left_Is_Cut_As_Before(byte[] picks, byte limit)
    {
        var parts = TextParts.Cut(Text(picks), Limit(limit));
        return TextParts.Cut(string.Concat(parts.Skip(1)), Limit(limit)).SequenceEqual(parts.Skip(1));
    }

    private static string Text(byte[]? picks) => string.Concat((picks ?? []).Select(p => Alphabet[p % Alphabet.Length]));

    private static int Limit(byte limit) => 4 + (limit % 40);
}
