namespace CaseStore.Cases;

/// <summary>What a report is about at the highest level (domain.md, section 2).</summary>
public enum CaseKind
{
    PropertyService,
    LawEnforcement,
    Suggestion,
    Praise,
    Consultation,
}
