namespace Conversation.Understanding.Model;

/// <summary>What cross-validation over the training sentences says of how far the shares can be trusted.</summary>
/// <param name="IntentTemperature">Divides the logits of the intents before they become shares.</param>
/// <param name="SubtypeTemperature">The same for the subtypes.</param>
/// <param name="ReportFrom">A text is a report from this share on; below it the likeliest other intent is taken.</param>
/// <param name="CommandFrom">Natural words are a command from this share on.</param>
/// <param name="SureFrom">The subtype is filled in without asking from this share on.</param>
/// <param name="DangerFrom">Life is in danger from this share on.</param>
public sealed record Calibration(
    float IntentTemperature, float SubtypeTemperature, float ReportFrom, float CommandFrom, float SureFrom, float DangerFrom)
{
    internal static Calibration None { get; } = new(1, 1, 0.5f, 0.5f, 0.8f, 0.5f);
}
