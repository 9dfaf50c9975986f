using CaseStore.Catalogue;
using CaseStore.City;
using Conversation.Announcements;
using Conversation.Officer;
using Conversation.Phrases;
using Conversation.Understanding;
using Conversation.Understanding.Model;

namespace Conversation.Tests.Support;

/// <summary>The configuration that ships: what residents will really talk to.</summary>
internal static class Shipped
{
    public static string Directory { get; } = Path.Combine(AppContext.BaseDirectory, "config");

    public static PhraseBook Phrases { get; } = PhraseBook.Load(Directory).Book ?? throw new InvalidOperationException(
        string.Join('\n', PhraseBook.Load(Directory).Faults));

    public static CityConfiguration.Loaded Config { get; } = (CityConfiguration.Loaded)CityConfiguration.Load(Directory);

    public static CityDirectory City => Config.City;

    public static CaseCatalogue Catalogue => Config.Catalogue;

    public static CaseWords Words { get; } = new(Phrases, City, Catalogue);

    public static CaseLinks Links { get; } = new(() => "https://woodpecker.example");

    public static Announcer Announcer { get; } = new(Words, Links);

    public static SentenceModel Model { get; } = SentenceModel.Load(Path.Combine(AppContext.BaseDirectory, SentenceModel.FileName));

    public static Understander Understander { get; } = new(City, Catalogue, Model);

    public static StaffDialog Staff() => new(Words, Understander, Links);

    /// <summary>A folder of this project's sources, for files that tests compare with and may rewrite.</summary>
    public static string Source(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "WoodpeckerBot.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests run outside the project's folder");
        }

        return Path.GetFullPath(Path.Combine(root.FullName, "tests", "Conversation.Tests", folder));
    }
}
