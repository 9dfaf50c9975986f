using BotGateway.Api;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Conversation.Dialogs;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace Benchmarks.Scale;

/// <summary>One thing the gateway does all day, on a store of a given size. What it does is the gateway's own code.</summary>
/// <param name="Times">How often in one round.</param>
/// <param name="DoAsync">Counts on from round to round, so that each time it is another case and another person.</param>
internal sealed record Work(string Name, int Times, Func<FilledStore, int, Task> DoAsync)
{
    /// <summary>So many are due at once in a sweep, after the warnings of a night.</summary>
    private const int DueAtOnce = 200;

    private static readonly CaseLinks Links = new(() => "http://localhost");
    private static readonly FactFinder Finder = new(Town.City);

    public static IReadOnlyList<Work> All { get; } =
    [
        new("deadline sweep, nothing due", 100, (store, _) => SweepAsync(store, Town.Now)),
        new("deadline sweep, 200 due", 1, (store, time) => SweepAsync(store, Town.Now.AddHours(1).AddSeconds(DueAtOnce * (time + 1)))),
        new("when the next is due", 100, (store, _) => NextAsync(store)),
        new("opening a case", 20, OpenAsync),
        new("finding by number", 20, (store, time) => store.Writer.WriteAsync(async s => await s.FindCaseAsync(await NumberAsync(store, time)) ?? throw Lost())),
        new("finding by reporter", 20, (store, time) => AskAsync(store, new FactsNeeded.OwnCases(), Channel.WeChat, Person(store, time))),
        new("a desk's list", 20, (store, time) => AskAsync(store, new FactsNeeded.DeskCases(), Channel.WeCom, $"officer-{time % Town.Properties}")),
        new("API: the newest", 20, (store, _) => ListAsync(store)),
        new("API: in one state", 20, (store, _) => ListAsync(store, state: "Accepted")),
        new("API: overdue", 20, (store, _) => ListAsync(store, overdue: true)),
        new("API: of one day", 20, (store, _) => ListAsync(store, from: Town.Now.AddDays(-1))),
        new("API: one case by its number", 20, async (store, time) => await CaseApi.FindAsync(
            store.Reads, Town.City, Links, Town.Clock, await NumberAsync(store, time), default)),
    ];

    private static async Task SweepAsync(FilledStore store, DateTimeOffset now)
    {
        while (await store.Writer.WriteAsync(async s => (await Town.Desk.LookAtDueAsync(s, 100, now)).Count) > 0)
        {
        }
    }

    private static async Task NextAsync(FilledStore store)
    {
        await using var reads = await store.Reads.CreateDbContextAsync();
        await CaseSearch.NextDue(reads).FirstOrDefaultAsync();
    }

    private static Task<ActResult.Done> OpenAsync(FilledStore store, int time) => store.Writer.WriteAsync(async s => await Town.Desk.FileAsync(
        s,
        new NewReport(
            Channel.WeChat, Person(store, time), CaseKind.PropertyService, Town.Subtypes[time % Town.Subtypes.Count], $"x{time % Town.Compounds}", "3号楼", "垃圾桶满了", false, []),
        Town.Now.AddDays(1)));

    private static Task<Facts> AskAsync(FilledStore store, FactsNeeded needed, Channel channel, string who) => store.Writer.WriteAsync(async s =>
        await Finder.FindAsync(s, Facts.None(Town.Now), needed, new Inbound(channel, who, "key", Town.Now, new InboundContent.Text("进度"))));

    private static async Task ListAsync(FilledStore store, string? state = null, bool? overdue = null, DateTimeOffset? from = null)
    {
        var answer = await CaseApi.ListAsync(store.Reads, store.Total, Town.City, Links, Town.Clock, state, null, overdue, from, null, null, null, default);
        _ = answer.Result as Microsoft.AspNetCore.Http.HttpResults.Ok<CasePageJson> ?? throw Lost();
    }

    /// <summary>Anywhere in the store: of what is stored most is closed.</summary>
    private static async Task<string> NumberAsync(FilledStore store, int time)
    {
        await using var reads = await store.Reads.CreateDbContextAsync();
        var id = 1 + Spread(time, store.Closed + FilledStore.Open);
        return await reads.Cases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync();
    }

    private static string Person(FilledStore store, int time) => $"o{1 + Spread(time, store.Persons)}";

    private static long Spread(int time, int over) => (time + 1) * 2_654_435_761 % over;

    private static InvalidOperationException Lost() => new("The store does not hold what was put into it.");
}
