using CaseStore.Catalogue;
using CaseStore.City;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Reporter;

/// <summary>Silence in the middle of a report: asked once whether it goes on, at a decent hour and while the platform lets us; then it is kept.</summary>
internal sealed class Waking(CityDirectory city, TalkRules rules, PhraseBook say, Drafting drafting)
{
    private const int FirstHour = 8;
    private const int LastHour = 21;

    /// <summary>The platform's window, less an hour for the way (protocol.md 2.2).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(47);

    /// <summary>Asks to be woken once for a new draft; the moment stays when the draft is filed, and finds nothing then.</summary>
    public ReporterState Arm(ReporterState state, DateTimeOffset now) =>
        state is { Draft.Nudged: false, Wake: null } ? state with { Wake = Decent(now + Patience) } : state;

    public Turn Wake(ReporterState state, DateTimeOffset due, DateTimeOffset now)
    {
        if (state.Wake != due)
        {
            return new Turn(state, null);
        }

        var rest = state with { Wake = null };
        if (state is { Draft: null, Parked: { } parked })
        {
            state = drafting.Proceed(state with { Parked = null }, parked with { Same = null });
            rest = state with { Wake = null };
        }

        if (state.Draft is not { Nudged: false } draft || now - state.At > Window)
        {
            return new Turn(rest, null);
        }

        // Somebody who has gone on talking meanwhile is not interrupted.
        var quietUntil = Decent(state.At + Patience);
        if (quietUntil > now)
        {
            return new Turn(state with { Wake = quietUntil }, null);
        }

        var nudged = rest with { Draft = draft with { Nudged = true } };
        return new Turn(nudged, say.Text(Say.StillThere, ("question", drafting.Question(nudged))));
    }

    private TimeSpan Patience => TimeSpan.FromMinutes(rules.NudgeAfterMinutes);

    /// <summary>Not at night; in whole milliseconds, as the store keeps moments.</summary>
    private DateTimeOffset Decent(DateTimeOffset moment)
    {
        var local = city.Local(moment);
        var decent = local.Hour switch
        {
            < FirstHour => local.Date.AddHours(FirstHour),
            >= LastHour => local.Date.AddDays(1).AddHours(FirstHour),
            _ => (DateTime?)null,
        };
        return DateTimeOffset.FromUnixTimeMilliseconds(
            (decent is { } hour ? new DateTimeOffset(hour, city.TimeZone.GetUtcOffset(hour)) : moment).ToUnixTimeMilliseconds());
    }
}
