using CaseStore.Assessment;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>The one place where cases change. Each method decides inside the caller's transaction and says what others must hear.</summary>
public sealed class CaseDesk
{
    private readonly Filing _filing;
    private readonly Acts _acts;
    private readonly DueWork _due;
    private readonly Absences _absences;
    private readonly LostClaims _claims;

    public CaseDesk(CityDirectory city, CaseCatalogue catalogue, WorkingCalendar calendar)
    {
        var duty = new Duty(city);
        var promises = new Promises(catalogue, calendar);
        var clock = new CaseClock(catalogue, calendar);
        _filing = new Filing(city, catalogue, promises, clock);
        var points = new PointsLedger(catalogue.File.Talk, catalogue.File.Assessment, city.TimeZone);
        _acts = new Acts(city, new ActRules(city, catalogue, duty, promises, clock), points);
        _due = new DueWork(clock, promises, new DangerLadder(city, duty), points);
        _absences = new Absences(city, duty, clock);
        _claims = new LostClaims(clock);
    }

    public ValueTask<ActResult.Done> FileAsync(WriteSession session, NewReport report, DateTimeOffset now) =>
        _filing.FileAsync(session, report, Kept(now));

    public ValueTask<ActResult> ActAsync(WriteSession session, string number, CaseAct act, Actor actor, DateTimeOffset now) =>
        _acts.ActAsync(session, number, act, actor, Kept(now));

    /// <summary>Takes one step in each of at most <paramref name="atMost"/> cases whose moment has come; call again while there are events.</summary>
    public ValueTask<IReadOnlyList<CaseEvent>> LookAtDueAsync(WriteSession session, int atMost, DateTimeOffset now) =>
        _due.LookAsync(session, atMost, Kept(now));

    /// <summary>
    /// WeCom says that it does not know this member (any more): no case goes to them, and every case that would now have nobody goes
    /// where it would have gone without them. Repeating it does no harm.
    /// </summary>
    public ValueTask<IReadOnlyList<CaseEvent>> MarkMemberInvalidAsync(WriteSession session, string userId, DateTimeOffset now) =>
        _absences.MarkAsync(session, userId, Kept(now));

    /// <summary>The numbers of open cases that are with nobody as city.json and WeCom have it, in the order in which they came.</summary>
    public Task<IReadOnlyList<string>> StrandedAsync(CaseContext store, CancellationToken cancellation = default) => _absences.StrandedAsync(store, cancellation);

    /// <summary>Passes these on as far as they are still with nobody. Repeating it does no harm.</summary>
    public ValueTask<IReadOnlyList<CaseEvent>> PassOnAsync(WriteSession session, IReadOnlyList<string> numbers, DateTimeOffset now) =>
        _absences.PassOnAsync(session, numbers, Kept(now));

    /// <summary>No message reaches this resident any more: what they claimed is anybody's again. Repeating it does no harm.</summary>
    public ValueTask<IReadOnlyList<CaseEvent>> ReleaseClaimsAsync(WriteSession session, Channel channel, string externalId, DateTimeOffset now) =>
        _claims.ReleaseAsync(session, channel, externalId, Kept(now));

    /// <summary>The store keeps milliseconds; what is computed before it and after it must agree.</summary>
    private static DateTimeOffset Kept(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
}
