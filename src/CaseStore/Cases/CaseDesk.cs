using CaseStore.Assessment;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>The one place where cases change. Each method decides inside the caller's transaction and says what others must hear.</summary>
public sealed class CaseDesk
{
    private readonly Filing _filing;
    private readonly Acts _acts;
    private readonly DueWork _due;

    public CaseDesk(CityDirectory city, CaseCatalogue catalogue, WorkingCalendar calendar)
    {
        var routing = new Routing(city);
        var promises = new Promises(catalogue, calendar);
        _filing = new Filing(city, catalogue, routing, promises);
        var points = new PointsLedger(catalogue.File.Talk, catalogue.File.Assessment, city.TimeZone);
        _acts = new Acts(new Duty(city), routing, promises, points);
        _due = new DueWork(promises, points);
    }

    public ValueTask<ActResult.Done> FileAsync(WriteSession session, NewReport report, DateTimeOffset now) =>
        _filing.FileAsync(session, report, now);

    public ValueTask<ActResult> ActAsync(WriteSession session, string number, CaseAct act, Actor actor, DateTimeOffset now) =>
        _acts.ActAsync(session, number, act, actor, now);

    /// <summary>Takes one step in each of at most <paramref name="atMost"/> cases whose moment has come; call again while there are events.</summary>
    public ValueTask<IReadOnlyList<CaseEvent>> LookAtDueAsync(WriteSession session, int atMost, DateTimeOffset now) =>
        _due.LookAsync(session, atMost, now);
}
