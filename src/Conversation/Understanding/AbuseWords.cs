using CaseStore.Catalogue;

namespace Conversation.Understanding;

/// <summary>The catalogue's words of insult and advertising; "贷款+微信" means both parts.</summary>
internal sealed class AbuseWords(TalkRules rules)
{
    private readonly string[][] _insults = [.. rules.Insults.Select(w => w.Split('+'))];
    private readonly string[][] _advertising = [.. rules.Advertising.Select(w => w.Split('+'))];

    /// <param name="reads">Whether the text reads like a report: then it may complain of advertising, unless it says whom to call.</param>
    public Abuse Find(string text, bool reads) =>
        Holds(_advertising, text) && !SpeaksOfAdvertising(text) && (!reads || SaysWhomToCall(text)) ? Abuse.Advertising
        : Holds(_insults, text) ? Abuse.Insult
        : Abuse.None;

    /// <summary>Advertising does not call itself so; who complains of it does.</summary>
    private static bool SpeaksOfAdvertising(string text) => text.Contains("广告", StringComparison.Ordinal);

    private static bool SaysWhomToCall(string text) => text.Count(char.IsAsciiDigit) >= 7;

    private static bool Holds(string[][] words, string text) =>
        Array.Exists(words, parts => Array.TrueForAll(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase)));
}
