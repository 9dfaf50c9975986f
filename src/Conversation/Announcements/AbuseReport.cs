namespace Conversation.Announcements;

/// <summary>Why a resident got a calm answer and no case.</summary>
public abstract record AbuseReport
{
    private AbuseReport()
    {
    }

    /// <summary>More reports within an hour than allowed.</summary>
    public sealed record Flood(int PerHour) : AbuseReport;

    public sealed record Insult(string Words) : AbuseReport;

    public sealed record Advertising(string Words) : AbuseReport;
}
