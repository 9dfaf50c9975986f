using System.Globalization;
using System.Text;
using CaseStore.City;
using CsvHelper;

namespace CaseStore.Catalogue.Sheet;

/// <summary>A catalogue's subtypes as CSV, UTF-8 with the mark by which spreadsheets know it.</summary>
internal static class SheetWriter
{
    public static byte[] Write(CatalogueFile catalogue, CityFile city)
    {
        using var bytes = new MemoryStream();
        using (var csv = new CsvWriter(new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), CultureInfo.InvariantCulture))
        {
            foreach (var column in SheetColumns.Headers)
            {
                csv.WriteField(column);
            }

            csv.NextRecord();
            var (departments, units) = (SheetNames.Departments(city), SheetNames.TownshipUnits(city));
            var dangers = new SheetNames(catalogue.Dangers.Select(d => (d.Code, d.Name)));
            foreach (var subtype in catalogue.Subtypes)
            {
                foreach (var column in Enum.GetValues<SheetColumn>())
                {
                    csv.WriteField(Cell(subtype, column, departments, units, catalogue.Dangers, dangers));
                }

                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    private static string? Cell(
        Subtype subtype, SheetColumn column, SheetNames departments, SheetNames units, IReadOnlyList<Danger> dangers, SheetNames dangerNames) => column switch
        {
            SheetColumn.Code => subtype.Code,
            SheetColumn.Kind => SheetNames.Kinds.Name(subtype.Kind.ToString()),
            SheetColumn.Name => subtype.Name,
            SheetColumn.Department => subtype.Department is { } department ? departments.Name(department) : null,
            SheetColumn.Units => SheetCell.Join(subtype.Units.Select(units.Name)),
            SheetColumn.Amount => subtype.Limit.Amount.ToString(CultureInfo.InvariantCulture),
            SheetColumn.Unit => SheetNames.Units.Name(subtype.Limit.Unit.ToString()),
            SheetColumn.Source => subtype.Limit.Source,
            SheetColumn.Words => SheetCell.Join(subtype.Words),
            SheetColumn.FirstCode => Question(subtype, 0)?.Code,
            SheetColumn.FirstAsk => Question(subtype, 0)?.Ask,
            SheetColumn.FirstChoices => SheetCell.Join(Question(subtype, 0)?.Choices ?? []),
            SheetColumn.SecondCode => Question(subtype, 1)?.Code,
            SheetColumn.SecondAsk => Question(subtype, 1)?.Ask,
            SheetColumn.SecondChoices => SheetCell.Join(Question(subtype, 1)?.Choices ?? []),
            SheetColumn.PhotoOptional => subtype.PhotoOptional ? "是" : null,
            SheetColumn.Example => subtype.Example,
            SheetColumn.Dangers => SheetCell.Join(dangers.Where(d => d.Subtype == subtype.Code).Select(d => dangerNames.Name(d.Code))),
            SheetColumn.FirstWhen => SheetCell.Join(Limit(subtype, 0)?.When ?? []),
            SheetColumn.FirstAmount => Limit(subtype, 0)?.Limit.Amount.ToString(CultureInfo.InvariantCulture),
            SheetColumn.FirstUnit => Limit(subtype, 0) is { } first ? SheetNames.Units.Name(first.Limit.Unit.ToString()) : null,
            SheetColumn.FirstSource => Limit(subtype, 0)?.Limit.Source,
            SheetColumn.SecondWhen => SheetCell.Join(Limit(subtype, 1)?.When ?? []),
            SheetColumn.SecondAmount => Limit(subtype, 1)?.Limit.Amount.ToString(CultureInfo.InvariantCulture),
            SheetColumn.SecondUnit => Limit(subtype, 1) is { } second ? SheetNames.Units.Name(second.Limit.Unit.ToString()) : null,
            SheetColumn.SecondSource => Limit(subtype, 1)?.Limit.Source,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
        };

    private static ConditionalLimit? Limit(Subtype subtype, int at) => at < subtype.Limits.Count ? subtype.Limits[at] : null;

    private static SubtypeQuestion? Question(Subtype subtype, int at) => at < subtype.Questions.Count ? subtype.Questions[at] : null;
}
