namespace CaseStore.People;

/// <summary>How a registration ended.</summary>
public abstract record Registration
{
    private Registration()
    {
    }

    /// <summary>Name and phone stand on the roster: the reporting right is open.</summary>
    public sealed record Matched(ReporterRole Role, string? CompoundId) : Registration;

    /// <summary>Not on the roster (yet): an ordinary resident; matched by itself when a roster with them is imported.</summary>
    public sealed record NotOnRoster : Registration;

    /// <summary>Somebody else has registered with this entry of the roster.</summary>
    public sealed record Taken : Registration;

    /// <summary>Too many different names and phones from one person; nothing was looked up.</summary>
    public sealed record TooManyTries : Registration;
}
