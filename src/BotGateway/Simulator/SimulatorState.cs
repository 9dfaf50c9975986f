using BotGateway.Settings;
using BotGateway.Simulator.Samples;
using BotGateway.Simulator.Stage;
using CaseStore.City;

namespace BotGateway.Simulator;

internal sealed record PersonView(string Id, string Name, string Chat, string? Organisation, string? OrganisationName, string? Role);

internal sealed record GroupView(string Id, string Name, string Chat, OrganisationKind Kind);

internal sealed record CompoundView(string Id, string Name, double? Latitude, double? Longitude);

internal sealed record SampleView(string Id, string Name, bool Result, string Url);

/// <summary>Whom each column of the page shows first: those who look after the first compound.</summary>
internal sealed record ColumnsView(string? Resident, string? Officer, string? Staff, string? PropertyGroup, string? CommunityGroup);

/// <summary>When the page says that it is night, as <c>HH:mm</c>.</summary>
internal sealed record NightView(string From, string To);

/// <param name="Night">The city's quiet hours; absent when it has none.</param>
/// <param name="Change">To go on from with <c>/simulator/events</c>.</param>
internal sealed record SimulatorView(
    string City,
    DateTimeOffset Now,
    NightView? Night,
    string? ApiKey,
    string Run,
    long Change,
    IReadOnlyList<Resident> Residents,
    IReadOnlyList<PersonView> Members,
    IReadOnlyList<GroupView> Groups,
    IReadOnlyList<CompoundView> Compounds,
    IReadOnlyList<SampleView> Samples,
    ColumnsView Columns,
    IReadOnlyDictionary<string, IReadOnlyList<StageLine>> Transcripts);

/// <summary>Puts together what a page must know to start.</summary>
internal sealed class SimulatorState(CityNow city, Cast cast, SimulatorStage stage, GatewaySettings settings, TimeProvider clock)
{
    public SimulatorView Look()
    {
        var news = stage.After(0);
        var transcripts = news.Lines.GroupBy(line => line.Chat)
            .ToDictionary(chat => chat.Key, chat => (IReadOnlyList<StageLine>)[.. chat.OrderBy(line => line.Id).Select(Local)]);
        return new SimulatorView(
            city().Name,
            Now,
            city().QuietHours is var hours && hours != QuietHours.None ? new NightView($"{hours.From:HH:mm}", $"{hours.To:HH:mm}") : null,
            settings.ApiKey,
            stage.Run,
            news.Change,
            [.. Cast.Residents, .. Strangers(transcripts.Keys)],
            [.. cast.Organisations.SelectMany(o => o.Members.Select(m => Member(cast.FindMember(m)!, o)))],
            [.. cast.Groups.Select(g => new GroupView(g.Id, g.Name, Cast.ChatOfGroup(g), g.Kind))],
            [.. city().Compounds.Select(x => new CompoundView(x.Id, x.Name, x.Latitude, x.Longitude))],
            [.. SamplePictures.All.Select(s => new SampleView(s.Id, s.Name, s.Result, $"/simulator/samples/{s.Id}.png"))],
            Columns(),
            transcripts);
    }

    public DateTimeOffset Now => city().Local(clock.GetUtcNow());

    public StageLine Local(StageLine line) => line with { At = city().Local(line.At) };

    private ColumnsView Columns()
    {
        var compound = city().Compounds.FirstOrDefault(x => x.Property?.Members.Count > 0) ?? (city().Compounds.Count > 0 ? city().Compounds[0] : null);
        var groups = cast.Groups.ToArray();
        return new ColumnsView(
            Cast.Residents[0].Chat,
            ChatOf(compound?.Property ?? compound?.Community),
            ChatOf(compound?.Community),
            Group(compound?.Property) ?? groups.Select(Cast.ChatOfGroup).FirstOrDefault(),
            Group(compound?.Community) ?? groups.Select(Cast.ChatOfGroup).LastOrDefault());

        string? ChatOf(Organisation? organisation) =>
            organisation is { Members: [var first, ..] } ? cast.Find("wecom:" + first).Chat : null;

        string? Group(Organisation? organisation) =>
            organisation?.GroupRobotKey is { } key && cast.FindGroup(key) is { } group ? Cast.ChatOfGroup(group) : null;
    }

    private IEnumerable<Resident> Strangers(IEnumerable<string> chats) => chats
        .Where(chat => !chat.StartsWith(Player.WeCom, StringComparison.Ordinal) && !chat.StartsWith(Cast.Group, StringComparison.Ordinal)
            && Cast.Residents.All(r => r.Chat != chat))
        .Select(chat => cast.Find(chat)).Select(player => new Resident(player.Id, player.Id, player.Platform));

    private static PersonView Member(string id, Organisation duty) =>
        new(id, id, new Player(SimulatedPlatform.WeCom, id).Chat, duty.Id, duty.Name, duty.Role.ToString());
}
