namespace Training;

/// <summary>One line of <c>Sentences/*.tsv</c>: <c>text kind subtype place emergency</c>.</summary>
/// <param name="Source">The file's name without its ending: its manner of speech.</param>
internal sealed record LabelledSentence(string Text, string Intent, string? Subtype, bool Emergency, string Place, string Source)
{
    private const string HeldOutPrefix = "heldout-";

    /// <summary>Written by somebody who saw none of the others; never learnt from, never tuned on.</summary>
    public bool IsHeldOut => Source.StartsWith(HeldOutPrefix, StringComparison.Ordinal);

    /// <summary>Many of these were written with the words of the wrong subtype, or of a danger that is none, on purpose; how sure one may be of what people really send, they do not tell.</summary>
    public bool IsMeantToMislead => Source.StartsWith("chat-", StringComparison.Ordinal) || Source.StartsWith("danger", StringComparison.Ordinal) || Source == "hard";

    public bool IsReport => Intent == "Report";

    /// <summary>A sentence of kind <c>Report</c> is one whose subtype nobody labelled: it teaches what a report and an emergency are.</summary>
    public bool HasSubtype => Subtype is not null;

    /// <summary>Teaches nothing but that it is calm.</summary>
    public bool IsOnlyPlace => Source.Length == 0;

    public static LabelledSentence OnlyPlace(string place) => new(place, "", null, false, "", "");

    /// <summary>All sentences of a folder, files by name, lines in order. A line that cannot be read is our own mistake and throws.</summary>
    public static IReadOnlyList<LabelledSentence> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    public static IReadOnlyList<LabelledSentence> ReadFile(string path)
    {
        var source = Path.GetFileNameWithoutExtension(path);
        return [.. File.ReadLines(path).Skip(1).Select((line, i) => Read(line, source, i + 2))];
    }

    private static LabelledSentence Read(string line, string source, int number)
    {
        var fields = line.Split('\t');
        if (fields is not [var text, var kind, var subtype, var place, "0" or "1"])
        {
            throw new InvalidDataException($"{source}.tsv line {number}: five fields are wanted, the last 0 or 1");
        }

        var (intent, code) = kind switch
        {
            "PropertyService" or "LawEnforcement" => ("Report", subtype),
            "Other" => ("Report", "Other"),
            "Report" => ("Report", null),
            "Command" => (subtype, null),
            "Suggestion" or "Praise" or "Consultation" or "Chat" => (kind, null),
            _ => throw new InvalidDataException($"{source}.tsv line {number}: there is no kind {kind}"),
        };
        return new LabelledSentence(text, intent, code, fields[4] == "1", place, source);
    }
}
