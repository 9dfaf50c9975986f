namespace Training;

/// <summary>How the readers learn; chosen by cross-validation over the training sentences (<c>measure</c> prints it).</summary>
/// <param name="IntentDecay">Pull of the weights towards zero; the rarer the classes, the weaker.</param>
/// <param name="ChatWeight">Chat is about anything: it needs a louder voice than its number of sentences gives it.</param>
internal sealed record LearningRates(
    int Epochs = 14,
    float Step = 0.5f,
    float IntentDecay = 3e-5f,
    float SubtypeDecay = 3e-4f,
    float DangerDecay = 3e-5f,
    float ChatWeight = 1.5f,
    float CommandWeight = 1.5f,
    float DangerWeight = 2f,
    int Seed = 20261124);
