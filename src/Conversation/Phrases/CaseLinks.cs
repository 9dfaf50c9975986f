using CaseStore.Cases;

namespace Conversation.Phrases;

/// <summary>Addresses that stand in messages. The server may learn its own address late, hence a function.</summary>
public sealed class CaseLinks(Func<string> publicBaseUrl)
{
    /// <summary>The reporter's page of a case.</summary>
    public string Page(Case kase) => $"{publicBaseUrl()}/c/{kase.PageToken}";

    /// <summary>A neighbour's page of a case they follow.</summary>
    public string Page(Follower follower) => $"{publicBaseUrl()}/c/{follower.PageToken}";

    public string Photo(Photo photo) => $"{publicBaseUrl()}/photos/{photo.Token}";
}
