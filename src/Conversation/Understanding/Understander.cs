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

    /// <summary>A piece of a message that is about something with this confidence is a problem by itself.</summary>
    private const double CarriesFrom = 0.6;

    /// <summary>Who names one of our compounds hardly means to chat.</summary>
    private const float NoiseOfNamedFrom = 0.85f;

    /// <summary>… and who calls a problem by one of its words seldom does.</summary>
    private const float NoiseOfSaidFrom = 0.5f;

    /// <summary>Whose advice fits whatever it is: call 120, stay, do as you are told.</summary>
    private const string GeneralDanger = "PersonInDanger";

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
    private readonly CompoundFinder _compounds;
    private readonly AbuseWords _abuse;
    private readonly int[] _modelOf;

    public Understander(CityDirectory city, CaseCatalogue catalogue, SentenceModel model)
    {
        _model = model;
        _catalogue = catalogue;
        _keys = new TextKeys(catalogue);
        _dangers = new DangerWords(catalogue.File.Dangers);
        _abuse = new AbuseWords(catalogue.File.Talk);
        _compounds = new CompoundFinder(city.Compounds);
        _modelOf = [.. _keys.Subtypes.Select(s => model.Subtypes.ToList().IndexOf(s.Code))];
    }

    public Understood Read(string words)
    {
        // What is shown again is what was typed; what is read is its simplified form, character for character.
        var shown = PlainText.Of(words);
        var text = SimplifiedText.Fold(shown);
        if (Commands.Read(text) is { } command)
        {
            return new Understood(Intent.Command, command, null, null, null, shown, [], false);
        }

        if (SmallTalk.Is(text))
        {
            return new Understood(Intent.Chat, null, null, null, null, shown, [], false);
        }

        var compound = _compounds.Find(text);
        var place = PlaceReader.Find(text);
        var sense = SenseOf(text, compound);
        var sure = IsSure(sense);
        return new Understood(
            sense.Intent, sense.Meant, sense.Danger, place is { } p ? shown.Substring(p.At, p.Length).Trim() : null, compound?.Compound,
            Problem(shown, place, compound), sense.Candidates, sure)
        {
            // Somebody who curses while reporting is reporting.
            Abuse = sure || (sense.Intent != Intent.Chat && place is not null) ? Abuse.None : _abuse.Find(text, sense.Intent == Intent.Report),
            Parts = sense is { Intent: Intent.Report, Danger: null } ? Parts.Of(shown, SubjectOf) : [],
        };
    }

    /// <summary>
    /// Without who says it, and without the compound's name: 消防新村 is no fire, and a name that says nothing (柳荫新村) still let six in
    /// a hundred emergencies go unseen. The whole text may make sure of what is read so, and of nothing else.
    /// </summary>
    private (Intent Intent, Command? Meant, Danger? Danger, List<Candidate> Candidates) SenseOf(string text, (Compound Compound, int At, int Length)? compound)
    {
        var said = SelfIntroduction.Without(text);
        if (compound is not { } named || named.Length == text.Length)
        {
            return Sense(said, compound is not null);
        }

        var name = text.Substring(named.At, named.Length);
        var sense = Sense(said.Replace(name, "", StringComparison.Ordinal), surelyForUs: true);
        if (sense is not { Intent: Intent.Report, Danger: null } || IsSure(sense))
        {
            return sense;
        }

        var whole = Sense(said, surelyForUs: true);
        return IsSure(whole) && whole.Danger is null && whole.Candidates[0].Subtype == sense.Candidates[0].Subtype ? whole : sense;
    }

    private bool IsSure((Intent Intent, Command? Meant, Danger? Danger, List<Candidate> Candidates) sense) =>
        sense.Intent == Intent.Report && sense.Candidates[0].Confidence >= _model.Calibration.SureFrom;

    /// <summary>What a piece of a longer message is about, when it is a report by itself.</summary>
    private string? SubjectOf(string piece)
    {
        // A piece of a report hardly means to chat either.
        var sense = Sense(SimplifiedText.Fold(piece), surelyForUs: true);
        return sense.Intent == Intent.Report && sense.Candidates[0].Confidence >= CarriesFrom ? sense.Candidates[0].Subtype : null;
    }

    /// <param name="text">Plain and simplified.</param>
    private (Intent Intent, Command? Meant, Danger? Danger, List<Candidate> Candidates) Sense(string text, bool surelyForUs)
    {
        Span<uint> keys = stackalloc uint[Features.Most];
        Span<int> evidence = stackalloc int[_keys.Subtypes.Count];
        var count = _keys.Write(text, keys, evidence, out var danger);
        Span<float> intents = stackalloc float[_model.Intents.Count];
        Span<float> subtypes = stackalloc float[_model.Subtypes.Count];
        _model.Read(keys[..count], intents, subtypes, out var inDanger);
        var candidates = Rank(subtypes, evidence);
        danger = DangerOf(text, inDanger, danger, candidates);
        var noiseFrom = surelyForUs ? NoiseOfNamedFrom : SaysItself(candidates[0], evidence) ? NoiseOfSaidFrom : 0;
        var (intent, meant) = Decide(intents, danger is not null, Math.Max(noiseFrom, _model.Calibration.NoiseFrom));
        return (intent, meant, danger, candidates);
    }

    /// <summary>The catalogue's words and the model name the same thing, the model without a doubt.</summary>
    private bool SaysItself(Candidate best, ReadOnlySpan<int> evidence)
    {
        for (var i = 0; i < evidence.Length; i++)
        {
            if (evidence[i] > 0 && _keys.Subtypes[i].Code == best.Subtype)
            {
                return best.Confidence >= _model.Calibration.SureFrom;
            }
        }

        return false;
    }

    /// <summary>
    /// The danger that the text speaks of: by the catalogue's words where they speak of one, else by the likeliest subtype, else the
    /// general one, so that the advice fits.
    /// </summary>
    private Danger? DangerOf(string text, float share, Danger? said, List<Candidate> candidates)
    {
        if (share < _model.Calibration.DangerFrom)
        {
            return null;
        }

        said ??= _dangers.Nearest(text);
        return said is not null || share < _model.Calibration.DangerWithoutWordsFrom
            ? said
            : _catalogue.File.Dangers.FirstOrDefault(d => d.Subtype is { } subtype && subtype == candidates[0].Subtype)
                ?? _catalogue.File.Dangers.FirstOrDefault(d => d.Code == GeneralDanger)
                ?? (_catalogue.File.Dangers.Count > 0 ? _catalogue.File.Dangers[0] : null);
    }

    /// <summary>
    /// First whether it is for us at all (chat and commands together against the rest), then which of the two sides' likeliest:
    /// a report must not become a suggestion only because it might be chat.
    /// </summary>
    private (Intent Intent, Command? Command) Decide(ReadOnlySpan<float> intents, bool inDanger, float noiseFrom)
    {
        if (inDanger)
        {
            return (Intent.Report, null);
        }

        var (forUs, other, noise) = (-1, -1, 0f);
        for (var i = 0; i < intents.Length; i++)
        {
            if (_model.Intents[i] is "Report" or "Suggestion" or "Praise" or "Consultation")
            {
                forUs = forUs < 0 || intents[i] > intents[forUs] ? i : forUs;
            }
            else
            {
                noise += intents[i];
                other = other < 0 || intents[i] > intents[other] ? i : other;
            }
        }

        if (noise < noiseFrom)
        {
            return (IntentOf[_model.Intents[forUs]], null);
        }

        // A command undoes or sends something: it must be likely by itself, not only likelier than chat.
        return _model.Intents[other] != nameof(Intent.Chat) && intents[other] >= _model.Calibration.CommandFrom
            ? (Intent.Command, Enum.Parse<Command>(_model.Intents[other]))
            : (Intent.Chat, null);
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

    private static string Problem(string text, (int At, int Length)? place, (Compound Compound, int At, int Length)? compound)
    {
        var from = compound is { At: 0 } named ? named.Length : 0;
        if (place is { } p && p.At - from is >= 0 and <= 2)
        {
            from = p.At + p.Length;
        }

        var rest = text[from..].TrimStart(' ', ',', '，', '。', ':', '：', '的', '、');
        return rest.Length >= 3 ? rest : text;
    }
}
