namespace Training;

/// <summary>From which share on something is believed.</summary>
internal static class Threshold
{
    /// <summary>
    /// The threshold with the fewest errors, where a chat or command taken for a report weighs three times a report
    /// taken for something else: the first bothers an officer, the second is said again.
    /// </summary>
    public static float ForReports(IReadOnlyList<Guess> guesses, float temperature)
    {
        const double noisy = 3;
        var shares = guesses.Select(g => (Share: Calibrating.Tempered(g.Intents, temperature)[0], g.Sentence)).ToList();
        return Enumerable.Range(30, 61).Select(t => t / 100f).MinBy(t => shares.Sum(s => (s.Share >= t, s.Sentence.IsReport) switch
        {
            (true, false) => s.Sentence.Intent is "Suggestion" or "Praise" or "Consultation" ? 1 : noisy,
            (false, true) => 1.0,
            _ => 0,
        }));
    }

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
    public static float ForDanger(IReadOnlyList<Guess> guesses, double mostFalse)
    {
        var calm = guesses.Where(g => !g.Sentence.Emergency).Select(g => g.Danger).OrderDescending().ToList();
        return Math.Clamp(calm[(int)(mostFalse * calm.Count)] + 0.001f, 0.05f, 0.95f);
    }
}
