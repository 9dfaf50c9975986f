namespace Conversation.Dialogs;

/// <summary>Where a talk stands; kept as JSON between messages.</summary>
public abstract record DialogState
{
    /// <summary>When to say something unasked if nothing comes until then; null when there is nothing to wait for.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public virtual DateTimeOffset? WakeAt => null;
}
