using System.Globalization;
using CaseStore.City;
using CaseStore.Sheets;
using CsvHelper;
using CsvHelper.Configuration;

namespace CaseStore.People;

/// <param name="Line">Counted from 1, the header included, as a spreadsheet shows it.</param>
/// <param name="Reason">For the person who keeps the list, in Chinese; without what the line held.</param>
public sealed record RosterFault(int Line, string Reason);

/// <summary>A line that can be imported.</summary>
internal sealed record RosterLine(string Name, string Phone, ReporterRole Role, string? CompoundId);

/// <summary>
/// A community's list of reporters as a spreadsheet saves it: comma-separated, UTF-8 with or without a byte order mark, or GB18030;
/// columns 姓名, 电话, 身份, 小区 in any order, the last two may be absent.
/// </summary>
internal static class RosterFile
{
    public const int LargestBytes = SheetText.LargestBytes;
    private const int MostLines = 100_000;
    private const int LongestName = 32;

    private static readonly string[] NameHeaders = ["姓名", "名字", "name"];
    private static readonly string[] PhoneHeaders = ["电话", "手机", "手机号", "手机号码", "电话号码", "联系电话", "phone"];
    private static readonly string[] RoleHeaders = ["身份", "类别", "角色", "人员类别", "role"];
    private static readonly string[] CompoundHeaders = ["小区", "所在小区", "compound"];

    private static readonly Dictionary<string, ReporterRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["党员"] = ReporterRole.PartyMember,
        ["报到党员"] = ReporterRole.PartyMember,
        ["在职党员"] = ReporterRole.PartyMember,
        [nameof(ReporterRole.PartyMember)] = ReporterRole.PartyMember,
        ["社区工作者"] = ReporterRole.CommunityWorker,
        ["社工"] = ReporterRole.CommunityWorker,
        [nameof(ReporterRole.CommunityWorker)] = ReporterRole.CommunityWorker,
        ["网格长"] = ReporterRole.GridLeader,
        [nameof(ReporterRole.GridLeader)] = ReporterRole.GridLeader,
        ["网格员"] = ReporterRole.GridMember,
        [nameof(ReporterRole.GridMember)] = ReporterRole.GridMember,
        ["微网格员"] = ReporterRole.MicroGridMember,
        ["微网格"] = ReporterRole.MicroGridMember,
        ["微网格长"] = ReporterRole.MicroGridMember,
        [nameof(ReporterRole.MicroGridMember)] = ReporterRole.MicroGridMember,
        ["志愿者"] = ReporterRole.Volunteer,
        ["居民志愿者"] = ReporterRole.Volunteer,
        ["居民"] = ReporterRole.Volunteer,
        [""] = ReporterRole.Volunteer,
        [nameof(ReporterRole.Volunteer)] = ReporterRole.Volunteer,
    };

    public static (IReadOnlyList<RosterLine> Lines, IReadOnlyList<RosterFault> Faults) Read(byte[] bytes, CityDirectory city)
    {
        if (bytes.Length > LargestBytes)
        {
            return ([], [new RosterFault(0, "文件超过 5 MB,请分成几个文件导入")]);
        }

        if (SheetText.Of(bytes) is not { } text)
        {
            return ([], [new RosterFault(0, "读不了这个文件:请另存为 CSV(UTF-8 或 GB18030)")]);
        }

        var faults = new List<RosterFault>();
        var lines = new List<RosterLine>();
        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null,
            MissingFieldFound = null,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
            DetectColumnCountChanges = false,
        });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
        {
            return ([], [new RosterFault(0, "文件是空的")]);
        }

        var (name, phone, role, compound) = (Column(header, NameHeaders), Column(header, PhoneHeaders), Column(header, RoleHeaders), Column(header, CompoundHeaders));
        if (name < 0 || phone < 0)
        {
            return ([], [new RosterFault(1, "第一行要有“姓名”和“电话”两列")]);
        }

        var firstLineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var at = csv.Parser.RawRow;
            var raw = csv.Parser.RawRecord.AsSpan();
            if (raw.Trim().Count('\n') is > 0 and var more)
            {
                // The parser stands at its last line, or behind it where the mark never ends.
                var ends = raw.Count('"') % 2 == 0 && raw[^1] == '\n';
                faults.Add(new RosterFault(at - raw.Count('\n') + (ends ? 1 : 0), $"引号没有成对,或一格里有换行;从这里起 {more + 1} 行没有读"));
                continue;
            }

            if (lines.Count + faults.Count >= MostLines)
            {
                faults.Add(new RosterFault(at, "超过 10 万行,后面的没有读"));
                break;
            }

            var (line, reason) = ReadLine(Field(csv, name), Field(csv, phone), Field(csv, role), Field(csv, compound), city);
            if (line is null)
            {
                faults.Add(new RosterFault(at, reason!));
            }
            else if (!firstLineOf.TryAdd(line.Phone, at))
            {
                faults.Add(new RosterFault(at, $"电话和第 {firstLineOf[line.Phone]} 行重复"));
            }
            else
            {
                lines.Add(line);
            }
        }

        return (lines, faults);
    }

    private static (RosterLine? Line, string? Reason) ReadLine(string name, string phone, string role, string compound, CityDirectory city)
    {
        var bare = PersonName.Of(name);
        if (bare.Length is 0 or > LongestName || !bare.Any(char.IsLetter))
        {
            return (null, "没有姓名,或姓名太长");
        }

        if (PhoneNumber.Read(phone) is not { } number)
        {
            return (null, "电话不是 11 位手机号");
        }

        if (!Roles.TryGetValue(role, out var known))
        {
            return (null, "身份不认识(可以是:报到党员、社区工作者、网格长、网格员、微网格员、居民志愿者)");
        }

        var place = compound.Length == 0 ? null : city.Compounds.FirstOrDefault(c => c.Id == compound || c.Name == compound || c.Aliases.Contains(compound));
        return compound.Length > 0 && place is null
            ? (null, "小区不在 city.json 里")
            : (new RosterLine(bare, number, known, place?.Id), null);
    }

    private static int Column(string[] header, string[] names) => Array.FindIndex(header, h => names.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase));

    private static string Field(CsvReader csv, int column) => column < 0 ? "" : csv.GetField(column)?.Trim() ?? "";
}
