namespace Benchmarks.Figures;

/// <summary>One line of the table: what was measured, what it must be, and whether it is.</summary>
/// <param name="Holds">Null: there is no bar for it, or nothing to hold it against.</param>
internal sealed record Figure(string What, string Measured, string Bar = "", bool? Holds = null);
