using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;

namespace CaseStore.Tests.Providers;

/// <summary>Tests that hold on both databases; each class of them ends in two sealed ones, one per database.</summary>
public abstract class StoreTests(StoreFixture store)
{
    protected static readonly DateTimeOffset Noon = new(2026, 8, 3, 12, 0, 0, TimeSpan.FromHours(8));

    private static int _fresh;

    protected StoreFixture Store => store;

    /// <summary>A name nobody else in this run has.</summary>
    protected static string Fresh(string prefix) => $"{prefix}-{Interlocked.Increment(ref _fresh)}";

    protected Task WriteAsync(Func<WriteSession, Task> work) => store.Writer.WriteAsync(async session =>
    {
        await work(session);
        return true;
    });

    protected Task<TurnStart> LookAsync(string person, string key) => store.Writer.WriteAsync(session => session.BeginTurnAsync(person, key));

    protected Task KeepAsync(string person, string key, string? state, string? reply) =>
        WriteAsync(session => session.KeepTurnAsync(person, key, state, reply, Noon).AsTask());

    protected async Task<T> ReadAsync<T>(Func<CaseContext, Task<T>> read)
    {
        await using var context = await store.Contexts.CreateDbContextAsync();
        return await read(context);
    }

    private protected static Person NewPerson() =>
        new() { Channel = Channel.WeChat, ExternalId = Fresh("openid"), FirstSeenAt = Noon };

    private protected static Case NewCase(string number) => new()
    {
        Number = number,
        Kind = CaseKind.PropertyService,
        Subtype = "Garbage",
        CompoundId = "x1",
        Place = "3号楼2单元",
        Description = "门口垃圾桶满了",
        Reporter = NewPerson(),
        HandlerOrganisation = "p1",
        ReportedAt = Noon,
        PageToken = Fresh("page"),
    };
}
