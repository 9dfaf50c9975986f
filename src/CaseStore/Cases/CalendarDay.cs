namespace CaseStore.Cases;

public enum DayKind
{
    Workday,
    Weekend,
    Holiday,

    /// <summary>A day of a weekend that is worked in exchange for one of a holiday (调休).</summary>
    MakeUpDay,
}

/// <param name="Holiday">Its name in the State Council's notice.</param>
public sealed record CalendarDay(DayKind Kind, string? Holiday = null);
