using System.Globalization;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;

namespace Conversation.Phrases;

/// <summary>How a case is put into words: short number, subject, place, state, times in the city's clock.</summary>
public sealed class CaseWords(PhraseBook book, CityDirectory city, CaseCatalogue catalogue)
{
    public PhraseBook Book => book;

    public CityDirectory City => city;

    public CaseCatalogue Catalogue => catalogue;

    /// <summary>The last four digits: what people say to each other.</summary>
    public static string Short(string number) => number[(number.LastIndexOf('-') + 1)..];

    /// <summary>A resident who asked for a person: the dialog says so at the head of the words.</summary>
    public bool WantsPerson(Case kase) =>
        kase.Kind == CaseKind.Consultation && kase.Description.StartsWith(book.Text(Say.WantsPerson, ("text", "")), StringComparison.Ordinal);

    public string Subject(Case kase) => WantsPerson(kase) ? book.Text(Say.PersonSubject) : catalogue.Find(kase.Subtype)?.Name ?? CaseCatalogue.NameOf(kase.Kind);

    /// <summary>What the danger is called, else the subject: "疑似燃气泄漏" tells an officer what to bring.</summary>
    public string DangerName(Case kase) =>
        catalogue.File.Dangers.FirstOrDefault(d => d.Code == kase.Danger)?.Name ?? Subject(kase);

    public string TypeOf(CaseKind kind, string? subtype) =>
        catalogue.Find(subtype) is { } found ? $"{CaseCatalogue.NameOf(found.Kind)} · {found.Name}" : CaseCatalogue.NameOf(kind);

    public string CompoundName(string compoundId) => city.FindCompound(compoundId)?.Name ?? compoundId;

    /// <summary>Compound and spot, exact: for those who must go there.</summary>
    public string Place(Case kase) => Place(kase.CompoundId, kase.Place);

    public string Place(string compoundId, string place) => (compoundId.Length, place.Length) switch
    {
        (0, 0) => book.Text(Say.PlaceUnknown),
        (0, _) => $"{place}({book.Text(Say.CompoundNotSaid)})",
        (_, 0) => CompoundName(compoundId),
        _ => $"{CompoundName(compoundId)} {place}",
    };

    /// <summary>
    /// The place as a group may read it: only words that name a spot (building, unit, gate …), never a room number,
    /// and nothing else of what the resident typed.
    /// </summary>
    public string GroupPlace(Case kase) =>
        Place(kase.CompoundId, PublicPlace.Spot(kase.Place) ?? "");

    public string OrganisationName(string id) => city.FindOrganisation(id)?.Name ?? id;

    public string Handler(Case kase) => OrganisationName(kase.HandlerOrganisation);

    /// <summary>Who helps: the community, unless it is the one responsible, then the township.</summary>
    public string Helper(Case kase)
    {
        var compound = city.FindCompound(kase.CompoundId);
        return compound is null ? "" : (kase.HandlerOrganisation == compound.Community.Id ? compound.Township : compound.Community).Name;
    }

    public string Community(Case kase) => city.FindCompound(kase.CompoundId)?.Community.Name ?? "";

    /// <summary>e.g. <c>11月25日 10:12</c>.</summary>
    public string Time(DateTimeOffset moment)
    {
        var local = city.Local(moment);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Month}月{local.Day}日 {local:HH:mm}");
    }

    /// <summary>e.g. <c>2026年11月25日 10:12</c>, as the platforms' keyword "time" wants it.</summary>
    public string YearTime(DateTimeOffset moment) => city.Local(moment).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>e.g. <c>25日10:12</c>, for cards and groups.</summary>
    public string ShortTime(DateTimeOffset moment)
    {
        var local = city.Local(moment);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Day}日{local:HH:mm}");
    }

    public string Due(Case kase) => kase.DueAt is { } due ? Time(due) : "";

    public string ShortDue(Case kase) => kase.DueAt is { } due ? ShortTime(due) : "";

    public string State(CaseState state) => book.Text(state switch
    {
        CaseState.Reported => Say.StateReported,
        CaseState.UnderReview => Say.StateUnderReview,
        CaseState.Dispatched => Say.StateDispatched,
        CaseState.Accepted => Say.StateAccepted,
        CaseState.Resolved => Say.StateResolved,
        CaseState.Closed => Say.StateClosed,
        CaseState.Withdrawn => Say.StateWithdrawn,
        CaseState.Rejected => Say.StateRejected,
        CaseState.Merged => Say.StateMerged,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    });

    /// <summary>The same for those who work on it: they do not wait for their own rating.</summary>
    public string StateForStaff(CaseState state) => state == CaseState.Resolved ? book.Text(Say.StateResolvedForStaff) : State(state);

    /// <summary>… and that it waits for the reporter's answer.</summary>
    public string StateForStaff(Case kase) => kase.WaitingSince is not null && kase.IsInWork ? book.Text(Say.StateWaiting) : StateForStaff(kase.State);

    /// <summary>How long: hours within the first day, then whole days.</summary>
    public string Age(TimeSpan age) => age < TimeSpan.FromDays(1)
        ? book.Text(Say.AgeHours, ("count", Math.Max(1, (int)age.TotalHours).ToString(CultureInfo.InvariantCulture)))
        : book.Text(Say.AgeDays, ("count", ((int)age.TotalDays).ToString(CultureInfo.InvariantCulture)));

    public string Outcome(Outcome outcome) => book.Text(outcome switch
    {
        CaseStore.Cases.Outcome.Fixed => Say.OutcomeFixed,
        CaseStore.Cases.Outcome.Explained => Say.OutcomeExplained,
        CaseStore.Cases.Outcome.NotOurs => Say.OutcomeNotOurs,
        CaseStore.Cases.Outcome.CannotFix => Say.OutcomeCannotFix,
        CaseStore.Cases.Outcome.Duplicate => Say.OutcomeDuplicate,
        CaseStore.Cases.Outcome.LongTerm => Say.OutcomeLongTerm,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    });

    /// <summary>The five grades, best first: index 0 is grade 5.</summary>
    public IReadOnlyList<string> Grades { get; } = book.Text(Say.GradeNames).Split('|');

    public string GradeName(int grade) => Grades[Grades.Count - grade];

    /// <summary>The grades as choices. Here the number is the grade itself, 5 the best, as people count points.</summary>
    public string GradeLines() => string.Join('\n', Grades.Select((name, i) => $"{Grades.Count - i}. {name}"));
}
