namespace Training;

/// <summary>How the readers learn; chosen by cross-validation over the training sentences (<c>measure</c> prints it).</summary>
/// <param name="IntentDecay">Pull of the weights towards zero; the rarer the classes, the weaker.</param>
/// <param name="OtherMatterWeight">Suggestions, praise and consultations: people write fewer of them than reports, and mean them as much.</param>
/// <param name="ChatWeight">Chat is about anything: it needs a louder voice than its number of sentences gives it.</param>
internal sealed record LearningRates(
    int Epochs = 18,
    float Step = 0.5f,
    float IntentDecay = 1e-5f,
    float SubtypeDecay = 3e-4f,
    float DangerDecay = 3e-5f,
    float ChatWeight = 2f,
    float CommandWeight = 3f,
    float OtherMatterWeight = 4f,
    float DangerWeight = 1f,
    int Seed = 20261124);
