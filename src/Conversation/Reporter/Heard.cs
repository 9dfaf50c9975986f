using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>One text of a resident, read once however many parts of the dialog look at it.</summary>
internal sealed class Heard(string words, Understander understander)
{
    private Understood? _read;

    /// <summary>As it was typed or recognised.</summary>
    public string Words => words;

    public string Plain { get; } = PlainText.Of(words);

    /// <summary>For comparing: simplified, without the marks around it.</summary>
    public string Bare => field ??= SimplifiedText.Fold(PlainText.WithoutMarks(Plain));

    public Understood Read => _read ??= understander.Read(words);

    /// <summary>A command that is the whole message, with the number that may stand behind it.</summary>
    public (Command Command, string? Number)? Command => field ??= Following.ReadCommand(words);

    public bool IsCorrection => PlaceReader.IsCorrection(Plain);
}
