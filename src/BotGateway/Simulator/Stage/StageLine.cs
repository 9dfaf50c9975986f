namespace BotGateway.Simulator.Stage;

/// <summary>One line of one chat.</summary>
/// <param name="Id">Order of appearance, over all chats.</param>
/// <param name="Change">Grows with whatever happens on the stage: a line that changed later has a higher one.</param>
/// <param name="From">openid or userid of who said it; <see cref="Bot"/> for the account, the app or the group's robot.</param>
internal sealed record StageLine(long Id, long Change, string Chat, DateTimeOffset At, string From, StageContent Content)
{
    public const string Bot = "bot";
}
