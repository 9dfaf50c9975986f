using System.CommandLine;
using BotGateway.Papers;
using CaseStore.Assessment;

namespace BotGateway.Cli;

/// <summary><c>reminder-paper --organisation p1 --period 2026Q4 [--kind rectification] [--html]</c>: to the printer, by way of standard output.</summary>
internal static class ReminderPaperVerb
{
    public static Command Command()
    {
        var organisation = new Option<string>("--organisation") { Description = "Whom it is for, by its id in city.json", Required = true };
        var period = new Option<string>("--period") { Description = Period.Format, Required = true };
        var kind = new Option<PaperKind>("--kind") { Description = "Reminder (工作提醒函) or Rectification (整改通知书)" };
        var html = new Option<bool>("--html") { Description = "For a browser's printer" };
        var verb = new Command("reminder-paper", "A work reminder or a rectification notice, with the figures and the cases that led to it") { organisation, period, kind, html };
        verb.SetAction((parsed, cancellation) => StoreQuestion.AskAsync(async (answers, store, city) =>
        {
            if (city.FindOrganisation(parsed.GetValue(organisation)!) is not { } addressee)
            {
                return await StoreQuestion.RefuseAsync($"--organisation {parsed.GetValue(organisation)}: city.json has none of that id");
            }

            if (answers.ReadPeriod(parsed.GetValue(period)) is not { } asked)
            {
                return await StoreQuestion.RefuseAsync($"--period: written as {Period.Format}");
            }

            if (await answers.PaperAsync(store, parsed.GetValue(kind), addressee, asked, cancellation) is not { } paper)
            {
                await Console.Error.WriteLineAsync($"{addressee.Name}在 {asked.Name} 没有需要提醒的事项。");
                return StoreQuestion.NothingFound;
            }

            Console.WriteLine(parsed.GetValue(html) ? paper.Html() : paper.Text);
            return StoreQuestion.Answered;
        }));
        return verb;
    }
}
