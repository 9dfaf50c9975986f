using BotGateway.Papers;
using CaseStore.Assessment;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Phrases;

namespace BotGateway.Api;

/// <summary>What the API and the command line answer about the assessment: the same, once.</summary>
internal sealed class AssessmentAnswers(CityDirectory city, CaseCatalogue catalogue, PhraseBook book, TimeProvider clock)
{
    public const string Reporters = "reporters";

    private static readonly Dictionary<string, OrganisationKind> Kinds = new(StringComparer.Ordinal)
    {
        ["properties"] = OrganisationKind.Property,
        ["communities"] = OrganisationKind.Community,
        ["townships"] = OrganisationKind.Township,
        ["units"] = OrganisationKind.Unit,
        ["departments"] = OrganisationKind.Department,
    };

    private readonly ListWords _words = new(book);

    public static IEnumerable<string> Groups => [.. Kinds.Keys, Reporters];

    public AssessmentRules Rules => catalogue.File.Assessment;

    public Period? ReadPeriod(string? text) => Period.Parse(text, city.TimeZone);

    public Period ThisMonth => Period.MonthOf(clock.GetUtcNow(), city.TimeZone);

    public Organisation? FindCommunity(string? id) => id is not null && city.FindOrganisation(id) is { Kind: OrganisationKind.Community } found ? found : null;

    /// <param name="of">One of <see cref="Groups"/>.</param>
    public async Task<AssessmentJson> FiguresAsync(CaseContext store, string of, Period period, CancellationToken cancellation) => new(
        Json(period),
        of,
        [.. (of == Reporters
            ? await Assessor.OfReportersAsync(store, period, cancellation)
            : await Assessor.OfOrganisationsAsync(store, city, Kinds[of], period, cancellation)).Select(f => FiguresJson.Of(f.Id, f.Name, f.Figures))]);

    /// <summary>Red first, then by id.</summary>
    public async Task<CompanyListJson> CompaniesAsync(CaseContext store, Period quarter, CancellationToken cancellation)
    {
        var companies = await Assessor.OfOrganisationsAsync(store, city, OrganisationKind.Property, quarter, cancellation);
        return new CompanyListJson(Json(quarter), [.. companies
            .Select(c => CompanyList.Judge(city.FindOrganisation(c.Id)!, c.Figures, Rules))
            .OrderBy(l => l.Standing)
            .Select(l => new ListedJson(
                l.Company.Id, l.Company.Name, l.Standing, _words.List(l.Standing), [.. l.Reasons.Select(_words.Reason)],
                FiguresJson.Of(l.Company.Id, l.Company.Name, l.Figures)))]);
    }

    public async Task<PraiseTableJson> PraiseAsync(CaseContext store, Period period, CancellationToken cancellation)
    {
        var praised = await PraiseTable.OfAsync(store, period, cancellation);

        // Whoever has as many points has the same rank.
        return new PraiseTableJson(Json(period), [.. praised.Select(p =>
            new PraisedJson(1 + praised.Count(other => other.Points > p.Points), p.PublicId, p.Name, p.Points, p.ValidReports, p.SolvedCases))]);
    }

    public async Task<WatchListJson> WatchListAsync(CaseContext store, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return new WatchListJson(city.Local(now), [.. (await OpenCases.HardAsync(store, cancellation)).Select(c => Json(c, now))]);
    }

    /// <param name="community">Null: the whole city.</param>
    public async Task<HotSpotsJson> HotSpotsAsync(CaseContext store, Organisation? community, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var spots = await HotSpots.FindAsync(store, Rules, now, cancellation);
        return new HotSpotsJson(city.Local(now.AddDays(-Rules.HotSpotDays)), city.Local(now), [.. spots
            .Where(s => community is null || city.FindCompound(s.CompoundId)?.Community == community).Select(Json)]);
    }

    public async Task<AgendaJson> AgendaAsync(CaseContext store, Organisation community, Period month, CancellationToken cancellation)
    {
        var agenda = await Agenda.PrepareAsync(store, city, Rules, community, month, clock.GetUtcNow(), cancellation);
        return new AgendaJson(
            new NamedJson(community.Id, community.Name),
            Json(month),
            city.Local(agenda.At),
            [.. agenda.HardCases.Select(c => Json(c, agenda.At))],
            [.. agenda.HotSpots.Select(Json)],
            [.. agenda.Suggestions.Select(c => Json(c, agenda.At))],
            [.. agenda.Overdue.Select(c => Json(c, agenda.At))]);
    }

    /// <summary>Null when nothing in the period speaks against the organisation.</summary>
    public async Task<ReminderPaper?> PaperAsync(CaseContext store, PaperKind kind, Organisation organisation, Period period, CancellationToken cancellation)
    {
        var record = await Assessor.RecordOfAsync(store, organisation, period, cancellation);
        return ReminderPaper.Write(kind, record, period, Rules, city, book, clock.GetUtcNow());
    }

    private PeriodJson Json(Period period) => new(period.Name, city.Local(period.From), city.Local(period.To));

    private OpenCaseJson Json(OpenCase kase, DateTimeOffset at) => new(
        kase.Number,
        kase.Kind,
        kase.Subtype,
        catalogue.Find(kase.Subtype)?.Name ?? CaseCatalogue.NameOf(kase.Kind),
        kase.CompoundId.Length == 0 ? null : Compound(kase.CompoundId),
        kase.Loop,
        kase.State,
        new NamedJson(kase.Organisation, city.FindOrganisation(kase.Organisation)?.Name ?? kase.Organisation),
        kase.Member is { } member ? [member] : city.FindOrganisation(kase.Organisation)?.Members ?? [],
        city.Local(kase.ReportedAt),
        city.Local(kase.DueAt),
        kase.IsOverdue(at),
        kase.Extensions,
        kase.Reopened,
        kase.Emergency);

    private HotSpotJson Json(HotSpot spot) => new(
        Compound(spot.CompoundId), spot.Subtype, catalogue.Find(spot.Subtype)?.Name ?? spot.Subtype, PublicPlace.Spot(spot.Place), spot.Numbers.Count, spot.Open, spot.Followers,
        spot.Numbers);

    private NamedJson Compound(string id) => new(id, city.FindCompound(id)?.Name ?? id);
}
