using System.Globalization;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Sheets;
using CsvHelper;
using CsvHelper.Configuration;

namespace CaseStore.Catalogue.Sheet;

/// <param name="Row">Where it stands in the spreadsheet.</param>
/// <param name="Dangers">The codes of the dangers to life that belong to it.</param>
internal sealed record SheetRow(int Row, Subtype Subtype, IReadOnlyList<string> Dangers);

/// <summary>Reads what <see cref="SheetWriter"/> writes and people have changed; all mistakes are told at once.</summary>
internal sealed class SheetReader
{
    private readonly SheetNames _departments;
    private readonly SheetNames _units;
    private readonly SheetNames _dangers;
    private readonly Dictionary<string, string> _townshipOfUnit;
    private readonly List<SheetFault> _faults = [];
    private readonly Dictionary<string, int> _rowOfCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rowOfDanger = new(StringComparer.Ordinal);
    private string[] _cells = [];
    private int _row;

    private SheetReader(CityFile city, SheetNames dangers)
    {
        _departments = SheetNames.Departments(city);
        _units = SheetNames.TownshipUnits(city);
        _dangers = dangers;
        _townshipOfUnit = city.Townships.SelectMany(t => t.Units ?? [], (t, u) => (u.Id, Township: t.Id)).DistinctBy(u => u.Id)
            .ToDictionary(u => u.Id, u => u.Township, StringComparer.Ordinal);
    }

    public static (IReadOnlyList<SheetRow> Rows, IReadOnlyList<SheetFault> Faults) Read(byte[] sheet, CityFile city, SheetNames dangers)
    {
        if (sheet.Length > SheetText.LargestBytes)
        {
            return ([], [new SheetFault(0, "", "文件超过 5 MB")]);
        }

        if (SheetText.Of(sheet) is not { } text)
        {
            return ([], [new SheetFault(0, "", "读不了这个文件:请另存为 CSV(UTF-8 或 GB18030)")]);
        }

        var reader = new SheetReader(city, dangers);
        var rows = reader.ReadAll(text);
        return (rows, reader._faults);
    }

