using System.Collections.Frozen;
using CaseStore.Cases;

namespace CaseStore.Catalogue;

/// <summary>The checked catalogue with its look-ups.</summary>
public sealed class CaseCatalogue
{
    /// <summary>The box for what fits no other: a reviewer triages it; it is never refused.</summary>
    public const string OtherCode = "Other";

    private readonly FrozenDictionary<string, Subtype> _byCode;
    private readonly string[] _leads;

    public CaseCatalogue(CatalogueFile file)
    {
        File = file;
        _byCode = file.Subtypes.ToFrozenDictionary(s => s.Code, StringComparer.Ordinal);
        _leads = [.. file.Subtypes.SelectMany(s => s.Questions).Select(q => q.Lead).Distinct().OrderByDescending(l => l.Length)];
    }

    public CatalogueFile File { get; }

    public IReadOnlyList<Subtype> Subtypes => File.Subtypes;

    public Subtype? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    public LimitChoice LimitFor(Case kase) => kase.Emergency ? new LimitChoice(File.EmergencyLimit)
        : Find(kase.Subtype) is { } subtype ? LimitChoice.Of(subtype, kase.Description, _leads)
        : new LimitChoice(File.AnswerLimit);

    public static string NameOf(CaseKind kind) => kind switch
    {
        CaseKind.PropertyService => "物业服务",
        CaseKind.LawEnforcement => "综合执法",
        CaseKind.Suggestion => "意见建议",
        CaseKind.Praise => "肯定表扬",
        CaseKind.Consultation => "咨询",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
