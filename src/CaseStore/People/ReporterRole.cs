namespace CaseStore.People;

/// <summary>From which list a reporter comes (domain.md, section 1).</summary>
public enum ReporterRole
{
    /// <summary>On no roster: may report, unverified.</summary>
    Resident,

    /// <summary>报到党员.</summary>
    PartyMember,

    /// <summary>社区工作者.</summary>
    CommunityWorker,

    /// <summary>网格长.</summary>
    GridLeader,

    /// <summary>网格员.</summary>
    GridMember,

    /// <summary>微网格员.</summary>
    MicroGridMember,

    /// <summary>居民志愿者.</summary>
    Volunteer,
}