    private List<SheetRow> ReadAll(string text)
    {
        var rows = new List<SheetRow>();
        var broken = false;
        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => broken = true,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = false,
        });
        while (csv.Read())
        {
            broken = csv.RawRecord.AsSpan().Count('"') % 2 == 1;
            _row = csv.Row;
            _cells = [.. (csv.Record ?? []).Select(c => c.Trim())];
            if (broken)
            {
                Fault("引号没有成对,这一行和它后面的可能都没有读对");
            }
            else if (_row == 1)
            {
                if (!IsHeader())
                {
                    return [];
                }
            }
            else if (_cells.Any(c => c.Length > 0))
            {
                rows.Add(ReadRow());
            }
        }

        if (_row == 0)
        {
            _faults.Add(new SheetFault(0, "", "文件是空的"));
        }
        else if (!_rowOfCode.ContainsKey(CaseCatalogue.OtherCode))
        {
            _faults.Add(new SheetFault(0, "", $"要有一行代码是 {CaseCatalogue.OtherCode}(其他),说不清的问题归到那里"));
        }

        return rows;
    }

    private bool IsHeader()
    {
        var names = SheetColumns.Headers;
        var before = _faults.Count;
        for (var i = 0; i < Math.Max(names.Count, _cells.Length); i++)
        {
            var (wanted, found) = (i < names.Count ? names[i] : "", i < _cells.Length ? _cells[i] : "");
            if (wanted != found)
            {
                Fault(wanted.Length == 0 ? $"第 {i + 1} 列“{found}”是多出来的" : $"第 {i + 1} 列应当是“{wanted}”");
            }
        }

        return _faults.Count == before;
    }

    private SheetRow ReadRow()
    {
        for (var i = SheetColumns.Headers.Count; i < _cells.Length; i++)
        {
            if (_cells[i].Length > 0)
            {
                Fault($"第 {i + 1} 列没有列名,却有内容");
            }
        }

        var subtype = new Subtype(
            ReadCode(), ReadOne<CaseKind>(SheetColumn.Kind, SheetNames.Kinds), Required(SheetColumn.Name), ReadDepartment(),
            ReadLimit(SheetColumn.Amount, SheetColumn.Unit, SheetColumn.Source),
            ReadList(SheetColumn.Words), ReadFlag(SheetColumn.PhotoOptional), Optional(SheetColumn.Example))
        {
            Units = ReadUnits(),
            Questions = ReadQuestions(),
            Limits = ReadLimits(),
        };
        return new SheetRow(_row, subtype, ReadDangers());
    }

    private string ReadCode()
    {
        var code = Short(SheetColumn.Code, Required(SheetColumn.Code), CatalogueReader.LongestCode);
        if (code.Length > 0 && !_rowOfCode.TryAdd(code, _row))
        {
            Fault(SheetColumn.Code, $"和第 {_rowOfCode[code]} 行重复");
        }

        return code;
    }

    private T ReadOne<T>(SheetColumn column, SheetNames names)
        where T : struct, Enum
    {
        var cell = Required(column);
        if (names.Code(cell) is { } code)
        {
            return Enum.Parse<T>(code);
        }

        if (cell.Length > 0)
        {
            Fault(column, "只能是:" + string.Join('、', names.All));
        }

        return default;
    }

    private string? ReadDepartment()
    {
        var cell = Cell(SheetColumn.Department);
        var code = _departments.Code(cell);
        if (cell.Length > 0 && code is null)
        {
            Fault(SheetColumn.Department, $"city.json 里没有部门“{cell}”");
        }

        return code;
    }

    private List<ConditionalLimit> ReadLimits()
    {
        var first = ReadConditional(SheetColumn.FirstWhen, SheetColumn.FirstAmount, SheetColumn.FirstUnit, SheetColumn.FirstSource);
        var second = ReadConditional(SheetColumn.SecondWhen, SheetColumn.SecondAmount, SheetColumn.SecondUnit, SheetColumn.SecondSource);
        if (first is null && second is not null)
        {
            Fault(SheetColumn.SecondWhen, "只有一种情形时写在“情形一”");
        }

        foreach (var twice in first is null || second is null ? [] : first.When.Intersect(second.When))
        {
            Fault(SheetColumn.SecondWhen, $"“{twice}”在“情形一”里写过了");
        }

        return [.. new[] { first, second }.OfType<ConditionalLimit>()];
    }

    private ConditionalLimit? ReadConditional(SheetColumn when, SheetColumn amount, SheetColumn unit, SheetColumn source)
    {
        if (Cell(when).Length + Cell(amount).Length + Cell(unit).Length + Cell(source).Length == 0)
        {
            return null;
        }

        Required(when);
        return new ConditionalLimit(ReadList(when), ReadLimit(amount, unit, source));
    }

    private Limit ReadLimit(SheetColumn amount, SheetColumn unit, SheetColumn source) =>
        new(ReadAmount(amount), ReadOne<LimitUnit>(unit, SheetNames.Units), Optional(source));

    private int ReadAmount(SheetColumn column)
    {
        var cell = Required(column);
        var isNumber = int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount is >= 1 and <= CatalogueReader.LongestLimit;
        if (cell.Length > 0 && !isNumber)
        {
            Fault(column, $"应当是 1 到 {CatalogueReader.LongestLimit} 的整数");
        }

        return isNumber ? amount : 1;
    }

    private bool ReadFlag(SheetColumn column)
    {
        var cell = Cell(column);
        if (cell is not ("" or "是" or "否"))
        {
            Fault(column, "只能是“是”,或者空着");
        }

        return cell == "是";
    }

    private List<string> ReadUnits()
    {
        var units = new List<string>();
        var townships = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in ReadList(SheetColumn.Units))
        {
            if (_units.Code(name) is not { } unit)
            {
                Fault(SheetColumn.Units, $"city.json 里没有单位“{name}”");
            }
            else if (!townships.Add(_townshipOfUnit[unit]))
            {
                Fault(SheetColumn.Units, $"“{name}”:同一个镇只能写一个单位");
            }
            else
            {
                units.Add(unit);
            }
        }

        return units;
    }

    private List<SubtypeQuestion> ReadQuestions()
    {
        var first = ReadQuestion(SheetColumn.FirstCode, SheetColumn.FirstAsk, SheetColumn.FirstChoices);
        var second = ReadQuestion(SheetColumn.SecondCode, SheetColumn.SecondAsk, SheetColumn.SecondChoices);
        if (first is null && second is not null)
        {
            Fault(SheetColumn.SecondAsk, "只有一个问题时写在“提问一”");
        }
        else if (first is not null && second is not null && first.Code == second.Code)
        {
            Fault(SheetColumn.SecondCode, "和“提问一代码”相同");
        }

        return [.. new[] { first, second }.OfType<SubtypeQuestion>()];
    }

    private SubtypeQuestion? ReadQuestion(SheetColumn code, SheetColumn ask, SheetColumn choices)
    {
        if (Cell(code).Length + Cell(ask).Length + Cell(choices).Length == 0)
        {
            return null;
        }

        var offered = ReadList(choices);
        if (offered.Count is 1 or > CatalogueReader.MostChoices)
        {
            Fault(choices, $"要么空着,要么写 2 到 {CatalogueReader.MostChoices} 个");
        }

        foreach (var choice in offered)
        {
            OneLine(choices, Short(choices, choice, CatalogueReader.LongestChoice));
        }

        return new SubtypeQuestion(
            Short(code, Required(code), CatalogueReader.LongestCode), OneLine(ask, Short(ask, Required(ask), CatalogueReader.LongestQuestion)), offered);
    }

    private List<string> ReadDangers()
    {
        var dangers = new List<string>();
        foreach (var name in ReadList(SheetColumn.Dangers))
        {
            if (_dangers.Code(name) is not { } danger)
            {
                Fault(SheetColumn.Dangers, $"catalogue.json 里没有危险“{name}”");
            }
            else if (!_rowOfDanger.TryAdd(danger, _row))
            {
                Fault(SheetColumn.Dangers, $"“{name}”在第 {_rowOfDanger[danger]} 行写过了");
            }
            else
            {
                dangers.Add(danger);
            }
        }

        return dangers;
    }

    private IReadOnlyList<string> ReadList(SheetColumn column)
    {
        if (SheetCell.Split(Cell(column)) is not { } things)
        {
            Fault(column, @"用“、”隔开,中间不能空着;词里本来有的“、”写成“\、”,“\”写成“\\”");
            return [];
        }

        foreach (var twice in things.GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Fault(column, $"“{twice.Key}”写了两遍");
        }

        return things;
    }

    private string Short(SheetColumn column, string text, int longest)
    {
        if (text.Length > longest)
        {
            Fault(column, $"不能超过 {longest} 个字");
        }

        return text;
    }

    private string OneLine(SheetColumn column, string text)
    {
        if (text.Any(char.IsControl))
        {
            Fault(column, "不能换行");
        }

        return text;
    }

    private string Required(SheetColumn column)
    {
        var cell = Cell(column);
        if (cell.Length == 0)
        {
            Fault(column, "不能空着");
        }

        return cell;
    }

    private string? Optional(SheetColumn column) => Cell(column) is { Length: > 0 } cell ? cell : null;

    private string Cell(SheetColumn column) => (int)column < _cells.Length ? _cells[(int)column] : "";

    private void Fault(string reason) => _faults.Add(new SheetFault(_row, "", reason));

    private void Fault(SheetColumn column, string reason) => _faults.Add(new SheetFault(_row, SheetColumns.Headers[(int)column], reason));
}
