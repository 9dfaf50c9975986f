using System.CommandLine;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotGateway.Api;
using BotGateway.Settings;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Cli;

/// <summary>A verb that asks the store something and changes nothing: may run while the gateway serves.</summary>
internal static class StoreQuestion
{
    public const int Answered = 0;
    public const int NothingFound = 1;
    public const int NotAsked = 2;

    // Chinese as it is read, not as escapes: a terminal is no web page.
    private static readonly ApiJson Readable = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true });

    public static Option<bool> Json() => new("--json") { Description = "For machines: what the API answers" };

    /// <param name="ask">Prints its answer, or says why there is none.</param>
    public static async Task<int> AskAsync(Func<AssessmentAnswers, CaseContext, CityDirectory, Task<int>> ask)
    {
        PhraseBook? book = null;
        await using var app = VerbStart.Build(services => services.AddSingleton<AssessmentAnswers>().AddSingleton(_ => book!));
        if (app is null)
        {
            return NotAsked;
        }

        (book, var faults) = PhraseBook.Load(app.Services.GetRequiredService<GatewaySettings>().ConfigDirectory);
        if (book is null)
        {
            StartFaults.Report(faults);
            return NotAsked;
        }

        if (!await app.OpenStoreAsync())
        {
            return NotAsked;
        }

        try
        {
            await using var store = await app.Services.GetRequiredService<IDbContextFactory<CaseContext>>().CreateDbContextAsync();
            return await ask(app.Services.GetRequiredService<AssessmentAnswers>(), store, app.Services.GetRequiredService<CityDirectory>());
        }
        catch (DbException error)
        {
            return await RefuseAsync($"the database cannot be read: {error.Message}");
        }
    }

    public static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return NotAsked;
    }

    /// <summary>As JSON, or in the words given.</summary>
    public static int Print<T>(T answer, bool json, Func<T, string> words)
    {
        Console.Write(json ? JsonSerializer.Serialize(answer, typeof(T), Readable) + Environment.NewLine : words(answer));
        return Answered;
    }
}
