namespace CaseStore.People;

/// <summary>A name in one spelling: without spaces, one kind of middle dot.</summary>
internal static class PersonName
{
    public static string Of(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c)).Select(c => c is '•' or '・' or '.' or '．' ? '·' : c));

    public static bool AreSame(string one, string other) => string.Equals(Of(one), Of(other), StringComparison.OrdinalIgnoreCase);
}
