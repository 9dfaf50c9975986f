using Conversation.Understanding;

namespace Training;

/// <summary>One sentence and what the program read in it.</summary>
internal sealed record Judged(LabelledSentence Sentence, Understood Read)
{
    public bool FirstRight => Read.Candidates.Count > 0 && Read.Candidates[0].Subtype == Sentence.Subtype;

    public bool AmongThree => Read.Candidates.Take(3).Any(c => c.Subtype == Sentence.Subtype);

    public bool IntentRight => Read.Intent.ToString() == (IsCommand ? nameof(Intent.Command) : Sentence.Intent);

    public bool IsCommand => Sentence.Intent is not ("Report" or "Suggestion" or "Praise" or "Consultation" or "Chat");

    public bool Alarmed => Read.Danger is not null;
}

/// <summary>The figures of the bar, for one set of sentences.</summary>
internal sealed class Figures(IReadOnlyList<Judged> judged)
{
    private readonly List<Judged> _reports = [.. judged.Where(j => j.Sentence.HasSubtype)];

    public int Sentences => judged.Count;

    public int Reports => _reports.Count;

    public double First => Share(_reports, j => j.FirstRight);

    public double Three => Share(_reports, j => j.AmongThree);

    /// <summary>Of all reports, those whose subtype is filled in without asking.</summary>
    public double Sure => Share(_reports, j => j.Read.Sure);

    public double RightWhenSure => Share([.. _reports.Where(j => j.Read.Sure)], j => j.FirstRight);

    public double IntentRight => Share(judged, j => j.IntentRight);

    public double CommandRight => Share([.. judged.Where(j => j.IsCommand)], j => j.Read.Command?.ToString() == j.Sentence.Intent);

    public double EmergenciesFound => Share([.. judged.Where(j => j.Sentence.Emergency)], j => j.Alarmed);

    public double FalseAlarms => Share([.. judged.Where(j => !j.Sentence.Emergency)], j => j.Alarmed);

    /// <summary>Chats and commands taken for a report.</summary>
    public double NoiseTakenForReport =>
        Share([.. judged.Where(j => j.IsCommand || j.Sentence.Intent == "Chat")], j => j.Read.Intent == Intent.Report);

    private static double Share(IReadOnlyCollection<Judged> of, Func<Judged, bool> which) => of.Count == 0 ? double.NaN : (double)of.Count(which) / of.Count;
}
