using CaseStore.Due;

namespace CaseStore.Cases;

/// <summary>A case while one act changes it: every move leaves a line of history, and what others must hear is collected.</summary>
internal sealed class CaseInHand(Case kase, Actor by, DateTimeOffset now)
{
    private readonly List<CaseEvent> _events = [];

    public Case Case => kase;

    public Actor By => by;

    public DateTimeOffset Now => now;

    /// <summary>Whether a question to the reporter is open, after all that the act has written so far.</summary>
    public bool IsWaiting => Pauses.Of(kase.History).Since is not null;

    public IReadOnlyList<CaseEvent> Events => _events;

    public void Note(string act, string? note = null) => kase.Record(now, act, by, note);

    /// <summary>What follows by itself, whoever did the act.</summary>
    public void NoteByClock(string act, string? note = null) => kase.Record(now, act, Actor.Clock, note);

    public void Tell(CaseEventKind kind, string? note = null, IReadOnlyList<Photo>? photos = null) => _events.Add(new CaseEvent(kind, kase, by, note, photos));

    /// <summary>What others must hear of another case that the same act changed.</summary>
    public void Pass(IEnumerable<CaseEvent> events) => _events.AddRange(events);

    /// <summary>Makes another organisation responsible; nobody of it has accepted yet, and what the last one asked or was promised is over.</summary>
    /// <param name="trigger">The move that brings the case there.</param>
    public void HandTo(Route route, CaseTrigger trigger)
    {
        if (IsWaiting)
        {
            NoteByClock("AskLapse");
        }

        foreach (var gone in route.Nobody)
        {
            NoteByClock("NobodyOnDuty", gone);
            Tell(CaseEventKind.NobodyOnDuty, gone);
        }

        Lifecycle.Fire(kase, Fitting(route, trigger));
        kase.HandlerOrganisation = route.To.Id;
        kase.Loop = route.Loop;
        kase.HandlerMember = null;
        kase.AcceptedAt = null;
        kase.ClaimedBy = null;
        NoteByClock(route.Review ? "SendToReview" : "Dispatch", route.To.Id);
        Tell(route.Review ? CaseEventKind.SentToReview : CaseEventKind.Dispatched);
    }

    public ActResult.Done Done(CaseClock clock)
    {
        clock.Wind(kase);
        kase.Version++;
        return new ActResult.Done(kase, _events);
    }

    /// <summary>The act's own move, unless it turned out that a reviewer must look first, or none need.</summary>
    private CaseTrigger Fitting(Route route, CaseTrigger trigger)
    {
        var wanted = route.Review ? CaseState.UnderReview : CaseState.Dispatched;
        return Lifecycle.Next(kase, trigger) == wanted ? trigger : route.Review ? CaseTrigger.SendToReview : CaseTrigger.Redirect;
    }
}
