namespace CaseStore.People;

/// <summary>A name in one spelling: without spaces, one kind of middle dot, letters of one width.</summary>
internal static class PersonName
{
    public static string Of(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)).Select(InOneSpelling));

    public static bool AreSame(string one, string other) => string.Equals(Of(one), Of(other), StringComparison.OrdinalIgnoreCase);

    private static char InOneSpelling(char c) => c switch
    {
        '•' or '・' or '.' or '．' => '·',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };
}
