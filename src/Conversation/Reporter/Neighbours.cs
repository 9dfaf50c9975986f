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
    public static bool AreToBeLookedFor(ReporterState state) =>
        state is { Step: ReporterStep.AskingPhoto or ReporterStep.AskingDetail or ReporterStep.Confirming, Draft: { SameAsked: false, Same: null, Danger: null } draft }
        && Drafting.IsProblem(draft);

    /// <summary>Offers what was found, or remembers that there was nothing.</summary>
    public ReporterState Offer(ReporterState state, IReadOnlyList<Case> nearby, Inbound inbound, DateTimeOffset now)
    {
        var draft = state.Draft!;
        var same = nearby.Where(c => IsSame(draft, c)).Take(MostOffered).Select(c => new SameCase(c.Number, Label(c, now), IsOwn(c, inbound))).ToList();
        return same.Count == 0
            ? state with { Draft = draft with { SameAsked = true } }
            : drafting.Proceed(state, draft with { Same = same });
    }

    /// <returns>The case that was meant; <see cref="NoneOfThem"/>; null when the text does not say.</returns>
    public static SameCase? Read(Draft draft, Heard heard, IReadOnlyList<string> labels)
    {
        var offered = draft.Same!;
        if (Choice.Read(heard.Words, labels) is { } chosen)
        {
            return chosen < offered.Count ? offered[chosen] : NoneOfThem;
        }

        var bare = heard.Bare;
        if (bare is "不是" or "不是这件" or "不是这个" or "不一样" or "都不是" or "另外上报" or "没有")
        {
            return NoneOfThem;
        }

        return offered.Count == 1 && (Assent.IsYes(bare) || bare is "就是这件" or "就是这个" or "是这件" or "一起关注" or "关注") ? offered[0] : null;
    }

    public static SameCase NoneOfThem { get; } = new("", "", false);

    private static bool IsOwn(Case kase, Inbound inbound) => kase.Reporter.Channel == inbound.Channel && kase.Reporter.ExternalId == inbound.Sender;

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
