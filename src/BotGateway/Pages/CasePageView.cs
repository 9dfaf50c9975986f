namespace BotGateway.Pages;

/// <summary>What a reporter's page says, in plain words and in the city's time: nothing here is a code, a userid or a name.</summary>
internal sealed record CasePageView(
    string City,
    string Number,
    string Kind,
    string? Subtype,
    string Place,
    string? Description,
    bool Emergency,
    CaseProgress Progress,
    string State,
    string Responsible,
    IReadOnlyList<string> Helpers,
    CaseLimit? Limit,
    string? Outcome,
    string? OutcomeNote,
    string? Rating,
    IReadOnlyList<string> PhotosBefore,
    IReadOnlyList<string> PhotosAfter,
    bool PhotosPending,
    IReadOnlyList<CaseStep> Steps,
    int Followers = 0)
{
    /// <summary>Which of the photos are videos.</summary>
    public IReadOnlySet<string> Videos { get; init; } = new HashSet<string>();
}

/// <summary>How far: the stations of the way, and at which of them the case stands.</summary>
/// <param name="Ended">Past the last station.</param>
internal sealed record CaseProgress(IReadOnlyList<string> Stations, int At, bool Ended);

/// <param name="Late">Past the limit.</param>
internal sealed record CaseLimit(string Until, string Left, bool Late);

/// <param name="Note">The outcome or reason as the resident was told it.</param>
internal sealed record CaseStep(string When, string What, string? Note);
