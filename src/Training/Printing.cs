using System.Globalization;

namespace Training;

/// <summary>The figures as tables for a terminal and for the README.</summary>
internal static class Printing
{
    public static void Table(IEnumerable<(string Name, Figures Figures)> sets)
    {
        Console.WriteLine("| sentences | n | subtype first | among three | sure | right when sure | intent | command | emergencies found | false alarms | chat or command taken for a report |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, f) in sets)
        {
            Console.WriteLine(
                $"| {name} | {f.Sentences} | {P(f.First)} | {P(f.Three)} | {P(f.Sure)} | {P(f.RightWhenSure)} | {P(f.IntentRight)} | {P(f.CommandRight)} | {P(f.EmergenciesFound)} | {P(f.FalseAlarms)} | {P(f.NoiseTakenForReport)} |");
        }
    }

    public static void Calibration(IReadOnlyList<Judged> judged)
    {
        Console.WriteLine("\nHow far a confidence can be trusted (reports):\n\n| confidence | n | right |\n| --- | --- | --- |");
        foreach (var bin in judged.Where(j => j.Sentence.HasSubtype && j.Read.Candidates.Count > 0)
            .GroupBy(j => Math.Min(9, (int)(j.Read.Candidates[0].Confidence * 10))).OrderBy(b => b.Key))
        {
            Console.WriteLine($"| {bin.Key / 10.0:F1}–{(bin.Key + 1) / 10.0:F1} | {bin.Count()} | {P((double)bin.Count(j => j.FirstRight) / bin.Count())} |");
        }
    }

    /// <summary>A row is what it was, a column what it was taken for; only where they differ.</summary>
    public static void Confusions(IReadOnlyList<Judged> judged)
    {
        Console.WriteLine("\nSubtypes: found of those there were, right of those said, and what they were taken for instead:\n\n| subtype | n | found | right | taken for |\n| --- | --- | --- | --- | --- |");
        var reports = judged.Where(j => j.Sentence.HasSubtype && j.Read.Candidates.Count > 0).ToList();
        foreach (var truth in reports.GroupBy(j => j.Sentence.Subtype!).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var wrong = truth.Where(j => !j.FirstRight).GroupBy(j => j.Read.Candidates[0].Subtype).OrderByDescending(g => g.Count()).Take(4).Select(g => $"{g.Key} {g.Count()}");
            var said = reports.Count(j => j.Read.Candidates[0].Subtype == truth.Key);
            Console.WriteLine(
                $"| {truth.Key} | {truth.Count()} | {P((double)truth.Count(j => j.FirstRight) / truth.Count())} | {P(said == 0 ? double.NaN : (double)truth.Count(j => j.FirstRight) / said)} | {string.Join(", ", wrong)} |");
        }

        Console.WriteLine("\nIntents:\n\n| intent | n | right | taken for |\n| --- | --- | --- | --- |");
        foreach (var truth in judged.GroupBy(j => j.IsCommand ? "Command" : j.Sentence.Intent).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var wrong = truth.Where(j => !j.IntentRight).GroupBy(j => j.Read.Intent).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}");
            Console.WriteLine($"| {truth.Key} | {truth.Count()} | {P((double)truth.Count(j => j.IntentRight) / truth.Count())} | {string.Join(", ", wrong)} |");
        }
    }

    public static void Errors(IReadOnlyList<Judged> judged)
    {
        foreach (var j in judged.Where(j => !j.IntentRight || (j.Sentence.HasSubtype && !j.FirstRight) || j.Alarmed != j.Sentence.Emergency))
        {
            Console.WriteLine(
                $"{j.Sentence.Source}\t{j.Sentence.Intent}/{j.Sentence.Subtype}{(j.Sentence.Emergency ? "!" : "")}\t{j.Read.Intent}/{Best(j)?.Subtype}{(j.Alarmed ? "!" : "")}\t{Best(j)?.Confidence}\t{j.Sentence.Text}");
        }
    }

    private static Conversation.Understanding.Candidate? Best(Judged j) => j.Read.Candidates.Count > 0 ? j.Read.Candidates[0] : null;

    private static string P(double share) => double.IsNaN(share) ? "–" : share.ToString("F3", CultureInfo.InvariantCulture);
}
