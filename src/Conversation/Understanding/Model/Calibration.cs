namespace Conversation.Understanding.Model;

/// <summary>What cross-validation over the training sentences says of how far the shares can be trusted.</summary>
/// <param name="IntentTemperature">Divides the logits of the intents before they become shares.</param>
/// <param name="SubtypeTemperature">The same for the subtypes.</param>
/// <param name="NoiseFrom">A text is chat or a command from this share of both together on.</param>
/// <param name="CommandFrom">… and a command, the likeliest one, from this share of its own on; else chat, which does nothing.</param>
/// <param name="SureFrom">The subtype is filled in without asking from this share on.</param>
/// <param name="DangerFrom">Life is in danger from this share on when a word of the catalogue speaks of it, too …</param>
/// <param name="DangerWithoutWordsFrom">… and from this one when none does.</param>
public sealed record Calibration(
    float IntentTemperature, float SubtypeTemperature, float NoiseFrom, float CommandFrom, float SureFrom, float DangerFrom, float DangerWithoutWordsFrom)
{
    internal static Calibration None { get; } = new(1, 1, 0.5f, 0.5f, 0.8f, 0.5f, 0.8f);
}
