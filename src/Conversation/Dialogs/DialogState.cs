namespace Conversation.Dialogs;

/// <summary>Where a talk stands; kept as JSON between messages.</summary>
public abstract record DialogState;
