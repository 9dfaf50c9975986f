namespace CaseStore.Catalogue;

/// <summary>Measures of the talk with residents; <c>talk</c> in <c>config/catalogue.json</c>.</summary>
public sealed record TalkRules
{
    /// <summary>Reports one person may file within an hour; more are answered calmly and shown to the community. An emergency is never counted.</summary>
    public int ReportsPerHour { get; init; } = 6;

    /// <summary>Registrations with a wrong name or phone that one person may try in a day.</summary>
    public int RegistrationTriesPerDay { get; init; } = 5;

    /// <summary>Minutes of silence in the middle of a report after which the bot asks once whether it goes on.</summary>
    public int NudgeAfterMinutes { get; init; } = 60;

    /// <summary>Days for which a report that was not sent off is kept.</summary>
    public int DraftDays { get; init; } = 7;

    /// <summary>Whether a video counts as evidence; else a photo is asked for.</summary>
    public bool Videos { get; init; } = true;

    public int PointsForValidReport { get; init; } = 1;

    public int PointsForSolvedCase { get; init; } = 2;

    /// <summary>Words that are only ever an insult.</summary>
    public IReadOnlyList<string> Insults { get; init; } = [];

    /// <summary>Words of advertising; "贷款+微信" means both parts.</summary>
    public IReadOnlyList<string> Advertising { get; init; } = [];
}
