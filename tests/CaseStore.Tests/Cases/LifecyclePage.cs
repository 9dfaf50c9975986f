using CaseStore.Tests.Configuration;

namespace CaseStore.Tests.Cases;

/// <summary>docs/lifecycle.md: what stands between its markers is printed from the code.</summary>
internal static class LifecyclePage
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "lifecycle.md");

    /// <summary>What stands there. With <c>WRITE_TRANSCRIPTS=1</c> it is printed anew first.</summary>
    public static string Between(string marker, Func<string> print)
    {
        var page = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        var (begin, end) = ($"<!-- {marker} -->\n", $"<!-- /{marker} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to >= from, $"docs/lifecycle.md has lost its markers of {marker}");
        if (Environment.GetEnvironmentVariable("WRITE_TRANSCRIPTS") != "1")
        {
            return page[from..to];
        }

        var printed = print();
        System.IO.File.WriteAllText(File, page[..from] + printed + page[to..]);
        return printed;
    }
}
