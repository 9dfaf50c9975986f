namespace CaseStore.Cases;

/// <summary>How a case ended, in the handler's words. Only <see cref="Fixed"/> counts as fixed in any figure.</summary>
public enum Outcome
{
    Fixed,
    Explained,
    NotOurs,
    CannotFix,
    Duplicate,
    LongTerm,
}
