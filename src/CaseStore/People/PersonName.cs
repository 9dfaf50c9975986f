using System.Collections.Frozen;

namespace CaseStore.People;

/// <summary>A name in one spelling: without spaces, one kind of middle dot, letters of one width.</summary>
internal static class PersonName
{
    private static readonly FrozenSet<string> LongSurnames = FrozenSet.Create(
        StringComparer.Ordinal, "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "东方", "司徒", "南宫", "端木", "独孤");

    public static string Of(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)).Select(InOneSpelling));

    public static bool AreSame(string one, string other) => string.Equals(Of(one), Of(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The surname and a star, whatever the length of the rest: <c>张*</c>, <c>欧阳*</c>.</summary>
    public static string Masked(string name)
    {
        var spelt = Of(name);
        var surname = spelt.Length > 2 && LongSurnames.Contains(spelt[..2]) ? spelt[..2] : spelt[..Math.Min(1, spelt.Length)];
        return surname + "*";
    }

    private static char InOneSpelling(char c) => c switch
    {
        '•' or '・' or '.' or '．' => '·',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };
}
