using System.Globalization;
using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// "Is it this one?" Before a second report of the same broken lamp is filed, the open one is shown with place, age and
/// state; whoever joins hears its outcome (domain.md, section 3).
/// </summary>
internal sealed class Neighbours(CaseWords words, Drafting drafting)
{
    private const int MostOffered = 3;
    private const double NearMetres = 50;

    private readonly PhraseBook _say = words.Book;

    /// <summary>Whether a draft is far enough to look for its like, and nobody has looked yet.</summary>
    public static FactsNeeded? Lacks(ReporterState state, Facts facts) =>
        facts.Nearby is null && IsToBeLooked(state) ? new FactsNeeded.Nearby(state.Draft!.CompoundId!, state.Draft.Subtype!) : null;

    /// <summary>Offers what was found, or remembers that there was nothing.</summary>
    public ReporterState Look(ReporterState state, Facts facts)
    {
        if (!IsToBeLooked(state) || facts.Nearby is not { } nearby)
        {
            return state;
        }

        var draft = state.Draft!;
        var same = nearby.Where(c => IsSame(draft, c)).Take(MostOffered).Select(c => c.Number).ToList();
        return same.Count == 0
            ? state with { Draft = draft with { SameAsked = true } }
            : drafting.Proceed(state, draft with { Same = same });
    }

    public string Question(ReporterState state, Facts facts) => _say.Text(
        Say.AskSame,
        ("choices", Choice.Lines([.. Offered(state, facts).Select(c => Label(c, facts.Now)), _say.Text(Say.LabelNotSame)])));

    /// <summary>Asked again after an interruption the cases have to be looked up again: they may have moved on.</summary>
    public static FactsNeeded? LacksForQuestion(ReporterState state, Facts facts) =>
        state is { Step: ReporterStep.AskingSame, Draft: { CompoundId: { } compound, Subtype: { } subtype } } && facts.Nearby is null
            ? new FactsNeeded.Nearby(compound, subtype)
            : null;

    /// <returns>The number of the case that was meant; empty for "none of them"; null when the text does not say.</returns>
    public string? Read(ReporterState state, Heard heard, Facts facts)
    {
        var offered = Offered(state, facts);
        if (Choice.Read(heard.Words, [.. offered.Select(c => Label(c, facts.Now)), _say.Text(Say.LabelNotSame)]) is { } chosen)
        {
            return chosen < offered.Count ? offered[chosen].Number : "";
        }

        var bare = heard.Bare;
        if (bare is "不是" or "不是这件" or "不是这个" or "不一样" or "都不是" or "另外上报" or "没有")
        {
            return "";
        }

        return offered.Count == 1 && (Answers.SaysYes(bare) || bare is "就是这件" or "就是这个" or "是这件" or "一起关注" or "关注") ? offered[0].Number : null;
    }

    private static bool IsToBeLooked(ReporterState state) =>
        state is { Step: ReporterStep.AskingPhoto or ReporterStep.Confirming, Draft: { SameAsked: false, Same: null, Danger: null } draft }
        && Drafting.IsProblem(draft);

    private static List<Case> Offered(ReporterState state, Facts facts) =>
        [.. (state.Draft?.Same ?? []).Select(number => (facts.Nearby ?? []).FirstOrDefault(c => c.Number == number)).OfType<Case>()];

    private static bool IsSame(Draft draft, Case kase) =>
        PlaceKey.SameSpot(draft.Place!, kase.Place)
        || (draft is { Latitude: { } latitude, Longitude: { } longitude } && kase is { Latitude: { } north, Longitude: { } east }
            && Position.Metres(latitude, longitude, north, east) <= NearMetres);

    /// <summary>What a neighbour may read of somebody else's report: no door, no words.</summary>
    private string Label(Case kase, DateTimeOffset now) => _say.Text(
        Say.LabelSame,
        ("short", CaseWords.Short(kase.Number)), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)),
        ("age", Age(now - kase.ReportedAt)), ("state", words.State(kase.State)));

    private string Age(TimeSpan age) => age.TotalHours < 1
        ? _say.Text(Say.AgoJustNow)
        : age.TotalDays < 1
            ? _say.Text(Say.AgoHours, ("count", ((int)age.TotalHours).ToString(CultureInfo.InvariantCulture)))
            : _say.Text(Say.AgoDays, ("count", ((int)age.TotalDays).ToString(CultureInfo.InvariantCulture)));
}
