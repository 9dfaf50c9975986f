
namespace CaseStore.Cases;

/// <summary>A case while one act changes it: every move leaves a line of history, and what others must hear is collected.</summary>
internal sealed class CaseInHand(Case kase, Actor by, DateTimeOffset now)
{
    private readonly List<CaseEvent> _events = [];

    public Case Case => kase;

    public Actor By => by;

    public DateTimeOffset Now => now;

    public IReadOnlyList<CaseEvent> Events => _events;

    public void Note(string act, string? note = null) => kase.Record(now, act, by, note);

    public void Tell(CaseEventKind kind, string? note = null) => _events.Add(new CaseEvent(kind, kase, by, note));

    /// <summary>Makes another organisation responsible; nobody of it has accepted yet.</summary>
    /// <param name="trigger">The move that brings the case there.</param>
    public void HandTo(Route route, CaseTrigger trigger)
    {
        Lifecycle.Fire(kase, trigger);
        kase.HandlerOrganisation = route.To.Id;
        kase.Loop = route.Loop;
        kase.HandlerMember = null;
        kase.AcceptedAt = null;
        kase.Record(now, route.Review ? "SendToReview" : "Dispatch", Actor.Clock, route.To.Id);
        Tell(route.Review ? CaseEventKind.SentToReview : CaseEventKind.Dispatched);
    }

    public ActResult.Done Done()
    {
        kase.Version++;
        return new ActResult.Done(kase, _events);
    }
}
