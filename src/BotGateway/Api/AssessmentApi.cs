using BotGateway.Papers;
using CaseStore.Assessment;
using CaseStore.City;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Api;

/// <summary>Figures, lists and papers of the assessment (docs/figures.md), and what the consultation meeting talks about.</summary>
internal static class AssessmentApi
{
    public static void MapAssessmentApi(this RouteGroupBuilder api)
    {
        api.MapGet("/assessment", FiguresAsync).WithName("GetAssessment").WithTags("Assessment")
            .WithSummary("Figures of a month, quarter, half-year or year: of properties, communities, townships, units, departments or reporters");
        api.MapGet("/assessment/list", CompaniesAsync).WithName("GetCompanyList").WithTags("Assessment")
            .WithSummary("The quarter's red, grey and black list of property companies, with reasons");
        api.MapGet("/assessment/praise", PraiseAsync).WithName("GetPraiseTable").WithTags("Assessment").WithSummary("Who earned how many points: public ids and surnames");
        api.MapGet("/assessment/paper", PaperAsync).WithName("GetReminderPaper").WithTags("Assessment")
            .WithSummary("A work reminder or a rectification notice for printing; 404 when there is no reason for one")
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "text/html");
        api.MapGet("/watchlist", WatchListAsync).WithName("GetWatchList").WithTags("Meeting").WithSummary("Hard cases: twice extended or in the big loop");
        api.MapGet("/hotspots", HotSpotsAsync).WithName("GetHotSpots").WithTags("Meeting").WithSummary("Several cases of one subtype at one spot");
        api.MapGet("/agenda", AgendaAsync).WithName("GetAgenda").WithTags("Meeting").WithSummary("What a community's consultation meeting has to talk about");
    }

    private static async Task<Results<Ok<AssessmentJson>, ProblemHttpResult>> FiguresAsync(
        AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, string? period, string? of, CancellationToken cancellation)
    {
        if (answers.ReadPeriod(period) is not { } asked)
        {
            return WrongPeriod("period");
        }

        if (of is null || !AssessmentAnswers.Groups.Contains(of))
        {
            return Wrong($"of: one of {string.Join(", ", AssessmentAnswers.Groups)}.");
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await answers.FiguresAsync(store, of, asked, cancellation));
    }

    private static async Task<Results<Ok<CompanyListJson>, ProblemHttpResult>> CompaniesAsync(
        AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, string? quarter, CancellationToken cancellation)
    {
        if (answers.ReadPeriod(quarter) is not { IsQuarter: true } asked)
        {
            return Wrong("quarter: written as 2026Q4.");
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await answers.CompaniesAsync(store, asked, cancellation));
    }

    private static async Task<Results<Ok<PraiseTableJson>, ProblemHttpResult>> PraiseAsync(
        AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, string? period, CancellationToken cancellation)
    {
        if (answers.ReadPeriod(period) is not { } asked)
        {
            return WrongPeriod("period");
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await answers.PraiseAsync(store, asked, cancellation));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> PaperAsync(
        AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, CityDirectory city, string? kind, string? organisation, string? period, string? format,
        CancellationToken cancellation)
    {
        PaperKind? wanted = kind switch
        {
            "reminder" => PaperKind.Reminder,
            "rectification" => PaperKind.Rectification,
            _ => null,
        };
        if (wanted is not { } paperKind)
        {
            return Wrong("kind: reminder or rectification.");
        }

        if (organisation is null || city.FindOrganisation(organisation) is not { } addressee)
        {
            return Wrong("organisation: city.json has none of that id.");
        }

        if (answers.ReadPeriod(period) is not { } asked)
        {
            return WrongPeriod("period");
        }

        if (format is not (null or "text" or "html"))
        {
            return Wrong("format: text or html.");
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return await answers.PaperAsync(store, paperKind, addressee, asked, cancellation) is not { } paper
            ? TypedResults.Problem("Nothing in this period speaks against this organisation.", statusCode: StatusCodes.Status404NotFound)
            : format == "html" ? TypedResults.Content(paper.Html(), "text/html; charset=utf-8") : TypedResults.Content(paper.Text, "text/plain; charset=utf-8");
    }

    private static async Task<Ok<WatchListJson>> WatchListAsync(AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, CancellationToken cancellation)
    {
        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await answers.WatchListAsync(store, cancellation));
    }

    private static async Task<Results<Ok<HotSpotsJson>, ProblemHttpResult>> HotSpotsAsync(
        AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, string? community, CancellationToken cancellation)
    {
        var asked = answers.FindCommunity(community);
        if (community is not null && asked is null)
        {
            return WrongCommunity();
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await answers.HotSpotsAsync(store, asked, cancellation));
    }

    private static async Task<Results<Ok<AgendaJson>, ProblemHttpResult>> AgendaAsync(
        AssessmentAnswers answers, IDbContextFactory<CaseContext> reads, string? community, string? month, CancellationToken cancellation)
    {
        if (answers.FindCommunity(community) is not { } asked)
        {
            return WrongCommunity();
        }

        if ((month is null ? answers.ThisMonth : answers.ReadPeriod(month)) is not { IsMonth: true } of)
        {
            return Wrong("month: written as 2026-11; without it, this month.");
        }

        await using var store = await reads.CreateDbContextAsync(cancellation);
        return TypedResults.Ok(await answers.AgendaAsync(store, asked, of, cancellation));
    }

    private static ProblemHttpResult WrongPeriod(string name) => Wrong($"{name}: written as {Period.Format}.");

    private static ProblemHttpResult WrongCommunity() => Wrong("community: city.json has none of that id.");

    private static ProblemHttpResult Wrong(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status400BadRequest);
}
