using Conversation.Officer;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Dialogs;

/// <summary>docs/dialogs.md is printed from the machines: a changed dialog shows up in review as a changed picture.</summary>
public sealed class DiagramTests
{
    [Theory]
    [InlineData("reporter")]
    [InlineData("staff")]
    public void The_diagram_in_the_docs_is_the_machines(string which)
    {
        var path = Path.Combine(Shipped.Source("../.."), "docs", "dialogs.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (open, close) = ($"<!-- {which} -->\n```mermaid\n", $"\n```\n<!-- /{which} -->");
        var from = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var to = text.IndexOf(close, StringComparison.Ordinal);
        var drawn = (which == "reporter" ? ReporterMachine.Diagram() : StaffMachine.Diagram()).ReplaceLineEndings("\n").Trim();
        if (Environment.GetEnvironmentVariable("WRITE_TRANSCRIPTS") == "1")
        {
            File.WriteAllText(path, text[..from] + drawn + text[to..]);
        }

        Assert.Equal(text[from..to].Trim(), drawn);
    }
}
