using CaseStore.Cases;
using CaseStore.Catalogue;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>Takes from a text whatever a draft lacks. What is known already is not overwritten by a guess.</summary>
internal sealed class Absorbing(CaseCatalogue catalogue)
{
    private const int MostTextLength = 500;
    private const int MostPlaceLength = 60;

    public Draft Absorb(Draft draft, Understood read, string text)
    {
        var sure = read.Sure && read.Candidates.Count > 0 ? read.Candidates[0] : null;

        // In danger nobody is asked for a category.
        if (sure is null && read.Danger is { } danger && draft.Subtype is null)
        {
            var likely = danger.Subtype ?? (read.Candidates.Count > 0 ? read.Candidates[0].Subtype : CaseCatalogue.OtherCode);
            var subtype = catalogue.Find(likely)!;
            sure = new Candidate(subtype.Kind, subtype.Code, 1);
        }

        var kind = draft.Kind ?? read.Intent switch
        {
            Intent.Suggestion when read.Danger is null => CaseKind.Suggestion,
            Intent.Praise when read.Danger is null => CaseKind.Praise,
            Intent.Consultation when read.Danger is null => CaseKind.Consultation,
            _ => sure?.Kind,
        };
        var isProblem = kind is CaseKind.PropertyService or CaseKind.LawEnforcement;
        return draft with
        {
            Kind = kind,
            Subtype = draft.Subtype ?? (isProblem ? sure?.Subtype : null),
            CompoundId = draft.CompoundId ?? read.Compound?.Id,
            Place = draft.Place ?? Cut(read.Place),
            Text = IsOnlyPlace(read, text) ? draft.Text : Added(draft, read, text, isProblem || kind is null),
            Danger = draft.Danger ?? read.Danger?.Code,
            Offered = null,
        };
    }

    /// <summary>"楼道" and then "5号楼2单元": the corridor of that unit.</summary>
    public static string Narrow(string? before, string said) => Drafting.Shorten(
        before is { } vague && PlaceReader.IsVague(vague) && !PlaceReader.IsVague(said) && !said.Contains(vague, StringComparison.Ordinal) ? said + vague : said,
        MostPlaceLength);

    /// <summary>The place of an answer that is all place: without the compound's name in front.</summary>
    public static string PlaceOf(Heard heard)
    {
        // A whole sentence around the place is no part of it.
        if (heard.Read.Place is { } spot && (heard.Plain.Length > Math.Min(MostPlaceLength, spot.Length + 12) || heard.IsCorrection))
        {
            return spot;
        }

        var plain = heard.Bare;
        IEnumerable<string> names = heard.Read.Compound is { } compound ? compound.Aliases.Append(compound.Name) : [];
        foreach (var name in names.OrderByDescending(n => n.Length))
        {
            if (plain.StartsWith(name, StringComparison.Ordinal) && plain.Length > name.Length)
            {
                return plain[name.Length..].TrimStart(' ', ',', '，', '的');
            }
        }

        return plain;
    }

    public static string? Cut(string? place) => place is null ? null : Drafting.Shorten(place, MostPlaceLength);

    /// <summary>"望湖苑5号楼2单元" says where, and not yet what.</summary>
    public static bool IsOnlyPlace(Understood read, string text)
    {
        if (read.Place is null && read.Compound is null)
        {
            return false;
        }

        var rest = PlaceReader.WithoutCorrection(PlainText.Of(text));
        if (read.Place is { } place)
        {
            rest = rest.Replace(place, "", StringComparison.Ordinal);
        }

        foreach (var name in (read.Compound is { } compound ? compound.Aliases.Append(compound.Name) : []).OrderByDescending(n => n.Length))
        {
            rest = rest.Replace(name, "", StringComparison.Ordinal);
        }

        return rest.Count(char.IsLetterOrDigit) <= 1;
    }

    private static string Added(Draft draft, Understood read, string text, bool maybeProblem)
    {
        var plain = PlainText.Of(text);
        return Drafting.Shorten(
            draft.Text is { } before ? $"{before};{plain}" : maybeProblem && draft.Place is null ? read.Problem : plain, MostTextLength);
    }
}
