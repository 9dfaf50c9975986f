namespace CaseStore.People;

/// <summary>In what capacity somebody acts on a case (domain.md, section 1).</summary>
public enum Role
{
    Reporter,
    InfoOfficer,
    CommunityStaff,
    TownshipReviewer,
    DepartmentHandler,
    CommandCentre,

    /// <summary>The clock: deadlines, lapses. No person stands behind it.</summary>
    System,
}
