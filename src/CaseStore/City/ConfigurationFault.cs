namespace CaseStore.City;

/// <summary>A mistake in a configuration file, told so that whoever wrote it finds it.</summary>
/// <param name="Path">A JSON path, <c>$.compounds[2].property</c>; with a line number where the file is not JSON at all.</param>
public sealed record ConfigurationFault(string File, string Path, string Reason)
{
    public override string ToString() => $"{File} {Path}: {Reason}";
}
