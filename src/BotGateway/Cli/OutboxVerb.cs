using System.CommandLine;
using System.Data.Common;
using BotGateway.Letters;
using BotGateway.Settings;
using CaseStore.City;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Cli;

/// <summary><c>outbox list --state Dead</c>, <c>outbox resend ID…</c>, <c>outbox resend --all</c>: may run while the gateway serves, which sends within half a minute.</summary>
internal static class OutboxVerb
{
    private const int Done = 0;
    private const int SomeRefused = 1;
    private const int NotAsked = 2;

    private static readonly string[] Headings = ["编号", "种类", "状态", "工单", "发给", "写于", "次数", "最后一次", "原因"];

    public static Command Command() => new("outbox", "Messages on their way: what was given up and why, and sending it again (发件箱)") { List(), Resend() };

    private static Command List()
    {
        var state = new Option<string>("--state") { Description = $"One of {string.Join(", ", Enum.GetNames<OutboxState>())}", DefaultValueFactory = _ => nameof(OutboxState.Dead) };
        var json = StoreQuestion.Json();
        var list = new Command("list", "The newest messages of one state, never their words") { state, json };
        list.SetAction((parsed, cancellation) => LetterList.StateOf(parsed.GetValue(state)!) is not { } wanted
            ? StoreQuestion.RefuseAsync($"--state: one of {string.Join(", ", Enum.GetNames<OutboxState>())}")
            : RunAsync(async services =>
            {
                await using var store = await services.GetRequiredService<IDbContextFactory<CaseContext>>().CreateDbContextAsync(cancellation);
                var page = await LetterList.PageAsync(store, services.GetRequiredService<CityDirectory>(), wanted, 1, LetterList.LargestPage, cancellation);
                return StoreQuestion.Print(page, parsed.GetValue(json), Words);
            }));
        return list;
    }

    private static Command Resend()
    {
        var ids = new Argument<long[]>("ID") { Description = "Numbers from outbox list", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Everything that was given up" };
        var resend = new Command("resend", "Puts given-up messages back; what is no longer true is dropped when its turn comes") { ids, all };
        resend.SetAction((parsed, cancellation) =>
        {
            var (wanted, every) = (parsed.GetValue(ids) ?? [], parsed.GetValue(all));
            return every == wanted.Length > 0
                ? StoreQuestion.RefuseAsync("say which: ID… or --all")
                : RunAsync(services => ResendAsync(services, wanted, every, cancellation));
        });
        return resend;
    }

    private static async Task<int> ResendAsync(IServiceProvider services, long[] ids, bool all, CancellationToken cancellation)
    {
        var writer = services.GetRequiredService<ICaseWriter>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (all)
        {
            Console.WriteLine($"已放回 {await writer.WriteAsync(session => Resending.AllAsync(session, now), cancellation)} 条");
            return Done;
        }

        var refused = 0;
        foreach (var id in ids)
        {
            var was = await writer.WriteAsync(session => Resending.OneAsync(session, id, now), cancellation);
            refused += was == OutboxState.Dead ? 0 : 1;
            Console.WriteLine(was switch
            {
                OutboxState.Dead => $"{id} 已放回",
                null => $"{id} 没有这条",
                _ => $"{id} 现在是 {was},只有 Dead 才能重发",
            });
        }

        return refused > 0 ? SomeRefused : Done;
    }

    private static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> act)
    {
        await using var app = VerbStart.Build();
        if (app is null || !await app.OpenStoreAsync())
        {
            return NotAsked;
        }

        try
        {
            return await act(app.Services);
        }
        catch (DbException error)
        {
            return await StoreQuestion.RefuseAsync($"the database cannot be used: {error.Message}");
        }
    }

    private static string Words(LetterPage page) => $"共 {page.Total} 条" + Environment.NewLine + TextTable.Of(Headings, page.Items.Select(i => (IReadOnlyList<string>)
    [
        $"{i.Id}", i.Kind, $"{i.State}", i.CaseNumber ?? "", i.To, $"{i.CreatedAt:MM-dd HH:mm}", $"{i.Attempts}", $"{i.LastAttempt:MM-dd HH:mm}", i.LastError ?? "",
    ]));
}
