namespace BotGateway.Envelope.Reading;

/// <summary>People's keyboards put in what XML 1.0 forbids and PostgreSQL cannot keep (the zero character): it is dropped.</summary>
internal static class PlainCharacters
{
    public static string Of(string text) => text.Any(IsForbidden) ? string.Concat(text.Where(c => !IsForbidden(c))) : text;

    // Lone surrogates cannot come out of UTF-8.
    private static bool IsForbidden(char c) => c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF';
}
