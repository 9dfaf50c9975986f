using System.Text;

namespace CaseStore.Catalogue.Sheet;

/// <summary>Several things in one cell: <c>垃圾、垃圾桶</c>. A 、 that belongs to a thing is written <c>\、</c>, a backslash <c>\\</c>.</summary>
internal static class SheetCell
{
    private const char Separator = '、';
    private const char Escape = '\\';

    public static string Join(IEnumerable<string> things) => string.Join(
        Separator, things.Select(t => t.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("、", @"\、", StringComparison.Ordinal)));

    /// <returns>Null when a backslash stands before anything else, or nothing between two separators.</returns>
    public static IReadOnlyList<string>? Split(string cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return [];
        }

        var things = new List<string>();
        var thing = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == Escape)
            {
                if (++i == cell.Length || cell[i] is not (Escape or Separator))
                {
                    return null;
                }

                thing.Append(cell[i]);
            }
            else if (cell[i] == Separator)
            {
                things.Add(thing.ToString().Trim());
                thing.Clear();
            }
            else
            {
                thing.Append(cell[i]);
            }
        }

        things.Add(thing.ToString().Trim());
        return things.Contains("") ? null : things;
    }
}
