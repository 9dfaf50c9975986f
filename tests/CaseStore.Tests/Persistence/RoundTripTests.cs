using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using CaseStore.Tests.Providers;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Persistence;

public abstract class RoundTripTests(StoreFixture store) : StoreTests(store)
{
    [Fact]
    public async Task A_Case_Comes_Back_Whole_With_Its_History_In_Order()
    {
        var number = Fresh("WP");
        await WriteAsync(session =>
        {
            var kase = NewCase(number);
            kase.State = CaseState.Accepted;
            kase.Loop = Loop.Micro;
            kase.DueAt = Noon.AddDays(3);
            kase.NextDue = DueStep.Warning;
            kase.Outcome = Outcome.Fixed;
            for (var i = 0; i < 20; i++)
            {
                kase.Record(Noon.AddMinutes(-i), $"Act {i}", Actor.Clock, i % 2 == 0 ? null : "原因");
            }

            kase.Attach(NewPhoto(Noon.AddMinutes(2)), PhotoRole.Report);
            kase.Attach(NewPhoto(Noon.AddMinutes(1)), PhotoRole.Result);
            session.Cases.Add(kase);
            return Task.CompletedTask;
        });

        var found = await Store.Writer.WriteAsync(session => session.FindCaseAsync(number));

        Assert.Equal((CaseState.Accepted, Loop.Micro, DueStep.Warning, Outcome.Fixed), (found!.State, found.Loop, found.NextDue, found.Outcome));
        Assert.Equal(Noon.AddDays(3), found.DueAt);
        Assert.Null(found.AcceptedAt);
        Assert.Equal(Channel.WeChat, found.Reporter.Channel);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Act {i}"), found.History.Select(h => h.Act));
        Assert.Equal([PhotoRole.Result, PhotoRole.Report], found.Photos.Select(p => p.Role));
    }

    [Fact]
    public async Task There_Is_No_Case_Of_An_Unknown_Number() =>
        Assert.Null(await Store.Writer.WriteAsync(session => session.FindCaseAsync("WP-19700101-0001")));

    [Fact]
    public async Task An_Outbox_Message_Comes_Back_As_It_Was_Written()
    {
        var message = new OutboxMessage
        {
            CreatedAt = Noon,
            Destination = "group:p1",
            Payload = """{"text":"【催办】🔔 请尽快处理"}""",
            CaseNumber = Fresh("WP"),
            OnlyForDeadline = 2,
            Urgent = true,
            State = OutboxState.Sending,
            Attempts = 3,
            NextAttemptAt = Noon.AddSeconds(1.5),
            LeaseUntil = Noon.AddMinutes(1),
            RequeuedAt = Noon.AddMinutes(-1),
            LastError = "45009",
        };
        await WriteAsync(session => Task.FromResult(session.Cases.Add(message)));

        var read = await ReadAsync(context => context.Outbox.SingleAsync(m => m.CaseNumber == message.CaseNumber));

        Assert.NotEqual(0, read.Id);
        Assert.Equivalent(message, read, strict: true);
    }

    [Fact]
    public async Task A_Photo_And_A_Card_Come_Back_As_They_Were_Written()
    {
        var photo = NewPhoto(Noon);
        var card = new SentCard { TaskId = Fresh("task"), CaseNumber = "WP-1", Users = "officer-1|officer-2", ResponseCode = "code", SentAt = Noon };
        await WriteAsync(session =>
        {
            session.Cases.AddRange(photo, card);
            return Task.CompletedTask;
        });

        Assert.Equivalent(photo, await ReadAsync(context => context.Photos.SingleAsync(p => p.Key == photo.Key)), strict: true);
        Assert.Equivalent(card, await ReadAsync(context => context.Cards.SingleAsync(c => c.TaskId == card.TaskId)), strict: true);
    }

    [Fact]
    public async Task One_Openid_Of_One_Channel_Is_One_Person()
    {
        var person = NewPerson();
        await WriteAsync(session => Task.FromResult(session.Cases.Add(person)));

        await Add(Channel.MiniProgram);
        await Assert.ThrowsAsync<DbUpdateException>(() => Add(Channel.WeChat));

        Task Add(Channel channel) => WriteAsync(session =>
            Task.FromResult(session.Cases.Add(new Person { Channel = channel, ExternalId = person.ExternalId, FirstSeenAt = Noon })));
    }

    [Fact]
    public async Task A_Case_Read_Before_Another_Changed_It_Cannot_Be_Saved()
    {
        var number = Fresh("WP");
        await WriteAsync(session => Task.FromResult(session.Cases.Add(NewCase(number))));
        await using var first = await Store.Contexts.CreateDbContextAsync();
        await using var second = await Store.Contexts.CreateDbContextAsync();
        foreach (var context in new[] { first, second })
        {
            (await context.Cases.SingleAsync(c => c.Number == number)).Version++;
        }

        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    [Property(MaxTest = 20)]
    public FsCheck.Property A_Moment_Is_Kept_To_The_Millisecond_And_Compares_As_A_Moment()
    {
        // Any offset: what is kept is the moment, not the clock it was read from.
        var moments =
            from milliseconds in Gen.Choose(0, int.MaxValue)
            from hours in Gen.Choose(-14, 14)
            select DateTimeOffset.FromUnixTimeMilliseconds(milliseconds * 1000L).ToOffset(TimeSpan.FromHours(hours));
        return Prop.ForAll(moments.ToArbitrary(), async moment =>
        {
            var photo = NewPhoto(moment);
            await WriteAsync(session => Task.FromResult(session.Cases.Add(photo)));

            var read = await ReadAsync(context => context.Photos
                .Where(p => p.ReceivedAt >= moment && p.ReceivedAt < moment.AddMilliseconds(1)).SingleAsync(p => p.Key == photo.Key));
            Assert.Equal(moment, read.ReceivedAt);
        });
    }

    private static Photo NewPhoto(DateTimeOffset at) => new()
    {
        Key = Fresh("wechat"),
        Channel = Channel.WeChat,
        Sender = "openid",
        MediaId = "media",
        PicUrl = "http://mmbiz.qpic.cn/1",
        Token = Fresh("token"),
        ReceivedAt = at,
        State = PhotoState.Kept,
        Hash = new string('a', 64),
        ContentType = "image/jpeg",
        Attempts = 1,
    };
}

public sealed class RoundTripTestsOnSqlite(SqliteStore store) : RoundTripTests(store), IClassFixture<SqliteStore>;

public sealed class RoundTripTestsOnPostgreSql(PostgresStore store) : RoundTripTests(store), IClassFixture<PostgresStore>;
