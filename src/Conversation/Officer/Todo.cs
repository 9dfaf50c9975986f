using System.Globalization;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Officer;

/// <summary>我的待办 in screenfuls, and one case with what can be done.</summary>
internal sealed class Todo(CaseWords words, CaseLinks links)
{
    private const int PerPage = 8;
    private const int MostDescription = 120;

    /// <summary>Further away than this, the day alone does not say when.</summary>
    private static readonly TimeSpan WithinTheMonth = TimeSpan.FromDays(20);

    private readonly PhraseBook _say = words.Book;

    /// <param name="page">From 0; behind the last page begins the first.</param>
    public Turn List(StaffState state, string user, Facts facts, int page)
    {
        var mine = words.City.DutiesOf(user);
        var items = mine.SelectMany(o => facts.Cases.Where(c => c.HandlerOrganisation == o.Id).Select(c => new Item(c, o, GroupOf(c, facts.Now))))
            .Concat(facts.Called.Where(c => !mine.Any(o => o.Id == c.HandlerOrganisation)).Select(c => new Item(c, null, Group.Called)))
            .Concat(facts.Watched.Where(c => !facts.Called.Contains(c)).Select(c => new Item(c, null, Group.Watched)))
            .OrderBy(i => i.Desk is null).ThenBy(i => IndexOf(mine, i.Desk)).ThenBy(i => i.Group).ThenBy(i => i.Case.DueAt).ToList();
        if (items.Count == 0)
        {
            return new Turn(state with { Page = 0 }, _say.Text(Say.StaffNothing));
        }

        page = page * PerPage < items.Count ? page : 0;
        var shown = items.Skip(page * PerPage).Take(PerPage).ToList();
        var left = items.Count - ((page + 1) * PerPage);
        var lines = Lines(shown, facts, mine.Count > 1, items);
        return new Turn(state with { Page = page }, left > 0
            ? _say.Text(Say.StaffTodoMore, ("count", items.Count.ToString()), ("lines", lines), ("left", left.ToString()))
            : _say.Text(Say.StaffTodo, ("count", items.Count.ToString()), ("lines", lines)));
    }

    public Turn Show(StaffState state, string user, Case kase, Facts facts)
    {
        var standing = new Standing(words.City, kase, user);
        if (!standing.IsConcerned)
        {
            return new Turn(state, _say.Text(Say.StaffNotOnDuty, ("short", CaseWords.Short(kase.Number)), ("handler", words.Handler(kase))));
        }

        if (facts.Told is null)
        {
            return new Turn(state, null) { Lacks = new FactsNeeded.Told(kase.Number) };
        }

        var offers = standing.Offers(facts.Now).Select(NameOf).ToList();
        return new Turn(state, _say.Text(
            Say.StaffCase,
            ("number", kase.Number), ("subject", words.Subject(kase)), ("place", words.Place(kase)),
            ("words", kase.Description.Length <= MostDescription ? kase.Description : StaffQuestions.Shorten(kase.Description, MostDescription) + "…"),
            ("state", words.StateForStaff(kase)), ("handler", Responsible(kase)), ("due", Limit(kase, facts.Now)), ("age", words.Age(facts.Now - kase.ReportedAt)),
            ("calls", Calls(kase)), ("told", ToldWords.Line(words, facts.Told)), ("offers", offers.Count == 0 ? _say.Text(Say.StaffNothingToDo) : string.Join('、', offers)), ("link", links.Page(kase))));
    }

    public string NameOf(StaffVerb verb) => _say.Text(Say.StaffVerbNames).Split('|')[(int)verb];

    private string Lines(IReadOnlyList<Item> shown, Facts facts, bool named, IReadOnlyList<Item> all)
    {
        var shared = all.GroupBy(i => CaseWords.Short(i.Case.Number)).Where(g => g.Select(i => i.Case.Number).Distinct().Count() > 1).Select(g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        var grouped = all.Select(i => i.Group).Distinct().Count() > 1;
        var lines = new List<string>();
        Item? before = null;
        foreach (var item in shown)
        {
            if (named && item.Desk is { } desk && desk != before?.Desk)
            {
                lines.Add(_say.Text(Say.StaffTodoDesk, ("handler", desk.Name)));
            }

            if (grouped && (before is null || (before.Desk, before.Group) != (item.Desk, item.Group)))
            {
                lines.Add(_say.Text(item.Group switch
                {
                    Group.Overdue => Say.StaffTodoOverdue,
                    Group.Today => Say.StaffTodoToday,
                    Group.Called => Say.StaffTodoCalled,
                    Group.Watched => Say.StaffTodoWatched,
                    _ => Say.StaffTodoOther,
                }));
            }

            lines.Add(Line(item.Case, facts.Now, shared.Contains(CaseWords.Short(item.Case.Number))));
            before = item;
        }

        return string.Join('\n', lines);
    }

    private string Line(Case kase, DateTimeOffset now, bool withDay) => _say.Text(
        Say.StaffTodoLine,
        ("short", withDay ? kase.Number["WP-".Length..] : CaseWords.Short(kase.Number)),
        ("subject", StaffAnswers.Brief(words.Subject(kase))), ("place", StaffAnswers.Brief(words.Place(kase))), ("state", words.StateForStaff(kase)),
        ("age", words.Age(now - kase.ReportedAt)), ("due", Limit(kase, now)));

    private string Limit(Case kase, DateTimeOffset now) => kase switch
    {
        { WaitingSince: not null } => _say.Text(Say.StaffLimitPaused),
        { DueAt: { } due } when kase.IsOverdue(now) => _say.Text(Say.StaffLimitOver, ("age", words.Age(now - due))),
        { DueAt: { } due } => _say.Text(Say.StaffLimit, ("due", due - now > WithinTheMonth ? words.Time(due) : words.ShortTime(due))),
        _ => _say.Text(Say.StaffLimitNone),
    };

    private string Responsible(Case kase) => kase.HandlerMember is { } member ? $"{words.Handler(kase)} {member}" : words.Handler(kase);

    /// <summary>Who was called to the spot, and who has not come.</summary>
    private string Calls(Case kase) => kase.Calls.Count == 0 ? "" : _say.Text(
        Say.StaffCalls,
        ("names", string.Join('、', kase.Calls.Select(c => _say.Text(
            c.ReportedInAt is null ? Say.StaffCallOpen : Say.StaffCallCame, ("name", words.OrganisationName(c.Organisation)))))));

    private Group GroupOf(Case kase, DateTimeOffset now) => kase switch
    {
        _ when kase.IsOverdue(now) => Group.Overdue,
        { DueAt: { } due } when words.City.Local(due).Date <= words.City.Local(now).Date => Group.Today,
        _ => Group.Other,
    };

    private static int IndexOf(IReadOnlyList<Organisation> mine, Organisation? desk)
    {
        for (var i = 0; i < mine.Count; i++)
        {
            if (mine[i] == desk)
            {
                return i;
            }
        }

        return mine.Count;
    }

    /// <summary>In the order in which they are shown: one's own first.</summary>
    private enum Group
    {
        Overdue,
        Today,
        Other,
        Called,
        Watched,
    }

    /// <param name="Desk">Null: somebody else's.</param>
    private sealed record Item(Case Case, Organisation? Desk, Group Group);
}
