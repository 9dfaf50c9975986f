using Conversation.Understanding.Model;

namespace Training;

/// <summary>Sets temperatures and thresholds by what cross-validation says; the held-out sentences have no part in it.</summary>
internal static class Calibrating
{
    private const double WantedWhenSure = 0.97;
    private const double MostFalseAlarms = 0.002;
    private const double MostFalseAlarmsWithoutWords = 0.0025;

    public static Calibration From(IReadOnlyList<Guess> guesses)
    {
        var intent = Temperature(guesses.Select(g => (g.Intents, Index(g.Model.Intents, g.Sentence.Intent))));
        var reports = guesses.Where(g => g.Sentence.HasSubtype).ToList();
        var subtype = Temperature(reports.Select(g => (g.Subtypes, Index(g.Model.Subtypes, g.Sentence.Subtype!))));

        // Sentences written to mislead say nothing of how often people really cry wolf.
        var usual = guesses.Where(g => !g.Sentence.IsMeantToMislead).ToList();
        return new Calibration(
            intent, subtype,
            NoiseFrom: Threshold.ForNoise(guesses, intent),
            CommandFrom: 0.3f,
            SureFrom: Threshold.ForSure([.. usual.Where(g => g.Sentence.HasSubtype)], subtype, WantedWhenSure),
            DangerFrom: Threshold.ForDanger([.. usual.Where(g => g.SaysDanger)], usual.Count, MostFalseAlarms),
            DangerWithoutWordsFrom: Threshold.ForDanger([.. usual.Where(g => !g.SaysDanger)], usual.Count, MostFalseAlarmsWithoutWords));
    }

    /// <summary>The share after dividing the logits by a temperature, from the share before.</summary>
    public static float[] Tempered(float[] shares, float temperature)
    {
        var logits = shares.Select(s => MathF.Log(MathF.Max(s, 1e-9f))).ToArray();
        SentenceModel.Softmax(logits, temperature, logits);
        return logits;
    }

    private static int Index(IReadOnlyList<string> names, string name) => names.ToList().IndexOf(name);

    private static float Temperature(IEnumerable<(float[] Shares, int Right)> guesses)
    {
        var all = guesses.Where(g => g.Right >= 0).ToList();
        return Enumerable.Range(5, 26).Select(t => t / 10f)
            .MinBy(t => all.Sum(g => -Math.Log(Math.Max(Tempered(g.Shares, t)[g.Right], 1e-9))));
    }
}
