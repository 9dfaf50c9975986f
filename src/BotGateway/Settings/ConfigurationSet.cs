using System.Security.Cryptography;
using System.Text;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using Conversation.Phrases;

namespace BotGateway.Settings;

/// <summary>The files of <c>config/</c> that may change while the gateway runs, read together and checked together.</summary>
/// <param name="Stamp">What the files were when they were read (<see cref="StampOf"/>).</param>
internal sealed record ConfigurationSet(CityDirectory City, CaseCatalogue Catalogue, WorkingCalendar Calendar, PhraseBook Phrases, string Stamp)
{
    private static readonly string[] Files =
        [CityConfiguration.CityFileName, CityConfiguration.CatalogueFileName, CityConfiguration.CalendarFileName, PhraseBook.FileName];

    /// <returns>The set, or everything that is wrong with its files.</returns>
    public static (ConfigurationSet? Set, IReadOnlyList<ConfigurationFault> Faults) Read(string directory)
    {
        // Before the files are read: what changes meanwhile is seen the next time.
        var stamp = StampOf(directory);
        var (phrases, faults) = PhraseBook.Load(directory);
        return CityConfiguration.Load(directory) switch
        {
            CityConfiguration.Faulty faulty => (null, [.. faulty.Faults, .. faults]),
            CityConfiguration.Loaded loaded when phrases is not null => (new ConfigurationSet(loaded.City, loaded.Catalogue, loaded.Calendar, phrases, stamp), []),
            _ => (null, faults),
        };
    }

    /// <summary>Tells whether anything has changed: by content, since not every way of replacing a file moves its time, and by time, so that a touch is heard.</summary>
    public static string StampOf(string directory)
    {
        var stamp = new StringBuilder();
        foreach (var name in Files)
        {
            var path = Path.Combine(directory, name);
            try
            {
                stamp.Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))).Append(File.GetLastWriteTimeUtc(path).Ticks).Append(' ');
            }
            catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
            {
                stamp.Append(missing.GetType().Name).Append(' ');
            }
        }

        return stamp.ToString();
    }
}
