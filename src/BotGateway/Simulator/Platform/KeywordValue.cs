namespace BotGateway.Simulator.Platform;

/// <summary>What a keyword of a template takes, by its kind (protocol.md 2.3): the platform refuses the whole message for one value.</summary>
internal static class KeywordValue
{
    private const int ThingLength = 20;
    private const int PhraseLength = 5;
    private const int CharacterStringLength = 32;

    /// <returns>Null when the value will do.</returns>
    public static string? FaultOf(string keyword, string value)
    {
        if (value.Length == 0)
            return "is empty";
        return keyword.TrimEnd("0123456789".ToCharArray()) switch
        {
            "thing" when value.Length > ThingLength => $"is longer than {ThingLength}",
            "phrase" when value.Length > PhraseLength => $"is longer than {PhraseLength}",
            "phrase" when value.Any(c => c is < '\u4E00' or > '\u9FFF') => "is not Chinese only",
            "character_string" when value.Length > CharacterStringLength => $"is longer than {CharacterStringLength}",
            "character_string" when value.Any(c => c is < ' ' or > '~') => "is not ASCII only",
            _ => null,
        };
    }
}
