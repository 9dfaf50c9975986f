namespace CaseStore.People;

/// <summary>What the talk may know of the person who writes.</summary>
/// <param name="CompoundId">The compound of the roster, if it names one.</param>
/// <param name="Points">The sum of their ledger.</param>
/// <param name="RecentReports">Cases filed within the last hour.</param>
/// <param name="Registered">Name and phone are known, whether the roster has them or not.</param>
public sealed record Resident(bool Verified, ReporterRole Role, string? CompoundId, int Points, int RecentReports, bool Registered)
{
    public static Resident Stranger { get; } = new(false, ReporterRole.Resident, null, 0, 0, false);
}
