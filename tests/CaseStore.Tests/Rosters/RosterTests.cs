using System.Text;
using CaseStore.People;
using CaseStore.Tests.Cases;
using CaseStore.Tests.Providers;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Rosters;

public abstract class RosterTests(StoreFixture store) : StoreTests(store)
{
    private static readonly RosterImport Import = new(Some.City);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private Task<RosterResult> ImportAsync(byte[] file, bool dryRun = false) => Import.RunAsync(Store.Writer, file, Noon, dryRun);

    private Task<Registration> RegisterAsync(string who, string name, string phone, DateTimeOffset? at = null, Channel channel = Channel.WeChat) =>
        Store.Writer.WriteAsync(s => Registrar.RegisterAsync(s, channel, who, name, phone, 3, at ?? Noon));

    private static int _phones = 1000;

    /// <summary>A number that no other test of this run has.</summary>
    private static string Phone() => $"1380000{Interlocked.Increment(ref _phones):D4}";

    private Task<Person> PersonAsync(string who) => ReadAsync(c => c.People.SingleAsync(p => p.ExternalId == who));

    [Fact]
    public async Task Good_Lines_Are_Imported_Bad_Ones_Named_And_Twice_Changes_Nothing()
    {
        var (one, two) = (Phone(), Phone());
        var file = Utf8($"姓名,电话,身份,小区\n张三,{one},报到党员,甲苑\n李四,123,网格长,甲苑\n,{Phone()},网格员,\n王五,{Phone()},皇帝,\n赵六,{Phone()},志愿者,火星苑\n钱七,{one},志愿者,\n孙八,{two},网格员,x2\n");

        var first = await ImportAsync(file);

        Assert.Equal((2, 0, 0), (first.Imported, first.Updated, first.Unchanged));
        Assert.Equal([3, 4, 5, 6, 7], first.Faults.Select(f => f.Line));
        Assert.Contains("11 位", first.Faults[0].Reason, StringComparison.Ordinal);
        Assert.Contains("第 2 行", first.Faults[4].Reason, StringComparison.Ordinal);
        var before = await ReadAsync(c => c.Roster.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Name, r.Phone, r.Role, r.CompoundId, r.ImportedAt }).ToListAsync());
        var second = await ImportAsync(file);
        Assert.Equal((0, 0, 2), (second.Imported, second.Updated, second.Unchanged));
        Assert.Equal(before, await ReadAsync(c => c.Roster.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Name, r.Phone, r.Role, r.CompoundId, r.ImportedAt }).ToListAsync()));
        var kept = await ReadAsync(c => c.Roster.SingleAsync(r => r.Phone == two));
        Assert.Equal((ReporterRole.GridMember, "x2"), (kept.Role, kept.CompoundId));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with mark")]
    [InlineData("gb18030")]
    public async Task However_The_Spreadsheet_Saved_It(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var phone = Phone();
        var text = $"电话,小区,姓名,身份\r\n{phone[..3]} {phone[3..7]}-{phone[7..]},甲苑,欧阳娜娜,微网格员\r\n";
        var file = encoding switch
        {
            "utf-8" => Utf8(text),
            "utf-8 with mark" => [.. Encoding.UTF8.Preamble, .. Utf8(text)],
            _ => Encoding.GetEncoding("GB18030").GetBytes(text),
        };

        Assert.Equal(1, (await ImportAsync(file)).Imported);

        var entry = await ReadAsync(c => c.Roster.SingleAsync(r => r.Phone == phone));
        Assert.Equal(("欧阳娜娜", ReporterRole.MicroGridMember, "x1"), (entry.Name, entry.Role, entry.CompoundId));
    }

    [Theory]
    [InlineData("\u202d{0}\u202c")]
    [InlineData("+86 {0}")]
    [InlineData("'{0}")]
    [InlineData("（{0}")]
    [InlineData("{0}.0")]
    [InlineData("86{0}1")]
    [InlineData("1.38E+10")]
    public async Task A_Phone_Is_Read_As_It_Is_Meant_Or_Not_At_All(string written)
    {
        var phone = Phone();
        var result = await ImportAsync(Utf8($"姓名,电话\n张三,{string.Format(System.Globalization.CultureInfo.InvariantCulture, written, phone)}\n"));

        var readable = !written.Contains('.', StringComparison.Ordinal) && !written.Contains("}1", StringComparison.Ordinal) && !written.Contains('（', StringComparison.Ordinal);
        Assert.Equal(readable ? 1 : 0, await ReadAsync(c => c.Roster.CountAsync(r => r.Phone == phone)));
        Assert.Equal(readable ? 0 : 1, result.Faults.Count);
    }

    [Theory]
    [InlineData("", "\"李四,1\r\n王五,2\r\n", 3, 1)]
    [InlineData("", "\"李四,1\r\n王五,2", 3, 1)]
    [InlineData("\r\n\r\n", "\"李四,1\r\n王五,2\r\n", 5, 1)]
    [InlineData("\n", "\"李\n四\",1\n王五,13800138000\n", 4, 2)]
    public async Task A_Quotation_Mark_That_Ends_Late_Or_Never_Is_Told_Where_It_Begins(string blank, string rest, int line, int imported)
    {
        var result = await ImportAsync(Utf8($"姓名,电话\r\n\"张三\",{Phone()}\r\n{blank}{rest}"));

        Assert.Equal(imported, result.Imported + result.Unchanged);
        var fault = Assert.Single(result.Faults);
        Assert.Equal(line, fault.Line);
        Assert.Contains(" 2 行没有读", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("Resident")]
    public async Task A_Role_Is_One_Of_The_Lists_Words(string role) =>
        Assert.Equal(2, Assert.Single((await ImportAsync(Utf8($"姓名,电话,身份\n张三,{Phone()},{role}\n"))).Faults).Line);

    [Fact]
    public async Task A_Long_Roster_Is_Taken_In_Lots_And_Counted_As_One()
    {
        var lines = Enumerable.Range(0, 1_234).Select(i => $"张三,1370001{i:D4}").ToArray();
        var file = Utf8("姓名,电话\n" + string.Join('\n', lines));

        var tried = await ImportAsync(file, dryRun: true);
        var first = await ImportAsync(file);
        var second = await ImportAsync(file);

        Assert.Equal((1_234, 1_234, 1_234), (tried.Imported, first.Imported, second.Unchanged));
        Assert.Equal(1_234, await ReadAsync(c => c.Roster.CountAsync(r => r.Phone.StartsWith("1370001"))));
    }

    [Fact]
    public async Task A_Changed_Line_Updates_And_A_Dry_Run_Does_Nothing()
    {
        var phone = Phone();
        await ImportAsync(Utf8($"姓名,电话\n张三,{phone}\n"));
        var changed = Utf8($"姓名,电话,身份\n张三丰,+86 {phone},网格长\n");

        Assert.Equal(1, (await ImportAsync(changed, dryRun: true)).Updated);
        Assert.Equal("张三", (await ReadAsync(c => c.Roster.SingleAsync(r => r.Phone == phone))).Name);
        Assert.Equal(1, (await ImportAsync(changed)).Updated);
        var entry = await ReadAsync(c => c.Roster.SingleAsync(r => r.Phone == phone));
        Assert.Equal(("张三丰", ReporterRole.GridLeader), (entry.Name, entry.Role));
    }

    [Theory]
    [InlineData("")]
    [InlineData("张三,13800138000\n李四,13900139000")]
    [InlineData("\0\0\0")]
    public async Task A_File_That_Is_No_Roster_Is_Refused_As_A_Whole(string text) => Assert.True((await ImportAsync(Utf8(text))).IsUnreadable);

    [Fact]
    public async Task A_File_That_Is_Too_Large_Is_Refused_As_A_Whole() =>
        Assert.True((await ImportAsync(new byte[RosterImport.LargestBytes + 1])).IsUnreadable);

    [Fact]
    public async Task Name_And_Phone_On_The_Roster_Open_The_Right()
    {
        var (who, phone) = (Fresh("o"), Phone());
        await ImportAsync(Utf8($"姓名,电话,身份,小区\n阿依古丽·买买提,{phone},志愿者,甲苑\n"));

        Assert.Equal(new Registration.Matched(ReporterRole.Volunteer, "x1"), await RegisterAsync(who, "阿依古丽•买买提 ", phone));

        var resident = await Store.Writer.WriteAsync(s => Residents.LookAsync(s, Channel.WeChat, who, Noon));
        Assert.Equal((true, ReporterRole.Volunteer, "x1", true), (resident.Verified, resident.Role, resident.CompoundId, resident.Registered));
    }

    [Fact]
    public async Task Who_Registered_Before_The_List_Came_Is_Verified_By_It()
    {
        var (who, phone) = (Fresh("o"), Phone());
        Assert.Equal(new Registration.NotOnRoster(), await RegisterAsync(who, "张三", phone));

        Assert.Equal(1, (await ImportAsync(Utf8($"姓名,电话,身份\n张三,{phone},网格长\n"))).Verified);

        Assert.Equal((true, ReporterRole.GridLeader), (await PersonAsync(who) is var p ? (p.Verified, p.Role!.Value) : default));
    }

    [Fact]
    public async Task An_Entry_Belongs_To_One_Person_Of_A_Channel_And_The_Second_Leaves_No_Name_Behind()
    {
        var (first, second, mini, phone) = (Fresh("o"), Fresh("o"), Fresh("o"), Phone());
        await ImportAsync(Utf8($"姓名,电话\n张三,{phone}\n"));
        Assert.IsType<Registration.Matched>(await RegisterAsync(first, "张三", phone));

        Assert.Equal(new Registration.Taken(), await RegisterAsync(second, "张三", phone));
        Assert.Null((await PersonAsync(second)).Name);
        Assert.IsType<Registration.Matched>(await RegisterAsync(mini, "张三", phone, channel: Channel.MiniProgram));
    }

    [Fact]
    public async Task Guessing_Is_Limited_And_Begins_Anew_The_Next_Day()
    {
        var (who, phone) = (Fresh("o"), Phone());
        await ImportAsync(Utf8($"姓名,电话\n张三,{phone}\n"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(new Registration.NotOnRoster(), await RegisterAsync(who, "李" + i, phone));
        }

        Assert.Equal(new Registration.TooManyTries(), await RegisterAsync(who, "张三", phone));
        Assert.False((await PersonAsync(who)).Verified);
        Assert.IsType<Registration.Matched>(await RegisterAsync(who, "张三", phone, Noon.AddDays(1)));
    }

    [Fact]
    public async Task Who_Is_Verified_Stays_Who_They_Are_After_A_Wrong_Try()
    {
        var (who, phone) = (Fresh("o"), Phone());
        await ImportAsync(Utf8($"姓名,电话\n张三,{phone}\n"));
        await RegisterAsync(who, "张三", phone);
        await RegisterAsync(who, "李四", Phone());

        var person = await PersonAsync(who);
        Assert.Equal((true, "张三", phone), (person.Verified, person.Name, person.Phone));
    }

    [Fact]
    public async Task Whoever_Registers_With_Another_Entry_Is_From_Then_On_That_One_And_Leaves_The_First_To_Others()
    {
        var (who, other, old, now) = (Fresh("o"), Fresh("o"), Phone(), Phone());
        await ImportAsync(Utf8($"姓名,电话,身份\n张三,{old},网格员\n张三,{now},网格长\n"));
        await RegisterAsync(who, "张三", old);

        Assert.Equal(new Registration.Matched(ReporterRole.GridLeader, null), await RegisterAsync(who, "张三", now));

        var person = await PersonAsync(who);
        Assert.Equal((now, ReporterRole.GridLeader), (person.Phone, person.Role!.Value));
        Assert.IsType<Registration.Matched>(await RegisterAsync(other, "张三", old));
    }

    [Fact]
    public async Task Of_Several_Who_Claim_An_Entry_At_Once_One_Has_It()
    {
        var phone = Phone();
        await ImportAsync(Utf8($"姓名,电话\n张三,{phone}\n"));

        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Fresh("o")).Select(who => Task.Run(() => RegisterAsync(who, "张三", phone))));

        Assert.Single(ends.OfType<Registration.Matched>());
        Assert.Equal(7, ends.OfType<Registration.Taken>().Count());
    }

    [Fact]
    public async Task Whoever_Registers_Has_Not_Left()
    {
        var who = Fresh("o");
        await RegisterAsync(who, "张三", Phone());
        await WriteAsync(s => Residents.MarkLeftAsync(s, Channel.WeChat, who, Noon).AsTask());

        await RegisterAsync(who, "张三", Phone());

        Assert.Null((await PersonAsync(who)).LeftAt);
    }

    [Fact]
    public async Task What_Was_On_Its_Way_To_Whoever_Left_Waits_For_Their_Return()
    {
        var who = Fresh("o");
        await RegisterAsync(who, "张三", Phone());
        await WriteAsync(s =>
        {
            s.Cases.Outbox.Add(new CaseStore.Persistence.OutboxMessage { CreatedAt = Noon, Destination = $"resident:WeChat:{who}", Payload = "{}", NextAttemptAt = Noon });
            return Task.CompletedTask;
        });

        await WriteAsync(s => Residents.MarkLeftAsync(s, Channel.WeChat, who, Noon).AsTask());

        Assert.Equal(Noon, (await PersonAsync(who)).LeftAt);
        var person = $"WeChat:{who}";
        Assert.False((await Store.Writer.WriteAsync(s => s.BeginTurnAsync(person, Fresh("key")))).News);
        await WriteAsync(s => s.KeepTurnAsync(person, Fresh("key"), null, null, Noon).AsTask());
        Assert.Single(await Store.Writer.WriteAsync(s => Residents.KeepForReturnAsync(s, Channel.WeChat, who)));
        var kept = await ReadAsync(c => c.Outbox.SingleAsync(m => m.Destination == $"resident:WeChat:{who}"));
        Assert.Equal((CaseStore.Persistence.OutboxState.Waiting, "Left: unfollowed"), (kept.State, kept.LastError));
        Assert.True((await Store.Writer.WriteAsync(s => s.BeginTurnAsync(person, Fresh("key")))).News);
        Assert.Empty(await Store.Writer.WriteAsync(s => Residents.KeepForReturnAsync(s, Channel.WeChat, who)));
        await WriteAsync(s => Residents.MarkBackAsync(s, Channel.WeChat, who).AsTask());
        Assert.Null((await PersonAsync(who)).LeftAt);
    }

    [Fact]
    public async Task Reminders_Are_Set_Moved_Cleared_And_Found_When_Due()
    {
        var (a, b) = (Fresh("WeChat:a"), Fresh("WeChat:b"));
        var long_ago = Noon.AddYears(-20);
        await WriteAsync(s => s.RemindAsync(a, long_ago).AsTask());
        await WriteAsync(s => s.RemindAsync(b, long_ago.AddMinutes(1)).AsTask());
        await WriteAsync(s => s.RemindAsync(a, long_ago.AddMinutes(2)).AsTask());

        Assert.Equal([b, a], (await Store.Writer.WriteAsync(s => s.DueRemindersAsync(10, long_ago.AddHours(1)))).Select(r => r.Person));
        Assert.Equal([b], (await Store.Writer.WriteAsync(s => s.DueRemindersAsync(1, long_ago.AddHours(1)))).Select(r => r.Person));
        await WriteAsync(s => s.RemindAsync(a, null).AsTask());
        await WriteAsync(s => s.RemindAsync(b, null).AsTask());
        Assert.Empty(await Store.Writer.WriteAsync(s => s.DueRemindersAsync(10, long_ago.AddHours(1))));
    }
}

public sealed class RosterTestsOnSqlite(SqliteStore store) : RosterTests(store), IClassFixture<SqliteStore>;

public sealed class RosterTestsOnPostgreSql(PostgresStore store) : RosterTests(store), IClassFixture<PostgresStore>;
