using CaseStore.Cases;

namespace CaseStore.Due;

/// <param name="Date">In the city.</param>
/// <param name="Counted">The stretches that counted.</param>
/// <param name="Paused">The stretches in which somebody waited for the reporter.</param>
/// <param name="Sum">What has counted up to the end of this day.</param>
public sealed record DueDay(
    DateOnly Date, CalendarDay Day, IReadOnlyList<TimeStretch> Counted, IReadOnlyList<TimeStretch> Paused, TimeSpan Sum)
{
    public TimeSpan Amount => new(Counted.Sum(s => (s.To - s.From).Ticks));
}
