namespace CaseStore.Persistence.Sqlite;

/// <summary>One work inside the writer's open transaction.</summary>
internal sealed class SqliteWriteSession(SqliteLink link) : WriteSession(link.Queries), IDisposable
{
    private CaseContext? _cases;

    public override CaseContext Cases => _cases ??= link.NewContext();

    public override ValueTask<TurnStart> BeginTurnAsync(string person, string key, string? present = null)
    {
        if (present is not null)
            link.ForgetAbsence.Bind(1, present.ToLowerInvariant()).Execute();

        var find = link.FindReply.Bind(1, key);
        var seen = find.Step();
        var reply = seen ? find.Text(0) : null;
        find.Reset();
        if (seen)
            return new(new TurnStart(true, reply, null));

        var talk = link.FindState.Bind(1, person);
        var known = talk.Step();
        var state = known ? talk.Text(0) : null;
        var news = known && talk.Integer(1) != 0;
        var didAt = known ? talk.Moment(2) : null;
        talk.Reset();
        return new(new TurnStart(false, null, state, news, didAt));
    }

    public override ValueTask KeepTurnAsync(
        string person, string key, string? state, string? reply, DateTimeOffset now, Heard heard = Heard.Nothing, DateTimeOffset? didAt = null)
    {
        var at = now.ToUnixTimeMilliseconds();
        link.KeepState.Bind(1, person).Bind(2, state).Bind(3, at)
            .Bind(4, heard == Heard.Message ? at : null).Bind(5, heard == Heard.Touch ? at : null)
            .Bind(6, didAt?.ToUnixTimeMilliseconds()).Execute();
        link.KeepReply.Bind(1, key).Bind(2, reply).Bind(3, at).Execute();
        return default;
    }

    public override ValueTask<int> NextNumberAsync(DateOnly day)
    {
        var next = link.NextNumber.Bind(1, NumberRow.DayKey(day));
        next.Step();
        var number = next.Integer(0);
        next.Reset();
        return new(number);
    }

    public override ValueTask RemindAsync(string person, DateTimeOffset? at)
    {
        if (at is { } moment)
            link.KeepReminder.Bind(1, person).Bind(2, moment.ToUnixTimeMilliseconds()).Execute();
        else
            link.DropReminder.Bind(1, person).Execute();
        return default;
    }

    internal void Save() => _cases?.SaveChanges();

    public void Dispose() => _cases?.Dispose();

    // One writer: whatever it reads, nobody else is changing.
    protected override ValueTask LockCaseAsync(string number) => default;
}
