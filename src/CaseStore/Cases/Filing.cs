using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>A confirmed report becomes a case that somebody is responsible for.</summary>
internal sealed class Filing(CityDirectory city, CaseCatalogue catalogue, Promises promises, CaseClock clock)
{
    public async ValueTask<ActResult.Done> FileAsync(WriteSession session, NewReport report, DateTimeOffset now)
    {
        if (report.CompoundId.Length == 0 && !report.Emergency && report.Kind != CaseKind.Consultation)
        {
            throw new ArgumentException("Only an emergency, or somebody who asks for a person, may leave the compound open.", nameof(report));
        }

        var reporter = await Residents.OfAsync(session, report.Channel, report.ExternalId, now);
        var photos = await PhotoSearch.UsableAsync(session, report.PhotoKeys);
        var routing = new Routing(city, await session.InvalidMembersAsync());
        var day = DateOnly.FromDateTime(city.Local(now).DateTime);
        var number = $"WP-{day:yyyyMMdd}-{await session.NextNumberAsync(day):D4}";
        var done = Open(report, number, reporter, photos, routing, now);
        session.Cases.Cases.Add(done.Case);
        return done;
    }

    public ActResult.Done Open(NewReport report, string number, Person reporter, IReadOnlyList<Photo> photos, Routing routing, DateTimeOffset now)
    {
        var compound = city.FindCompound(report.CompoundId)
            ?? throw new ArgumentException("A report names a compound that city.json does not have.", nameof(report));
        var (kind, subtype) = Classified(report);
        var route = routing.First(compound, kind, report.Emergency);
        var kase = new Case
        {
            Number = number,
            Kind = kind,
            Subtype = subtype,
            CompoundId = compound.Id,
            Place = report.Place,
            Description = report.Description,
            Emergency = report.Emergency,
            Danger = report.Danger,
            Latitude = report.Latitude,
            Longitude = report.Longitude,
            Reporter = reporter,
            HandlerOrganisation = route.To.Id,
            ReportedAt = now,
            PageToken = PageTokens.New(),
        };
        foreach (var photo in photos)
        {
            kase.Attach(photo, PhotoRole.Report);
        }

        var hand = new CaseInHand(kase, Actor.Reporter(reporter.PublicId), now);
        hand.Note("Report");
        hand.Tell(CaseEventKind.Filed);
        promises.Make(kase, now);
        hand.HandTo(route, route.Review ? CaseTrigger.SendToReview : CaseTrigger.Dispatch);
        return hand.Done(clock);
    }

    /// <summary>A problem always has a subtype; one that the catalogue does not know (any more) is for a reviewer to sort.</summary>
    private (CaseKind Kind, string? Subtype) Classified(NewReport report)
    {
        if (report.Kind is not (CaseKind.PropertyService or CaseKind.LawEnforcement))
        {
            return (report.Kind, null);
        }

        return catalogue.Find(report.Subtype) is { } known ? (known.Kind, known.Code) : (CaseKind.LawEnforcement, CaseCatalogue.OtherCode);
    }
}
