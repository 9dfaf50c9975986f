using CaseStore.City;

namespace CaseStore.Catalogue.Sheet;

/// <summary>The catalogue of a configuration folder as a spreadsheet, out and in.</summary>
public static class CatalogueSheet
{
    public const int LargestBytes = Sheets.SheetText.LargestBytes;

    /// <returns>The CSV, or what is wrong with the folder's files.</returns>
    public static (byte[]? Sheet, IReadOnlyList<ConfigurationFault> Faults) Export(string directory)
    {
        var faults = new List<ConfigurationFault>();
        var city = ConfigurationNode.Open(directory, CityConfiguration.CityFileName, faults) is { } cityRoot ? CityReader.Read(cityRoot) : null;
        var catalogue = ConfigurationNode.Open(directory, CityConfiguration.CatalogueFileName, faults) is { } root ? CatalogueReader.Read(root, city) : null;
        return faults.Count > 0 || city is null || catalogue is null ? (null, faults) : (SheetWriter.Write(catalogue, city), faults);
    }

    /// <summary>Checks everything and writes nothing.</summary>
    public static SheetImport Import(string directory, byte[] sheet)
    {
        var faults = new List<ConfigurationFault>();
        var city = ConfigurationNode.Open(directory, CityConfiguration.CityFileName, faults) is { } root ? CityReader.Read(root) : null;
        if (faults.Count > 0 || city is null)
        {
            return SheetImport.Refused.Of(faults);
        }

        try
        {
            return SheetMerge.Merge(sheet, File.ReadAllBytes(Path.Combine(directory, CityConfiguration.CatalogueFileName)), city);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return SheetImport.Refused.Of([new ConfigurationFault(CityConfiguration.CatalogueFileName, "$", "cannot be read: " + missing.Message)]);
        }
    }

    /// <summary>Puts the new catalogue in place of the old one in a single step; the old one is kept as <c>catalogue.json.bak</c>.</summary>
    public static void Replace(string directory, byte[] json)
    {
        var target = Path.Combine(directory, CityConfiguration.CatalogueFileName);
        var fresh = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(json);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                // The gateway may run as somebody else.
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(target));
            }

            File.Copy(target, target + ".bak", overwrite: true);
            File.Move(fresh, target, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
