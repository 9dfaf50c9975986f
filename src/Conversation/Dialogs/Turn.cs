using CaseStore.Cases;
using Conversation.Announcements;

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

    /// <summary>A resident says who they are, to be matched against the roster.</summary>
    /// <param name="Phone">Eleven digits.</param>
    public sealed record Register(string Name, string Phone) : DialogCommand;
}

/// <summary>What one message comes to: the new state, what to answer (null: nothing), and what to do first.</summary>
/// <param name="Command">When set, the reply is decided by <see cref="Dialog.Conclude"/> after it has been carried out.</param>
/// <param name="Quietly">The command is carried out without an answer: one of several photos sent in one go.</param>
public sealed record Turn(DialogState State, string? Reply, DialogCommand? Command = null, KeepPhoto? Photo = null, bool Quietly = false)
{
    /// <summary>The dialog cannot answer before it knows this: nothing else of the turn counts, and it is stepped again with the answer.</summary>
    public FactsNeeded? Lacks { get; init; }

    /// <summary>What others hear of it although no case changed: a resident who is stopped from flooding, say.</summary>
    public IReadOnlyList<Announcement> Tell { get; init; } = [];

    /// <summary>True: the person came (back); false: they left, and nothing must be sent to them any more; null: as before.</summary>
    public bool? Reachable { get; init; }
}
