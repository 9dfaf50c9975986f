using System.Text.Json.Serialization;
using BotGateway.Due;
using BotGateway.Letters;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Phrases;

namespace BotGateway.Api;

/// <summary>A case as programs outside see it (contract.md). Unknown values are absent. Times carry the city's offset.</summary>
internal sealed record CaseJson
{
    public required string Number { get; init; }

    public required CaseKind Kind { get; init; }

    public string? Subtype { get; init; }

    public required CaseState State { get; init; }

    public required Loop Loop { get; init; }

    /// <summary>Absent while an emergency's compound is not known.</summary>
    public NamedJson? Compound { get; init; }

    public required string Place { get; init; }

    public required string Description { get; init; }

    public required bool Emergency { get; init; }

    public required IReadOnlyList<PhotoJson> Photos { get; init; }

    public required ReporterJson Reporter { get; init; }

    public required HandlerJson Handler { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    public DateTimeOffset? AcknowledgeBy { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required bool Overdue { get; init; }

    public required int Nudges { get; init; }

    public required int Extensions { get; init; }

    public RatingJson? Rating { get; init; }

    public string? MergedInto { get; init; }

    public required IReadOnlyList<HistoryJson> History { get; init; }

    public static CaseJson Of(Case kase, CityDirectory city, CaseLinks links, DateTimeOffset now) => new()
    {
        Number = kase.Number,
        Kind = kase.Kind,
        Subtype = kase.Subtype,
        State = kase.State,
        Loop = kase.Loop,
        Compound = kase.CompoundId.Length == 0 ? null : new NamedJson(kase.CompoundId, city.FindCompound(kase.CompoundId)?.Name ?? kase.CompoundId),
        Place = kase.Place,
        Description = kase.Description,
        Emergency = kase.Emergency,
        Photos = [.. kase.Photos.Where(p => p.State == PhotoState.Kept).OrderBy(p => p.ReceivedAt).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new PhotoJson(links.Photo(p), p.Role ?? PhotoRole.Report))],
        Reporter = new ReporterJson(kase.Reporter.PublicId, kase.Reporter.Verified),
        Handler = new HandlerJson(
            new NamedJson(kase.HandlerOrganisation, city.FindOrganisation(kase.HandlerOrganisation)?.Name ?? kase.HandlerOrganisation), kase.HandlerMember),
        ReportedAt = city.Local(kase.ReportedAt),
        AcknowledgeBy = city.Local(kase.AcknowledgeBy),
        DueAt = city.Local(kase.DueAt),
        AcceptedAt = city.Local(kase.AcceptedAt),
        ResolvedAt = city.Local(kase.ResolvedAt),
        ClosedAt = city.Local(kase.ClosedAt),
        Overdue = kase.IsOverdue(now),
        Nudges = kase.Nudges,
        Extensions = kase.Extensions,
        Rating = kase.Grade is { } grade ? new RatingJson(grade, kase.GradeComment, kase.GradedByDefault) : null,
        MergedInto = kase.MergedInto,
        History = [.. kase.History.OrderBy(h => h.At).ThenBy(h => h.Id).Select(h => new HistoryJson(city.Local(h.At), h.Act, h.By, h.Role, h.Note))],
    };
}

internal sealed record NamedJson(string Id, string Name);

internal sealed record PhotoJson(string Url, PhotoRole Role);

internal sealed record ReporterJson(string Id, bool Verified);

internal sealed record HandlerJson(NamedJson Organisation, string? Member);

internal sealed record RatingJson(int Grade, string? Comment, bool ByDefault);

internal sealed record HistoryJson(DateTimeOffset At, string Act, string By, Role Role, string? Note);

internal sealed record CasePageJson(IReadOnlyList<CaseJson> Items, int Total, int Page, int PageSize);

internal sealed record UnderstandRequest(string? Text);

internal sealed record CandidateJson(CaseKind Kind, string Subtype, double Confidence);

internal sealed record UnderstoodJson(
    Conversation.Understanding.Intent Intent, string? Command, bool Emergency, string? Place, string? Compound, IReadOnlyList<CandidateJson> Candidates, bool Sure);

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseJson))]
[JsonSerializable(typeof(CasePageJson))]
[JsonSerializable(typeof(UnderstandRequest))]
[JsonSerializable(typeof(UnderstoodJson))]
[JsonSerializable(typeof(RosterJson))]
[JsonSerializable(typeof(DueJson))]
[JsonSerializable(typeof(ConfigurationJson))]
[JsonSerializable(typeof(ReadyJson))]
[JsonSerializable(typeof(AssessmentJson))]
[JsonSerializable(typeof(CompanyListJson))]
[JsonSerializable(typeof(PraiseTableJson))]
[JsonSerializable(typeof(WatchListJson))]
[JsonSerializable(typeof(HotSpotsJson))]
[JsonSerializable(typeof(AgendaJson))]
[JsonSerializable(typeof(LetterPage))]
[JsonSerializable(typeof(ResentJson))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
