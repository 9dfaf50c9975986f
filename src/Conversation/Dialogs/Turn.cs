using CaseStore.Cases;

namespace Conversation.Dialogs;

/// <summary>A picture to remember under its message's key and to fetch soon.</summary>
public sealed record KeepPhoto(string Key, string? PicUrl, string? MediaId);

/// <summary>What a message asks of the case store.</summary>
public abstract record DialogCommand
{
    private DialogCommand()
    {
    }

    public sealed record File(NewReport Report) : DialogCommand;

    public sealed record Act(string Number, CaseAct What) : DialogCommand;
}

/// <summary>What one message comes to: the new state, what to answer (null: nothing), and what to do first.</summary>
/// <param name="Command">When set, the reply is decided by <see cref="Dialog.Conclude"/> after it has been carried out.</param>
/// <param name="Card">Set when the reply is better a card than a text (an officer asked for one case).</param>
public sealed record Turn(DialogState State, string? Reply, DialogCommand? Command = null, KeepPhoto? Photo = null);
