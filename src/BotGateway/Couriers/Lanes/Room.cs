namespace BotGateway.Couriers.Lanes;

/// <summary>Whether there is room for one more message.</summary>
internal abstract record Room
{
    private Room()
    {
    }

    public sealed record Free : Room;

    /// <param name="Until">When there is a place that nobody else was promised.</param>
    public sealed record Full(DateTimeOffset Until) : Room;

    /// <summary>Nothing gets through there until somebody repairs it.</summary>
    public sealed record Stopped(string Reason) : Room;
}
