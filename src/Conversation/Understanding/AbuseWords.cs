using CaseStore.Catalogue;

namespace Conversation.Understanding;

/// <summary>The catalogue's words of insult and advertising; "贷款+微信" means both parts.</summary>
internal sealed class AbuseWords(TalkRules rules)
{
    private readonly string[][] _insults = [.. rules.Insults.Select(w => w.Split('+'))];
    private readonly string[][] _advertising = [.. rules.Advertising.Select(w => w.Split('+'))];

    public Abuse Find(string text) =>
        Holds(_advertising, text) ? Abuse.Advertising : Holds(_insults, text) ? Abuse.Insult : Abuse.None;

    private static bool Holds(string[][] words, string text) =>
        Array.Exists(words, parts => Array.TrueForAll(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase)));
}
