using CaseStore.Cases;
using CaseStore.Catalogue;

namespace CaseStore.City;

/// <summary>What <see cref="Load"/> found: a city to work with, or everything that is wrong with its files.</summary>
public abstract record CityConfiguration
{
    public const string CityFileName = "city.json";
    public const string CatalogueFileName = "catalogue.json";
    public const string CalendarFileName = "calendar.cn.json";

    private CityConfiguration()
    {
    }

    public sealed record Loaded(CityDirectory City, CaseCatalogue Catalogue, WorkingCalendar Calendar) : CityConfiguration;

    public sealed record Faulty(IReadOnlyList<ConfigurationFault> Faults) : CityConfiguration;

    /// <summary>Reads and checks the three files of a city's configuration.</summary>
    public static CityConfiguration Load(string directory)
    {
        var faults = new List<ConfigurationFault>();
        var city = ConfigurationNode.Open(directory, CityFileName, faults) is { } cityRoot ? CityReader.Read(cityRoot) : null;
        var catalogue = ConfigurationNode.Open(directory, CatalogueFileName, faults) is { } catalogueRoot
            ? CatalogueReader.Read(catalogueRoot, city)
            : null;
        var calendar = ConfigurationNode.Open(directory, CalendarFileName, faults) is { } calendarRoot ? CalendarReader.Read(calendarRoot) : null;
        if (faults.Count > 0 || city is null || catalogue is null || calendar is null)
        {
            return new Faulty(faults);
        }

        var directoryOfCity = new CityDirectory(city);
        return new Loaded(directoryOfCity, new CaseCatalogue(catalogue), new WorkingCalendar(calendar, directoryOfCity.TimeZone));
    }
}
