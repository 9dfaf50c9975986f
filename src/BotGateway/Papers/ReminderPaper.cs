using System.Globalization;
using System.Net;
using CaseStore.Assessment;
using CaseStore.City;
using Conversation.Phrases;

namespace BotGateway.Papers;

internal enum PaperKind
{
    /// <summary>工作提醒函.</summary>
    Reminder,

    /// <summary>整改通知书.</summary>
    Rectification,
}

/// <summary>A paper to be printed and signed. The first line is its title.</summary>
internal sealed record ReminderPaper(string Text)
{
    /// <summary>Null when nothing in the period speaks against the organisation: such a paper would have no reason.</summary>
    public static ReminderPaper? Write(PaperKind kind, TrackRecord record, Period period, AssessmentRules rules, CityDirectory city, PhraseBook book, DateTimeOffset now)
    {
        if (record.Occasions.Count == 0)
        {
            return null;
        }

        var today = city.Local(now);
        var figures = record.Figures;
        return new ReminderPaper(book.Text(
            kind == PaperKind.Reminder ? Say.PaperReminder : Say.PaperRectification,
            ("name", record.Organisation.Name),
            ("period", period.Name),
            ("from", Day(city.Local(period.From))),
            ("to", Day(city.Local(period.To).AddDays(-1))),
            ("figures", book.Text(
                Say.PaperFigures,
                ("received", $"{figures.Received}"),
                ("closed", $"{figures.Closed}"),
                ("onTime", ListWords.Share(figures.OnTimeRate)),
                ("promises", $"{figures.Kept + figures.Broken}"),
                ("rating", ListWords.Grade(figures.Rating)),
                ("ratings", $"{figures.Ratings}"),
                ("defaults", $"{figures.DefaultRatings}"),
                ("reopened", ListWords.Share(figures.ReopenedRate)),
                ("median", ListWords.Span(figures.ResponseMedian)),
                ("p90", ListWords.Span(figures.ResponseP90)),
                ("fixed", ListWords.Share(figures.FixedShare)),
                ("nudges", $"{figures.Nudges}"))),
            ("cases", string.Join('\n', record.Occasions.GroupBy(o => o.CaseNumber).Select((c, i) => $"{i + 1}. {c.Key} {Reasons(c, city, book)}"))),
            ("until", Day(today.AddDays(rules.RectificationDays))),
            ("issuer", city.CommandCentre.Name),
            ("date", Day(today))));
    }

    /// <summary>For a browser's printer.</summary>
    public string Html()
    {
        var (title, rest) = Text.Split('\n', 2) is [var first, var others] ? (first, others) : (Text, "");
        return $$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <title>{{WebUtility.HtmlEncode(title)}}</title>
            <style>
            body { font: 14pt/1.9 FangSong, STFangsong, serif; max-width: 42em; margin: 3em auto }
            h1 { font-size: 22pt; text-align: center }
            p { white-space: pre-wrap }
            </style>
            </head>
            <body>
            <h1>{{WebUtility.HtmlEncode(title)}}</h1>
            <p>{{WebUtility.HtmlEncode(rest.Trim('\n'))}}</p>
            </body>
            </html>

            """;
    }

    private static string Reasons(IEnumerable<Occasion> ofCase, CityDirectory city, PhraseBook book) =>
        string.Join(';', ofCase.Select(o => book.Text(PhraseOf(o.Kind), ("day", MonthDay(city.Local(o.At))))).Distinct());

    private static Phrase PhraseOf(OccasionKind kind) => kind switch
    {
        OccasionKind.Late => Say.PaperLate,
        OccasionKind.Reopened => Say.PaperReopened,
        OccasionKind.BadRating => Say.PaperBadRating,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Day(DateTimeOffset day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private static string MonthDay(DateTimeOffset day) => string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");
}
