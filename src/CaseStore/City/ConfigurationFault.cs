namespace CaseStore.City;

/// <summary>A mistake in <c>config/</c>: which file, where in it, and what is wrong.</summary>
public sealed record ConfigurationFault(string File, string Path, string Reason)
{
    public override string ToString() => $"{File}: {Path}: {Reason}";
}
