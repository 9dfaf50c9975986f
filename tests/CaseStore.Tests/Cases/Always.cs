using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

/// <summary>What holds of a case at every moment of any life.</summary>
internal static class Always
{
    /// <param name="filed">The subtype as it was filed.</param>
    public static void Holds(Case kase, string? filed, World world, Routing routing, DateTimeOffset now)
    {
        var handler = world.City.FindOrganisation(kase.HandlerOrganisation)!;
        Must(!kase.IsInWork || routing.IsStaffed(handler) || handler == world.City.CommandCentre, "somebody is on duty");
        Must(!kase.IsInWork || kase.HandlerMember is null || routing.Member(handler, kase.HandlerMember) is not null || !routing.IsStaffed(handler), "who has it is there");
        Must(kase.IsOpen == kase.NextDueAt is not null && kase.IsOpen == kase.NextDue is not null, "the clock looks at it while it is open");
        Must(kase.IsOpen == kase.ClosedAt is null && kase.IsOpen == kase.PageUntil is null, "an end has its moment");
        Must(kase.AcceptedAt is null || kase.State is not (CaseState.UnderReview or CaseState.Dispatched), "accepted by the desk that has it");
        Must(kase.State is not (CaseState.Accepted or CaseState.Resolved or CaseState.Closed) || kase.AcceptedAt is not null, "accepted before it is resolved");
        Must(kase.AcceptedAt is null || kase.HandlerMember is not null || kase.History.Any(h => h is { Act: "Accept", Role: People.Role.Reporter }), "a member or a volunteer has it");
        Must(kase.State is CaseState.Resolved or CaseState.Closed or CaseState.Merged == kase.Outcome is not null, "an outcome when it is over");
        Must(kase.State == CaseState.Merged == kase.MergedInto is not null, "merged into something");
        Must(kase.WaitingSince is null || kase.NextDue is DueStep.AskLapse or DueStep.Alarm, "nobody is nudged while the reporter is waited for, except for danger");
        Must(kase.AcknowledgeBy is null || (kase.IsInWork && kase.AcceptedAt is null), "acknowledged once");
        Must(kase.ClockStartedAt <= now && kase.DueAt > kase.ClockStartedAt, "a promise lies ahead of its beginning");
        Must(
            kase is not { Emergency: true, AcceptedAt: null, ClaimedBy: null, IsInWork: true } || kase.NextDueAt <= now + DangerLadder.Every,
            "danger that nobody has accepted is told again within ten minutes");
        Must(kase.Followers.Select(f => f.Person.PublicId).Append(kase.Reporter.PublicId).Distinct().Count() == kase.Followers.Count + 1, "nobody hears twice");

        var told = Replay.Of(kase, filed, world);
        Same(kase.State, told.State, "state");
        Same(kase.HandlerOrganisation, told.Handler, "handler");
        Same(kase.HandlerMember, told.Member, "member");
        Same(kase.Loop, told.Loop, "loop");
        Same(kase.Outcome, told.Outcome, "outcome");
        Same(kase.DueAt, told.Due, "due");
        Same(kase.WaitingSince, told.WaitingSince, "waiting");
        Same(kase.AcceptedAt, told.AcceptedAt, "accepted");
        Same(kase.ClaimedBy, told.ClaimedBy, "claimed");
        Same(kase.MergedInto, told.MergedInto, "merged");
        Same((kase.Reopened, kase.Extensions, kase.Nudges, kase.DeadlineVersion), (told.Reopened, told.Extensions, told.Nudges, told.Promises), "counts");
        Same((kase.Grade, kase.GradedByDefault), (told.Grade, told.ByDefault), "grade");
    }

    /// <summary>After the clock has done all it had to.</summary>
    public static void HoldsWhenAllIsDone(Case kase, string? filed, World world, DateTimeOffset now)
    {
        Must(!(kase.NextDueAt <= now), "nothing is left to do");
        Must(!kase.IsOverdue(now) || kase.WaitingSince is not null || Replay.Of(kase, filed, world).Nudged, "who is late has heard it");
    }

    private static void Same<T>(T of, T told, string what) => Must(Equals(of, told), $"{what}: the case says {of}, its history {told}");

    private static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"It must hold that {what}.");
        }
    }
}
