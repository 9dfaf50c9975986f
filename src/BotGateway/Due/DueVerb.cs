using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using BotGateway.Cli;
using BotGateway.Settings;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Due;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Due;

/// <summary><c>due NUMBER</c>, or <c>due --limit 3WorkingDays --from 2026-09-29T15:00</c> to try a rule without a case.</summary>
internal static partial class DueVerb
{
    private const int Told = 0;
    private const int NoSuchCase = 1;
    private const int NothingRead = 2;

    /// <summary>As in the catalogue: more is a typing error.</summary>
    private const int LongestLimit = 10_000;

    public static Command Command()
    {
        var number = new Argument<string?>("NUMBER") { Description = "The case's number", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<string?>("--limit") { Description = $"A rule to try: a number and one of {string.Join(", ", Enum.GetNames<LimitUnit>())}, e.g. 3WorkingDays" };
        var from = new Option<string?>("--from") { Description = "When it begins, in the city's time: 2026-09-29T15:00; without it, now" };
        var due = new Command("due", "Why a case is due when it is, day by day (为什么是这一天到期)") { number, limit, from };
        due.SetAction((parsed, cancellation) => (parsed.GetValue(number), parsed.GetValue(limit)) switch
        {
            ({ } of, null) => ExplainAsync(of, cancellation),
            (null, { } rule) => TryAsync(rule, parsed.GetValue(from)),
            _ => RefuseAsync("Either the number of a case, or --limit with a rule to try."),
        });
        return due;
    }

    private static async Task<int> ExplainAsync(string number, CancellationToken cancellation)
    {
        await using var app = VerbStart.Build();
        if (app is null || !await app.OpenStoreAsync())
        {
            return NothingRead;
        }

        var calendar = app.Services.GetRequiredService<WorkingCalendar>();
        Case? kase;
        try
        {
            await using var cases = await app.Services.GetRequiredService<IDbContextFactory<CaseContext>>().CreateDbContextAsync(cancellation);
            kase = await CaseSearch.WithHistory(cases, number.ToUpperInvariant()).FirstOrDefaultAsync(cancellation);
        }
        catch (DbException error)
        {
            return await RefuseAsync($"the database cannot be read: {error.Message}");
        }

        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (kase is null || CaseDue.Of(kase, app.Services.GetRequiredService<CaseCatalogue>(), calendar, now) is not { } due)
        {
            await Console.Error.WriteLineAsync($"没有编号为 {number} 的件,或它没有期限。");
            return NoSuchCase;
        }

        Console.Write(DueText.Of(due, calendar));
        return Told;
    }

    private static async Task<int> TryAsync(string rule, string? from)
    {
        var read = Rule().Match(rule);
        if (!read.Success || !Enum.TryParse<LimitUnit>(read.Groups["unit"].Value, ignoreCase: true, out var unit)
            || !int.TryParse(read.Groups["amount"].Value, CultureInfo.InvariantCulture, out var amount) || amount is < 1 or > LongestLimit)
        {
            return await RefuseAsync($"--limit {rule}: a number from 1 to {LongestLimit} and one of {string.Join(", ", Enum.GetNames<LimitUnit>())}, e.g. 3WorkingDays.");
        }

        await using var app = VerbStart.Build();
        if (app is null)
        {
            return NothingRead;
        }

        var calendar = app.Services.GetRequiredService<WorkingCalendar>();
        if (Start(from, calendar, app.Services.GetRequiredService<TimeProvider>()) is not { } start)
        {
            return await RefuseAsync($"--from {from}: a moment such as 2026-09-29T15:00, in the city's time.");
        }

        Console.Write(DueText.Of(DueExplanation.Of(new Limit(amount, unit), start, [], calendar), calendar));
        return Told;
    }

    /// <summary>Without an offset it is the city's time, whatever the server's.</summary>
    private static DateTimeOffset? Start(string? from, WorkingCalendar calendar, TimeProvider clock)
    {
        if (from is null)
        {
            return clock.GetUtcNow();
        }

        return DateTime.TryParseExact(from, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? calendar.At(local)
            : DateTimeOffset.TryParseExact(from, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment
            : null;
    }

    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
    private static readonly string[] OffsetFormats = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return NothingRead;
    }

    [GeneratedRegex("^(?<amount>[0-9]{1,5})(?<unit>[A-Za-z]+)$")]
    private static partial Regex Rule();
}
