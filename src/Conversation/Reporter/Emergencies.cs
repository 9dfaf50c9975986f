using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// Danger to life (domain.md, section 7): whom to call comes first, what is known is filed at once, the rest is asked
/// afterwards. For an hour what is said belongs to that case, because frightened people repeat themselves.
/// </summary>
internal sealed class Emergencies(CaseWords words)
{
    private static readonly TimeSpan Talk = TimeSpan.FromHours(1);

    private readonly PhraseBook _say = words.Book;

    public static bool MayRun(ReporterState state, DateTimeOffset now) => state.LastDanger is not null && now - state.LastCaseAt <= Talk;

    public static Case? Running(ReporterState state, Facts facts) => MayRun(state, facts.Now)
        ? facts.Cases.FirstOrDefault(c => c.Number == state.LastCase && c.IsInWork)
        : null;

    /// <summary>What a text adds to the emergency that is running; null when it is a clear report of something else.</summary>
    public static CaseAct? Add(Case running, Heard heard)
    {
        var read = heard.Read;
        var elsewhere = read.Compound is { } compound && compound.Id != running.CompoundId;
        if (elsewhere && (running.CompoundId.Length == 0 || heard.IsCorrection))
        {
            return new CaseAct.Locate(read.Compound!.Id, read.Place ?? (running.Place.Length == 0 ? null : running.Place), heard.Plain);
        }

        if (read.Place is { } place && !elsewhere && (running.Place.Length == 0 || heard.IsCorrection))
        {
            return new CaseAct.Locate(null, PlaceAmendment.Of(running.Place, place), heard.Plain);
        }

        var belongs = read.Danger is not null || (read.Compound is not null && !elsewhere)
            || (read.Intent == Intent.Report && !(read.Sure && read.Place is { } spot && !PlaceReader.IsVague(spot)));
        return belongs ? new CaseAct.Supplement(heard.Plain, []) : null;
    }

    public string Filed(Case kase, string? danger) => _say.Text(
        Say.FiledUrgent,
        ("advice", Advice(danger) ?? ""), ("number", kase.Number), ("place", words.Place(kase)), ("handler", words.Handler(kase)),
        ("question", _say.Text(kase.CompoundId.Length == 0 ? Say.UrgentAskCompound : kase.Place.Length == 0 ? Say.UrgentAskPlace : Say.UrgentAskDetails)));

    public string Added(Case kase, string? danger) => _say.Text(
        Say.AlreadyUrgent, ("advice", Advice(danger) ?? ""), ("number", kase.Number), ("handler", words.Handler(kase)));

    public string Located(Case kase) => _say.Text(Say.UrgentLocated, ("number", kase.Number), ("place", words.Place(kase)), ("handler", words.Handler(kase)));

    public string? Advice(string? code) => words.Catalogue.File.Dangers.FirstOrDefault(d => d.Code == code)?.Advice;

    /// <summary>Of two dangers the one that stands first in the catalogue: nobody is told to wait beside a gas leak.</summary>
    public string? GravestOf(string? one, string? other) =>
        words.Catalogue.File.Dangers.FirstOrDefault(d => d.Code == one || d.Code == other)?.Code;
}
