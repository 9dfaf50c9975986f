using System.CommandLine;
using BotGateway.Due;

namespace BotGateway.Cli;

/// <summary>What the program does besides serving: <c>BotGateway roster import FILE</c>, <c>BotGateway due NUMBER</c>. Without a verb it serves, and its options are settings.</summary>
internal static class Verbs
{
    /// <summary>Whether the arguments ask for one of these; settings such as <c>--urls</c> do not.</summary>
    public static bool Are(string[] arguments) => arguments is ["roster" or "due" or "catalogue" or "assessment" or "watchlist" or "hotspots" or "agenda" or "reminder-paper" or "menu" or "poster" or "check-live" or "outbox" or "--help" or "-h" or "-?" or "--version" or "help", ..];

    public static Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("WoodpeckerBot. Without a verb it serves (settings: README, \"Settings\"; e.g. --urls http://localhost:5080 --Platform:Mode=Live).");
        root.Add(RosterVerb.Command());
        root.Add(DueVerb.Command());
        root.Add(CatalogueVerb.Command());
        root.Add(AssessmentVerb.Command());
        root.Add(MeetingVerbs.WatchList());
        root.Add(MeetingVerbs.HotSpots());
        root.Add(MeetingVerbs.Agenda());
        root.Add(ReminderPaperVerb.Command());
        root.Add(MenuVerb.Command());
        root.Add(PosterVerb.Command());
        root.Add(CheckLiveVerb.Command());
        root.Add(OutboxVerb.Command());
        return root.Parse(arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments).InvokeAsync();
    }
}
