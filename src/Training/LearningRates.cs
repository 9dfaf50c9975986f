namespace Training;

/// <summary>How the readers learn; chosen by cross-validation over the training sentences (<c>measure --cross</c> prints it).</summary>
/// <param name="Averaged">The last epochs, of whose weights the mean is kept.</param>
/// <param name="Forgotten">
/// The share of a sentence's keys that each lesson hides: who must do without the telling word learns what the others say, too.
/// </param>
/// <param name="IntentDecay">Pull of the weights towards zero; the rarer the classes, the weaker.</param>
/// <param name="TalkWeight">What is no report is about anything: it needs a louder voice than its number of sentences gives it.</param>
internal sealed record LearningRates(
    int Epochs = 20,
    int Averaged = 10,
    float Step = 0.5f,
    float Forgotten = 0.25f,
    float IntentDecay = 1e-5f,
    float SubtypeDecay = 1e-4f,
    float DangerDecay = 1e-4f,
    float TalkWeight = 2f,
    int Seed = 20261124);
