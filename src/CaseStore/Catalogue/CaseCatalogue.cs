using System.Collections.Frozen;
using CaseStore.Cases;

namespace CaseStore.Catalogue;

/// <summary>The checked catalogue with its look-ups.</summary>
public sealed class CaseCatalogue
{
    /// <summary>The box for what fits no other: a reviewer triages it; it is never refused.</summary>
    public const string OtherCode = "Other";

    private readonly FrozenDictionary<string, Subtype> _byCode;

    public CaseCatalogue(CatalogueFile file)
    {
        File = file;
        _byCode = file.Subtypes.ToFrozenDictionary(s => s.Code, StringComparer.Ordinal);
    }

    public CatalogueFile File { get; }

    public IReadOnlyList<Subtype> Subtypes => File.Subtypes;

    public Subtype? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    public Limit LimitFor(string? subtype, bool emergency) =>
        emergency ? File.EmergencyLimit : Find(subtype)?.Limit ?? File.AnswerLimit;

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
