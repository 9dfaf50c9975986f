namespace CaseStore.People;

/// <summary>The door a person came through. An openid or userid means something only together with its channel.</summary>
public enum Channel
{
    WeChat,
    MiniProgram,
    WeCom,
}
