using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using Conversation.Understanding.Model;

namespace Conversation.Understanding;

/// <summary>
/// Reads a text: a model learnt from labelled sentences, the words of the catalogue, the names of the city. Pure: no network, no clock.
/// A subtype that the model has never seen competes by its words, so that a city adds one by configuration alone.
/// </summary>
public sealed class Understander
{
    /// <summary>How many candidates are worth naming.</summary>
    private const int MostCandidates = 6;

    private static readonly Dictionary<string, Intent> IntentOf = new(StringComparer.Ordinal)
    {
        ["Report"] = Intent.Report,
        ["Suggestion"] = Intent.Suggestion,
        ["Praise"] = Intent.Praise,
        ["Consultation"] = Intent.Consultation,
        ["Chat"] = Intent.Chat,
    };

    private readonly SentenceModel _model;
    private readonly TextKeys _keys;
    private readonly DangerWords _dangers;
    private readonly CaseCatalogue _catalogue;
    private readonly WordIndex<Compound> _compounds;
    private readonly AbuseWords _abuse;
    private readonly int[] _modelOf;
    private readonly int _report;

    public Understander(CityDirectory city, CaseCatalogue catalogue, SentenceModel model)
    {
        _model = model;
        _catalogue = catalogue;
        _keys = new TextKeys(catalogue);
        _dangers = new DangerWords(catalogue.File.Dangers);
        _abuse = new AbuseWords(catalogue.File.Talk);
        _compounds = new(city.Compounds.SelectMany(c => c.Aliases.Append(c.Name).Distinct().Select(n => (n, c))));
        _modelOf = [.. _keys.Subtypes.Select(s => model.Subtypes.ToList().IndexOf(s.Code))];
        _report = model.Intents.ToList().IndexOf("Report");
    }

    public Understood Read(string words)
    {
        var text = PlainText.Of(words);
        if (Commands.Read(text) is { } command)
        {
            return new Understood(Intent.Command, command, null, null, null, text, [], false);
        }

        var (compound, compoundAt, compoundName) = FindCompound(text);
        var place = PlaceReader.Find(text);
        Span<uint> keys = stackalloc uint[Features.Most];
        Span<int> evidence = stackalloc int[_keys.Subtypes.Count];
        var count = _keys.Write(text, keys, evidence, out var danger);
        Span<float> intents = stackalloc float[_model.Intents.Count];
        Span<float> subtypes = stackalloc float[_model.Subtypes.Count];
        _model.Read(keys[..count], intents, subtypes, out var inDanger);
        var candidates = Rank(subtypes, evidence);
        danger = inDanger >= _model.Calibration.DangerFrom ? danger ?? Nearest(text, candidates) : null;
        var (intent, meant) = Decide(intents, text, place is not null || compound is not null, danger is not null);
        return new Understood(
            intent, meant, danger, place is { } p ? text.Substring(p.At, p.Length).Trim() : null, compound,
            Problem(text, place, compoundAt, compoundName),
            candidates,
            intent == Intent.Report && candidates[0].Confidence >= _model.Calibration.SureFrom)
        {
            Abuse = intent == Intent.Report ? Abuse.None : _abuse.Find(text),
        };
    }

    /// <summary>The danger that the text is nearest to: by the catalogue's words, by the likeliest subtype, else the general one.</summary>
    private Danger? Nearest(string text, List<Candidate> candidates) =>
        _dangers.Nearest(text)
        ?? _catalogue.File.Dangers.FirstOrDefault(d => d.Subtype == candidates[0].Subtype)
        ?? _catalogue.File.Dangers.FirstOrDefault(d => d.Subtype is null && d.Code == "PersonInDanger")
        ?? _catalogue.File.Dangers.FirstOrDefault(d => d.Subtype is null);

    private (Intent Intent, Command? Command) Decide(ReadOnlySpan<float> intents, string text, bool hasPlace, bool inDanger)
    {
        var calibration = _model.Calibration;
        if (inDanger || intents[_report] >= calibration.ReportFrom)
        {
            return (Intent.Report, null);
        }

        var best = -1;
        for (var i = 0; i < intents.Length; i++)
        {
            if (i != _report && (best < 0 || intents[i] > intents[best]))
            {
                best = i;
            }
        }

        if (IntentOf.TryGetValue(_model.Intents[best], out var intent))
        {
            return (intent, null);
        }

        return intents[best] >= calibration.CommandFrom ? (Intent.Command, Enum.Parse<Command>(_model.Intents[best])) : (Intent.Chat, null);
    }

    private List<Candidate> Rank(ReadOnlySpan<float> subtypes, ReadOnlySpan<int> evidence)
    {
        var shares = new float[_keys.Subtypes.Count];
        var (known, strongest, newcomer) = (0f, 0, -1);
        for (var i = 0; i < shares.Length; i++)
        {
            if (_modelOf[i] >= 0)
            {
                shares[i] = subtypes[_modelOf[i]];
                known += shares[i];
                strongest = Math.Max(strongest, evidence[i]);
            }
            else if (evidence[i] > 0 && (newcomer < 0 || evidence[i] > evidence[newcomer]))
            {
                newcomer = i;
            }
        }

        // A subtype that was added by configuration is known by its words alone: it leads when they say more than all others' do.
        var rest = 1f;
        if (newcomer >= 0)
        {
            var (own, others) = ((float)evidence[newcomer] * evidence[newcomer], (float)strongest * strongest);
            shares[newcomer] = own / (own + others + 4);
            rest -= shares[newcomer];
        }

        var ranked = new List<Candidate>(MostCandidates);
        for (var n = 0; n < MostCandidates; n++)
        {
            var best = -1;
            for (var i = 0; i < shares.Length; i++)
            {
                if (shares[i] > 0 && (best < 0 || shares[i] * (i == newcomer ? 1 : rest / known) > shares[best] * (best == newcomer ? 1 : rest / known)))
                {
                    best = i;
                }
            }

            if (best < 0)
            {
                break;
            }

            var share = shares[best] * (best == newcomer ? 1 : rest / known);
            ranked.Add(new Candidate(_keys.Subtypes[best].Kind, _keys.Subtypes[best].Code, Math.Round(share, 3)));
            shares[best] = 0;
        }

        return ranked;
    }

    private (Compound? Compound, int At, string Name) FindCompound(string text)
    {
        var found = new List<(int At, string Word, Compound Meaning)>();
        _compounds.Find(text, found);
        return found.Count == 0 ? (null, -1, "") : (found[^1].Meaning, found[0].At, found[0].Word);
    }

    private static string Problem(string text, (int At, int Length)? place, int compoundAt, string compoundName)
    {
        var from = 0;
        if (compoundAt == 0)
        {
            from = compoundName.Length;
        }

        if (place is { } p && p.At - from is >= 0 and <= 2)
        {
            from = p.At + p.Length;
        }

        var rest = text[from..].TrimStart(' ', ',', '，', '。', ':', '：', '的', '、');
        return rest.Length >= 3 ? rest : text;
    }
}
