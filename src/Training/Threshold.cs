namespace Training;

/// <summary>From which share on something is believed.</summary>
internal static class Threshold
{
    /// <summary>
    /// The threshold with the fewest errors, where a chat or command that is taken for a matter weighs four times a matter that is
    /// taken for chat: the first bothers an officer, the second is said again.
    /// </summary>
    public static float ForNoise(IReadOnlyList<Guess> guesses, float temperature)
    {
        var shares = guesses.Select(g => (
            Noise: 1 - ForUs(g, Calibrating.Tempered(g.Intents, temperature)),
            IsNoise: g.Sentence.Intent is not ("Report" or "Suggestion" or "Praise" or "Consultation"))).ToList();
        return Enumerable.Range(10, 81).Select(t => t / 100f).MinBy(t => shares.Sum(s => (s.Noise >= t, s.IsNoise) switch
        {
            (false, true) => 4,
            (true, false) => 1,
            _ => 0,
        }));
    }

    private static float ForUs(Guess guess, float[] shares) =>
        shares.Where((_, i) => guess.Model.Intents[i] is "Report" or "Suggestion" or "Praise" or "Consultation").Sum();

    /// <summary>The lowest share at which those at least as sure are right as often as wanted.</summary>
    public static float ForSure(IReadOnlyList<Guess> reports, float temperature, double wanted)
    {
        var ranked = reports.Select(g =>
        {
            var shares = Calibrating.Tempered(g.Subtypes, temperature);
            var best = Array.IndexOf(shares, shares.Max());
            return (Share: shares[best], Right: g.Model.Subtypes[best] == g.Sentence.Subtype);
        }).OrderByDescending(g => g.Share).ToList();
        var (right, from) = (0, 1f);
        for (var i = 0; i < ranked.Count; i++)
        {
            right += ranked[i].Right ? 1 : 0;
            if (right >= wanted * (i + 1))
            {
                from = ranked[i].Share;
            }
        }

        return from;
    }

    /// <summary>The lowest share at which false alarms stay as few as allowed.</summary>
    /// <param name="all">How many sentences <paramref name="mostFalse"/> is a share of.</param>
    public static float ForDanger(IReadOnlyList<Guess> guesses, int all, double mostFalse)
    {
        var calm = guesses.Where(g => !g.Sentence.Emergency).Select(g => g.Danger).OrderDescending().ToList();
        return Math.Clamp(calm[Math.Min(calm.Count - 1, (int)(mostFalse * all))] + 0.001f, 0.03f, 0.95f);
    }
}
