using CaseStore.Persistence;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotGateway.Settings;

internal static class ConnectionString
{
    /// <returns>As the store takes it, or why it cannot: before anything opens it. The value itself may hold a password and is never repeated.</returns>
    public static (string? Value, string? Fault) Read(string provider, string text, string root)
    {
        try
        {
            return provider == CaseStoreServices.Sqlite ? (Rooted(text, root), null)
                : string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host) ? (null, "names no Host")
                : (text, null);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return (null, $"is not understood by {provider}: {error.Message}");
        }
    }

    /// <summary>A relative SQLite file belongs to the project's root, not to wherever the program was started.</summary>
    private static string Rooted(string text, string root)
    {
        var parsed = new SqliteConnectionStringBuilder(text);
        if (parsed.DataSource.Length > 0 && !parsed.DataSource.StartsWith(':') && !parsed.DataSource.StartsWith("file:", StringComparison.Ordinal))
        {
            parsed.DataSource = Path.GetFullPath(parsed.DataSource, root);
        }

        return parsed.ToString();
    }
}
