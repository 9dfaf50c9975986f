using System.Diagnostics;
using CaseStore.City;
using Conversation.Understanding;
using Conversation.Understanding.Model;

namespace Benchmarks.Figures;

/// <summary>Sentences understood a second on one core: the held-out ones, each read whole, as a message is.</summary>
internal static class UnderstandingSpeed
{
    private const int Rounds = 7;
    private const double Wanted = 20_000;

    public static IReadOnlyList<Figure> Measure()
    {
        var root = Sources.Root();
        var config = (CityConfiguration.Loaded)CityConfiguration.Load(Path.Combine(root, "config"));
        var understander = new Understander(config.City, config.Catalogue, SentenceModel.Load(Path.Combine(AppContext.BaseDirectory, SentenceModel.FileName)));
        var texts = Directory.GetFiles(Path.Combine(root, "src", "Training", "Sentences"), "heldout-*.tsv")
            .SelectMany(f => File.ReadLines(f).Skip(1)).Select(l => l.Split('\t')[0]).ToArray();
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var again = 0; again < 20; again++)
            {
                foreach (var text in texts)
                {
                    understander.Read(text);
                }
            }

            rates.Add(20 * texts.Length / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        rates.Sort();
        var median = rates[rates.Count / 2];
        return [new Figure($"sentences understood a second, one core (median of {Rounds})", $"{median:N0}", $">= {Wanted:N0}", median >= Wanted)];
    }
}
