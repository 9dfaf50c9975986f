namespace CaseStore.Cases;

/// <summary>From one moment to another.</summary>
public readonly record struct TimeStretch(DateTimeOffset From, DateTimeOffset To);
