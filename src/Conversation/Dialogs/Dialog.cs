using CaseStore.Cases;

namespace Conversation.Dialogs;

/// <summary>
/// A talk with one kind of person, as pure functions: the same state, message and facts always give the same turn.
/// The order is <see cref="Needs"/> → <see cref="Step"/> → (command carried out) → <see cref="Conclude"/>.
/// </summary>
public abstract class Dialog
{
    /// <summary>Reads a stored state; a stranger's, an old version's or an unreadable one is a fresh start.</summary>
    public abstract DialogState Restore(string? json);

    public abstract string Save(DialogState state);

    public abstract FactsNeeded Needs(DialogState state, Inbound inbound);

    public abstract Turn Step(DialogState state, Inbound inbound, Facts facts);

    /// <summary>What to say once the turn's command has been carried out or refused.</summary>
    public abstract Turn Conclude(Turn turn, Inbound inbound, Facts facts, ActResult result);
}
