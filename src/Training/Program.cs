using System.Diagnostics;
using CaseStore.City;
using Conversation.Understanding;
using Conversation.Understanding.Model;
using Training;

// train --sentences FOLDER --config FOLDER --out FILE
// measure [--file X.tsv] [--errors] [--cross]
string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
var root = ProjectFolder.Find();
var config = CityConfiguration.Load(Option("--config") ?? Path.Combine(root, "config")) is CityConfiguration.Loaded loaded
    ? loaded
    : throw new InvalidDataException("the configuration is faulty: start the gateway to see where");
var keys = new TextKeys(config.Catalogue);
var dangers = new DangerWords(config.Catalogue.File.Dangers);
var rates = new LearningRates();
var all = LabelledSentence.ReadAll(Option("--sentences") ?? Path.Combine(root, "src", "Training", "Sentences"));
var known = all.Where(s => !s.IsHeldOut && !HeldOutTenth.Has(s)).ToList();
switch (args.FirstOrDefault())
{
    case "train":
        Train(Option("--out") ?? throw new ArgumentException("where to? --out FILE"));
        return 0;
    case "measure":
        Measure();
        return 0;
    default:
        Console.Error.WriteLine("train --sentences FOLDER --config FOLDER --out FILE\nmeasure [--file X.tsv] [--errors] [--cross]");
        return 2;
}

void Train(string path)
{
    var calibration = Calibrating.From(Validation.Cross(known, keys, dangers, rates));
    var model = new Learner(keys, rates).Learn(known, calibration);
    var unfinished = path + ".new";
    using (var file = File.Create(unfinished))
    {
        model.Save(file);
    }

    // Whoever reads it sees the old one or the new one, never half of it.
    File.Move(unfinished, path, overwrite: true);
    Console.WriteLine($"learnt from {known.Count} sentences; {calibration}");
}

void Measure()
{
    var model = SentenceModel.Load(Path.Combine(AppContext.BaseDirectory, SentenceModel.FileName));
    var understander = new Understander(config.City, config.Catalogue, model);
    List<Judged> Judge(IEnumerable<LabelledSentence> sentences, Understander by) => [.. sentences.Select(s => new Judged(s, by.Read(s.Text)))];
    var sets = new List<(string Name, List<Judged> Judged)>();
    if (Option("--file") is { } file)
    {
        sets.Add((Path.GetFileName(file), Judge(LabelledSentence.ReadFile(file), understander)));
    }
    else
    {
        sets.AddRange(all.Where(s => s.IsHeldOut).GroupBy(s => s.Source).Select(g => (g.Key, Judge(g, understander))));
        sets.Add(("– all four", [.. sets.SelectMany(s => s.Judged)]));
        sets.Add(("held-out tenth", Judge(all.Where(s => !s.IsHeldOut && HeldOutTenth.Has(s)), understander)));
    }

    if (args.Contains("--cross"))
    {
        var cross = Validation.Cross(known, keys, dangers, rates).GroupBy(g => g.Model)
            .SelectMany(g => Judge(g.Select(x => x.Sentence), new Understander(config.City, config.Catalogue, g.Key.With(model.Calibration)))).ToList();
        sets.Add(("cross-validation", cross));
        sets.AddRange(cross.GroupBy(j => j.Sentence.Source).Select(g => ("– " + g.Key, g.ToList())));
    }

    Printing.Table(sets.Select(s => (s.Name, new Figures(s.Judged))));
    var judged = sets.Where(s => !s.Name.StartsWith('–')).SelectMany(s => s.Judged).ToList();
    Printing.Calibration(judged);
    Printing.Confusions(judged);
    Console.WriteLine($"\n{Speed(understander, [.. all.Select(s => s.Text)]):N0} sentences a second on one core; {known.Count} learnt from; {model.Calibration}");
    if (args.Contains("--errors"))
    {
        Printing.Errors(judged);
    }
}

static double Speed(Understander understander, string[] texts)
{
    void Once()
    {
        foreach (var text in texts)
        {
            understander.Read(text);
        }
    }

    Once();
    Once();
    var best = double.MaxValue;
    for (var round = 0; round < 5; round++)
    {
        var start = Stopwatch.GetTimestamp();
        Once();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    return texts.Length / best;
}
