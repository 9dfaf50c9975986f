using CaseStore.Catalogue;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>Floods, insults, advertising: a calm answer, no case, and the community sees it, once an hour at most.</summary>
internal sealed class Measure(TalkRules rules, PhraseBook say, Announcer announcer)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    public bool IsFlood(int recentReports) => recentReports >= rules.ReportsPerHour;

    /// <summary>The report stays a draft: it can be sent off later.</summary>
    public Turn StopFlood(ReporterState state, DateTimeOffset now) => Calm(
        state, say.Text(Say.TooManyReports, ("count", rules.ReportsPerHour.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        new AbuseReport.Flood(rules.ReportsPerHour), now);

    public Turn? Answer(ReporterState state, Heard heard, DateTimeOffset now) => heard.Read.Abuse switch
    {
        Abuse.Insult => Calm(state, say.Text(Say.CalmInsult), new AbuseReport.Insult(heard.Plain), now),
        Abuse.Advertising => Calm(state, say.Text(Say.CalmAdvertising), new AbuseReport.Advertising(heard.Plain), now),
        _ => null,
    };

    private Turn Calm(ReporterState state, string reply, AbuseReport what, DateTimeOffset now) =>
        state.AbuseToldAt is { } told && now - told < Quiet
            ? new Turn(state, reply)
            : new Turn(state with { AbuseToldAt = now }, reply) { Tell = announcer.Abuse(state.Draft?.CompoundId ?? state.CompoundId, what) };
}
