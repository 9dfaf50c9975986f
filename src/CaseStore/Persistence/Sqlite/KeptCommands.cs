using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseStore.Persistence.Sqlite;

/// <summary>
/// EF says the same things over and over, and SQLite would compile them anew each time, which costs more than running them: a command that
/// is done with keeps its compiled statements until the same text comes again. For one connection, used by one thread at a time.
/// </summary>
internal sealed class KeptCommands : DbCommandInterceptor
{
    /// <summary>What an update sets depends on what has changed, so that there are many texts, most of them rare.</summary>
    private const int Most = 256;

    // Only those that nobody uses now: of two readings of the same text at once each has its own.
    private readonly Dictionary<string, KeptCommand> _free = new(StringComparer.Ordinal);
    private long _turns;

    /// <summary>How many commands are waiting to be used again.</summary>
    public int Count => _free.Count;

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        var made = (SqliteCommand)result;
        var kept = _free.Remove(made.CommandText, out var free) ? free : new KeptCommand(this, made.CommandText, made.Connection!);
        kept.CommandTimeout = made.CommandTimeout;
        kept.Transaction = made.Transaction;
        foreach (SqliteParameter parameter in made.Parameters)
        {
            kept.Parameters.Add(parameter);
        }

        made.Dispose();
        return kept;
    }

    private void Keep(KeptCommand done)
    {
        if (_free.Count == Most)
        {
            foreach (var rare in _free.Values.OrderBy(c => c.LastUsed).Take(Most / 4).ToList())
            {
                _free.Remove(rare.CommandText);
                rare.Close();
            }
        }

        done.LastUsed = ++_turns;
        if (!_free.TryAdd(done.CommandText, done))
        {
            done.Close();
        }
    }

    private sealed class KeptCommand(KeptCommands keeper, string text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        private bool _fails;

        public long LastUsed { get; set; }

        public override SqliteDataReader ExecuteReader(System.Data.CommandBehavior behavior)
        {
            _fails = true;
            var reader = base.ExecuteReader(behavior);
            _fails = false;
            return reader;
        }

        public void Close() => base.Dispose(disposing: true);

        /// <summary>Its user has done with it. One that failed, or of which somebody still reads, is not trusted with another turn.</summary>
        protected override void Dispose(bool disposing)
        {
            if (!disposing || _fails || DataReader is not null || Connection is null)
            {
                base.Dispose(disposing);
                return;
            }

            Parameters.Clear();
            keeper.Keep(this);
        }
    }
}
