using BotGateway.Photos;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;
using PublicPlace = Conversation.Phrases.PublicPlace;

namespace BotGateway.Pages;

/// <summary>From a case to what its reporter's page says.</summary>
internal sealed class CasePageReader(CityDirectory city, CaseCatalogue catalogue)
{
    /// <param name="forNeighbour">Somebody who follows it: how far it is and what came of it, without the reporter's words and photos.</param>
    public CasePageView Read(Case kase, DateTimeOffset now, bool forNeighbour = false)
    {
        var responsible = city.FindOrganisation(kase.HandlerOrganisation)?.Name ?? "承办单位";
        var compound = city.FindCompound(kase.CompoundId);
        var history = kase.History.OrderBy(entry => entry.Id).ToArray();
        return new CasePageView(
            city.Name,
            kase.Number,
            CaseCatalogue.NameOf(kase.Kind),
            catalogue.Find(kase.Subtype)?.Name,
            $"{compound?.Name} {PublicPlace.Spot(kase.Place)}".Trim(),
            forNeighbour ? null : PublicPlace.WithoutPhones(kase.Description),
            kase.Emergency,
            CaseWords.Progress(kase.State, history.Any(entry => entry.Act is "SendToReview" or "Decline")),
            CaseWords.State(kase.State, responsible),
            responsible,
            Helpers(kase, compound),
            Limit(kase, now),
            kase.Outcome is { } outcome ? CaseWords.Outcome(outcome) : null,
            kase.OutcomeNote,
            forNeighbour ? null : Rating(kase),
            forNeighbour ? [] : Photos(kase, PhotoRole.Report),
            Photos(kase, PhotoRole.Result),
            kase.Photos.Any(photo => photo.State == PhotoState.Waiting),
            [.. history.Select(entry => Step(entry, forNeighbour)).OfType<CaseStep>()],
            kase.Followers.Count)
        {
            Videos = kase.Photos.Where(photo => MediaKind.Of(photo.ContentType)?.IsVideo == true).Select(photo => PhotoEndpoints.PathOf(photo.Token)).ToHashSet(),
        };
    }

    // The community helps with everything in its compounds; where it is responsible itself, its township does.
    private static IReadOnlyList<string> Helpers(Case kase, Compound? compound) => compound is null ? []
        : kase.HandlerOrganisation == compound.Community.Id ? [compound.Township.Name]
        : [compound.Community.Name];

    private CaseLimit? Limit(Case kase, DateTimeOffset now)
    {
        if (!kase.IsInWork || kase.DueAt is not { } due)
            return null;
        var late = kase.IsOverdue(now);
        return new CaseLimit(CityTime.Limit(city.Local(due)), late ? $"已超过 {CityTime.Span(now - due)}" : $"还有 {CityTime.Span(due - now)}", late);
    }

    private static string? Rating(Case kase) => kase.Grade switch
    {
        null => null,
        _ when kase.GradedByDefault => "您没有评价,到期按默认满意办结",
        { } grade => CaseWords.Grade(grade),
    };

    private static IReadOnlyList<string> Photos(Case kase, PhotoRole role) =>
        [.. kase.Photos.Where(photo => photo.Role == role && photo.State == PhotoState.Kept)
            .OrderBy(photo => photo.ReceivedAt).ThenBy(photo => photo.Key, StringComparer.Ordinal).Select(photo => PhotoEndpoints.PathOf(photo.Token))];

    private CaseStep? Step(HistoryEntry entry, bool forNeighbour)
    {
        // By organisation, never by person: a userid may be somebody's name.
        var by = city.DutiesOf(entry.By).FirstOrDefault(duty => duty.Role == entry.Role)?.Name ?? CaseWords.RoleName(entry.Role);
        var to = entry.Note is { } id ? city.FindOrganisation(id)?.Name : null;
        return CaseWords.Step(entry.Act, by, to) is { } what
            ? new CaseStep(CityTime.Short(city.Local(entry.At)), what, !forNeighbour && CaseWords.IsNoteForResident(entry.Act) ? entry.Note : null)
            : null;
    }
}
