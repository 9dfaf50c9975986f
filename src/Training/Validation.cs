using Conversation.Understanding;
using Conversation.Understanding.Model;

namespace Training;

/// <summary>What a model said of a sentence it had not learnt from.</summary>
internal sealed record Guess(LabelledSentence Sentence, float[] Intents, float[] Subtypes, float Danger, bool SaysDanger, SentenceModel Model);

/// <summary>Cross-validation: every training sentence is read by a model that never saw it.</summary>
internal static class Validation
{
    private const int Folds = 5;

    public static IReadOnlyList<Guess> Cross(IReadOnlyList<LabelledSentence> sentences, TextKeys keys, DangerWords dangers, LearningRates rates)
    {
        var parts = new IReadOnlyList<Guess>[Folds];
        Parallel.For(0, Folds, fold =>
        {
            var model = new Learner(keys, rates).Learn([.. sentences.Where(s => FoldOf(s) != fold)], Calibration.None);
            parts[fold] = Read(model, keys, dangers, sentences.Where(s => FoldOf(s) == fold));
        });
        return [.. parts.SelectMany(p => p)];
    }

    public static IReadOnlyList<Guess> Read(SentenceModel model, TextKeys keys, DangerWords dangers, IEnumerable<LabelledSentence> sentences) =>
        [.. sentences.Select(s => Read(model, keys, dangers, s))];

    /// <summary>By the text and nothing else: a sentence stays in its fold however many are added.</summary>
    public static int FoldOf(LabelledSentence sentence)
    {
        var hash = 2166136261u;
        foreach (var c in sentence.Text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)((hash >> 7) % Folds);
    }

    private static Guess Read(SentenceModel model, TextKeys keys, DangerWords dangers, LabelledSentence sentence)
    {
        Span<uint> found = stackalloc uint[Features.Most];
        Span<int> evidence = stackalloc int[keys.Subtypes.Count];
        var count = keys.Write(PlainText.Of(sentence.Text), found, evidence, out _);
        var (intents, subtypes) = (new float[model.Intents.Count], new float[model.Subtypes.Count]);
        model.Read(found[..count], intents, subtypes, out var danger);
        return new Guess(sentence, intents, subtypes, danger, dangers.Nearest(PlainText.Of(sentence.Text)) is not null, model);
    }
}
