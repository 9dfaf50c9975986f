namespace Conversation.Phrases;

/// <summary>
/// One sentence the bot can say: the key under which it stands in <c>config/phrases.zh-CN.json</c> and the values it may hold.
/// A city may reword a sentence and leave values out, never invent one.
/// </summary>
public sealed record Phrase(string Key, params string[] Values);
