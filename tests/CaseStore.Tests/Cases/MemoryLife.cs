using System.Reflection;
using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Two cases of one compound, three residents and a clock, without any store: the rules as they are, and nothing else.</summary>
internal sealed class MemoryLife
{
    private static readonly CaseCatalogue Catalogue = new(Some.Catalogue);
    private static readonly Duty Duty = new(Some.City);
    private static readonly Promises Promises = new(Catalogue, Some.Calendar);
    private static readonly CaseClock Clock = new(Catalogue, Some.Calendar);
    private static readonly ActRules Rules = new(Some.City, Catalogue, Duty, Promises, Clock);
    private static readonly Filing Filing = new(Some.City, Catalogue, Promises, Clock);
    private static readonly Absences Absences = new(Some.City, Duty, Clock);
    private static readonly LostClaims Claims = new(Clock);
    private static readonly DueWork Due = new(Clock, Promises, new DangerLadder(Some.City, Duty), new PointsLedger(Some.Catalogue.Talk, Some.Catalogue.Assessment, Some.Zone));
    private static readonly Action<object, object?> SetId = typeof(Person).GetProperty(nameof(Person.Id))!.SetValue;

    private readonly Person[] _residents;

    public MemoryLife(NewReport report, DateTimeOffset? now = null)
    {
        Now = now ?? Some.Now;
        _residents = [.. Enumerable.Range(1, 3).Select(id => Resident(id, report.CompoundId))];
        Cases = [.. Enumerable.Range(1, 2).Select(n => (Case)Filing.Open(report, $"WP-20261123-000{n}", _residents[n - 1], [], new Routing(Some.City, Gone), Now).Case)];
        Filed = Cases[0].Subtype;
    }

    public DateTimeOffset Now { get; private set; }

    public Case[] Cases { get; }

    /// <summary>The subtype of both, as it was filed.</summary>
    public string? Filed { get; }

    /// <summary>Whom WeCom does not know.</summary>
    public HashSet<string> Gone { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Routing Routing => new(Some.City, Gone);

    public void Pass(TimeSpan time) => Now += time;

    public ActResult Act(Case kase, CaseAct act, Actor by)
    {
        if (by.Role != Role.Reporter)
        {
            Gone.Remove(by.Id);
        }

        // A proof that turns out to be no picture is our own event.
        if (by == LifeStep.Volunteer && act is not CaseAct.Recall)
        {
            _residents[2].LeftAt = null;
        }

        var through = kase.State == CaseState.Merged && act is CaseAct.Supplement or CaseAct.Urge && by == Actor.Reporter(kase.Reporter.PublicId);
        return Rules.Decide(through ? Cases.Single(c => c.Number == kase.MergedInto) : kase, act, by, new ActFacts
        {
            Routing = Routing,
            Photos = Photos(act),
            Person = by.Role == Role.Reporter ? _residents.FirstOrDefault(p => p.PublicId == by.Id) : null,
            ClaimerLeft = HasLeft && kase.ClaimedBy == LifeStep.Volunteer.Id,
            Survivor = act is CaseAct.Merge merge ? Survivor(merge.Into) : null,
            ThroughMerged = through,
        }, Now);
    }

    public IReadOnlyList<CaseEvent> Look(Case kase) => Due.Look(kase, Now);

    public IReadOnlyList<CaseEvent> Leave(string member)
    {
        Gone.Add(member);
        return [.. Cases.Select(c => Absences.Reroute(c, Routing, Now)).OfType<ActResult.Done>().SelectMany(d => d.Events)];
    }

    /// <summary>Somebody of those who turn up whose act it is; the stranger where there is none.</summary>
    /// <param name="from">Where to begin to ask, so that it is not always the same one.</param>
    public static Actor WhoMay(Case kase, CaseAct act, int from) =>
        Enumerable.Range(from, LifeStep.Everybody.Length).Select(i => LifeStep.Everybody[i % LifeStep.Everybody.Length])
            .FirstOrDefault(by => Duty.For(act, kase, by) is not null) ?? Some.Stranger;

    /// <summary>No message reaches the volunteer.</summary>
    public bool HasLeft => _residents[2].LeftAt is not null;

    public IReadOnlyList<CaseEvent> Unfollow()
    {
        _residents[2].LeftAt ??= Now;
        return [.. Cases.Select(c => Claims.Release(c, LifeStep.Volunteer.Id, Now)).OfType<ActResult.Done>().SelectMany(d => d.Events)];
    }

    private Case? Survivor(string number)
    {
        var found = Array.Find(Cases, c => c.Number == number);
        return found is { State: CaseState.Merged } ? Survivor(found.MergedInto!) : found;
    }

    private List<Photo> Photos(CaseAct act) => act switch
    {
        CaseAct.Resolve { Photos: var keys } => [.. keys.Select(Photo)],
        CaseAct.Raise { Photos: var keys } => [.. keys.Select(Photo)],
        _ => [],
    };

    private Photo Photo(string key) => new() { Key = key, Channel = Channel.WeCom, Sender = "s", Token = key, ReceivedAt = Now, State = PhotoState.Kept };

    /// <summary>The third is a volunteer of the compound's roster.</summary>
    private Person Resident(long id, string compound)
    {
        var person = new Person { Channel = Channel.WeChat, ExternalId = $"openid-{id}", FirstSeenAt = Now };
        if (id == 3)
        {
            (person.Verified, person.Role, person.CompoundId) = (true, ReporterRole.Volunteer, compound);
        }

        SetId(person, id);
        return person;
    }
}
