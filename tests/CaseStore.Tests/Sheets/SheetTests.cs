using System.Text;
using System.Text.Json.Nodes;
using CaseStore.Catalogue;
using CaseStore.Catalogue.Sheet;
using CaseStore.City;
using CaseStore.Tests.Configuration;
using FsCheck.Xunit;

namespace CaseStore.Tests.Sheets;

public sealed class SheetTests
{
    private const string Other = "Other,综合执法类,其他,,,5,工作日,,,,,,,,,,,\n";

    [Fact]
    public void A_Row_Looks_As_A_Person_Would_Write_It()
    {
        var catalogue = new CatalogueFile
        {
            AnswerLimit = new Limit(1, LimitUnit.ClockDays),
            EmergencyLimit = new Limit(1, LimitUnit.ClockHours),
            Subtypes =
            [
                new Subtype("Noise", CaseStore.Cases.CaseKind.LawEnforcement, "噪音扰民", "Fire", new Limit(2, LimitUnit.ClockHours, "默认"), ["噪音", "吵、闹", "a\\b", "说\"吵\""], PhotoOptional: true, "楼上半夜\n打电钻")
                {
                    Units = ["t1-fire"],
                    Questions = [new SubtypeQuestion("Hours", "几点吵?", ["白天", "半夜"])],
                    Limits = [new ConditionalLimit(["半夜", "凌、晨"], new Limit(30, LimitUnit.ClockMinutes, "夜里"))],
                },
            ],
            Dangers = [new Danger("Quake", "地震", "Noise", ["震"], null, "拨119")],
        };

        var sheet = SheetWriter.Write(catalogue, SomeCatalogue.City);

        Assert.Equal([0xEF, 0xBB, 0xBF], sheet[..3]);
        Assert.Equal(
            "代码,类别,名称,责任部门,镇级单位,时限,单位,来源,词语,提问一代码,提问一,选项一,提问二代码,提问二,选项二,照片可缺,示例,危险,情形一,情形一时限,情形一单位,情形一来源,情形二,情形二时限,情形二单位,情形二来源\r\n"
            + "Noise,综合执法类,噪音扰民,消防大队,消防\\、救援站,2,小时,默认,\"噪音、吵\\、闹、a\\\\b、说\"\"吵\"\"\",Hours,几点吵?,白天、半夜,,,,是,\"楼上半夜\n打电钻\",地震,半夜、凌\\、晨,30,分钟,夜里,,,,\r\n",
            Encoding.UTF8.GetString(sheet[3..]));
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(SomeCatalogue)])]
    public void Out_And_In_Again_Is_The_Same_Catalogue(CatalogueFile catalogue)
    {
        var json = SomeCatalogue.Json(catalogue);

        var same = Assert.IsType<SheetImport.Ready>(SheetMerge.Merge(SheetWriter.Write(catalogue, SomeCatalogue.City), json, SomeCatalogue.City));

        Assert.Equal(SomeCatalogue.Told(catalogue), SomeCatalogue.Told(SomeCatalogue.Read(same.Json)));
        Assert.False(same.Changes.Any);
        Assert.Equal("王", JsonNode.Parse(same.Json)!["mayor"]!.GetValue<string>());
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(SomeCatalogue)])]
    public void Into_Another_Catalogue_It_Brings_All_Its_Subtypes_And_Leaves_The_Dangers(CatalogueFile catalogue, CatalogueFile other)
    {
        var dangers = catalogue.Dangers.Select(d => d with { Subtype = null }).ToList();
        var old = SomeCatalogue.Json(other with { Dangers = dangers, WarnAt = 0.5 });

        var taken = Assert.IsType<SheetImport.Ready>(SheetMerge.Merge(SheetWriter.Write(catalogue, SomeCatalogue.City), old, SomeCatalogue.City));

        Assert.Equal(SomeCatalogue.Told(catalogue), SomeCatalogue.Told(SomeCatalogue.Read(taken.Json)));
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(SomeCatalogue)])]
    public void A_Damaged_Sheet_Is_Refused_Or_Still_Makes_A_Valid_Catalogue(CatalogueFile catalogue, int at, byte with)
    {
        var sheet = SheetWriter.Write(catalogue, SomeCatalogue.City);
        sheet[(int)((uint)at % sheet.Length)] = with;

        switch (SheetMerge.Merge(sheet, SomeCatalogue.Json(catalogue), SomeCatalogue.City))
        {
            case SheetImport.Ready ready:
                SomeCatalogue.Read(ready.Json);
                break;
            case SheetImport.Refused refused:
                Assert.NotEmpty(refused.Faults);
                Assert.All(refused.Faults, f => Assert.DoesNotContain("catalogue.json $", f.ToString(), StringComparison.Ordinal));
                break;
        }
    }

    [Fact]
    public void The_Shipped_Catalogue_Goes_Out_And_In_Unchanged_In_Either_Encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var sheet = CatalogueSheet.Export(Repository.ConfigDirectory).Sheet!;
        var text = Encoding.UTF8.GetString(sheet[3..]);
        foreach (var bytes in new[] { sheet, sheet[3..], Encoding.GetEncoding("GB18030").GetBytes(text) })
        {
            var ready = Assert.IsType<SheetImport.Ready>(CatalogueSheet.Import(Repository.ConfigDirectory, bytes));
            Assert.False(ready.Changes.Any);
        }
    }

    [Theory]
    [InlineData("Noise,综合执法类,噪音,消防局,,2,小时,,,,,,,,,,,", 2, "责任部门", "city.json 里没有部门“消防局”")]
    [InlineData("Noise,综合执法类,噪音,公安局,,2,小时,,,,,,,,,,,", 2, "责任部门", "city.json 里没有部门“公安局”")]
    [InlineData("Noise,综合执法类,噪音,,派出所,2,小时,,,,,,,,,,,", 2, "镇级单位", "city.json 里没有单位“派出所”")]
    [InlineData("Noise,综合执法类,噪音,,t1-police、t1-fire,2,小时,,,,,,,,,,,", 2, "镇级单位", "“t1-fire”:同一个镇只能写一个单位")]
    [InlineData(",综合执法类,噪音,,,2,小时,,,,,,,,,,,", 2, "代码", "不能空着")]
    [InlineData("Noise,表扬,噪音,,,2,小时,,,,,,,,,,,", 2, "类别", "只能是:物业服务类、综合执法类")]
    [InlineData("Noise,综合执法类,噪音,,,2.5,小时,,,,,,,,,,,", 2, "时限", "应当是 1 到 10000 的整数")]
    [InlineData("Noise,综合执法类,噪音,,,0,小时,,,,,,,,,,,", 2, "时限", "应当是 1 到 10000 的整数")]
    [InlineData("Noise,综合执法类,噪音,,,2,星期,,,,,,,,,,,", 2, "单位", "只能是:工作小时、小时、工作日、天、分钟")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,吵、、闹,,,,,,,,,", 2, "词语", @"用“、”隔开,中间不能空着;词里本来有的“、”写成“\、”,“\”写成“\\”")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,吵、闹、吵,,,,,,,,,", 2, "词语", "“吵”写了两遍")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,Hours,,,,,,,,", 2, "提问一", "不能空着")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,Hours,几点?,白天,,,,,,", 2, "选项一", "要么空着,要么写 2 到 9 个")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,Hours,几点?,,,,", 2, "提问二", "只有一个问题时写在“提问一”")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,Hours,几点?,,Hours,哪天?,,,,", 2, "提问二代码", "和“提问一代码”相同")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,Hours,\"几\n点?\",,,,,,,", 2, "提问一", "不能换行")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,也许,,", 2, "照片可缺", "只能是“是”,或者空着")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,地震", 2, "危险", "catalogue.json 里没有危险“地震”")]
    [InlineData("\"A\",综合执法类,噪,,,2,小时,,,,,,,,,,\"第一行\n第二行\",\n\nA,综合执法类,噪,,,2,小时,,,,,,,,,,,", 4, "代码", "和第 2 行重复")]
    [InlineData("Noise,综合执法类,\"噪音,,,2,小时,,,,,,,,,,,", 2, "", "引号没有成对,这一行和它后面的可能都没有读对")]
    [InlineData("Noise,综合执法类,噪\"音\",,,2,小时,,,,,,,,,,,", 2, "", "引号没有成对,这一行和它后面的可能都没有读对")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,,2,小时", 2, "情形一", "不能空着")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,半夜,,小时", 2, "情形一时限", "不能空着")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,半夜,1,年", 2, "情形一单位", "只能是:工作小时、小时、工作日、天、分钟")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,半夜、半夜,1,小时", 2, "情形一", "“半夜”写了两遍")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,,,,,半夜,1,小时", 2, "情形二", "只有一种情形时写在“情形一”")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,半夜,1,小时,,凌晨、半夜,2,小时", 2, "情形二", "“半夜”在“情形一”里写过了")]
    [InlineData("Noise,综合执法类,噪音,,,2,小时,,,,,,,,,,,,,,,,,,,,备注", 2, "", "第 27 列没有列名,却有内容")]
    public void A_Mistake_Is_Told_With_Its_Row_Its_Column_And_The_Reason(string row, int line, string column, string reason)
    {
        var refused = Assert.IsType<SheetImport.Refused>(Import(SomeCatalogue.Sheet(row + "\n" + Other)));

        Assert.Contains(new SheetFault(line, column, reason), refused.Faults);
    }

    [Fact]
    public void All_Mistakes_Are_Told_At_Once_In_The_Order_Of_The_Rows()
    {
        var refused = Assert.IsType<SheetImport.Refused>(Import(SomeCatalogue.Sheet("A,甲,,,,x,小时,,,,,,,,,,,\n" + Other + "A,综合执法类,噪,,,2,年,,,,,,,,,,,\n")));

        Assert.Equal(["第 2 行“类别”", "第 2 行“名称”", "第 2 行“时限”", "第 4 行“代码”", "第 4 行“单位”"], refused.Faults.Select(f => f.ToString().Split(':')[0]));
    }

    [Fact]
    public void Columns_In_Another_Order_Are_Not_Guessed_At()
    {
        var refused = Assert.IsType<SheetImport.Refused>(Import(Encoding.UTF8.GetBytes(
            string.Join(',', SheetColumns.Headers).Replace("代码,类别", "类别,代码", StringComparison.Ordinal) + "\n" + Other)));

        Assert.Equal(["第 1 行:第 1 列应当是“代码”", "第 1 行:第 2 列应当是“类别”"], refused.Faults.Take(2).Select(f => f.ToString()));
    }

    [Fact]
    public void Empty_Columns_And_Rows_At_The_End_Are_What_Spreadsheets_Leave() => Assert.IsType<SheetImport.Ready>(Import(
        Encoding.UTF8.GetBytes(string.Join(',', SheetColumns.Headers) + ",,\n" + Other.Trim() + ",,\n,,,,,,,,,,,,,,,,,,,\n\n")));

    [Theory]
    [InlineData("", "文件是空的")]
    [InlineData("代码\0", "读不了这个文件")]
    public void What_Is_No_Sheet_Is_Told(string text, string reason) =>
        Assert.StartsWith(reason, Assert.Single(Assert.IsType<SheetImport.Refused>(Import(Encoding.UTF8.GetBytes(text))).Faults).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Without_A_Box_For_The_Rest_It_Is_Refused() =>
        Assert.Contains(Assert.IsType<SheetImport.Refused>(Import(SomeCatalogue.Sheet("A,综合执法类,噪,,,2,天,,,,,,,,,,,\n"))).Faults, f => f.Reason.Contains("Other", StringComparison.Ordinal));

    [Fact]
    public void What_Was_Added_Changed_And_Taken_Out_Is_Told()
    {
        var first = Assert.IsType<SheetImport.Ready>(Import(SomeCatalogue.Sheet("A,综合执法类,甲,,,2,天,,,,,,,,,,,\nB,综合执法类,乙,,,2,天,,,,,,,,,,,\n" + Other)));
        var second = Assert.IsType<SheetImport.Ready>(Import(SomeCatalogue.Sheet("C,综合执法类,丙,,,2,天,,,,,,,,,,,\nB,综合执法类,乙,,,3,天,,,,,,,,,,,\n" + Other), first.Json));
        var swapped = Assert.IsType<SheetImport.Ready>(Import(SomeCatalogue.Sheet(Other + "B,综合执法类,乙,,,2,天,,,,,,,,,,,\nA,综合执法类,甲,,,2,天,,,,,,,,,,,\n"), first.Json));

        Assert.Equal(["C"], second.Changes.Added);
        Assert.Equal(["B"], second.Changes.Changed);
        Assert.Equal(["A"], second.Changes.Removed);
        Assert.True(second.Changes.SameOrder);
        Assert.Equal((0, 0, 0, false), (swapped.Changes.Added.Count, swapped.Changes.Changed.Count, swapped.Changes.Removed.Count, swapped.Changes.SameOrder));
    }

    [Fact]
    public void A_New_Catalogue_Takes_The_Old_Ones_Place_Which_Is_Kept()
    {
        var directory = Directory.CreateTempSubdirectory("woodpecker-sheet-").FullName;
        try
        {
            var target = Path.Combine(directory, "catalogue.json");
            File.WriteAllText(target, "alt");
            CatalogueSheet.Replace(directory, "neu"u8.ToArray());
            Assert.Equal(("neu", "alt"), (File.ReadAllText(target), File.ReadAllText(target + ".bak")));
            Assert.Equal(2, Directory.GetFiles(directory).Length);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static SheetImport Import(byte[] sheet, byte[]? old = null) => SheetMerge.Merge(
        sheet, old ?? """{"answerLimit":{"amount":1,"unit":"ClockDays"},"emergencyLimit":{"amount":1,"unit":"ClockHours"},"subtypes":[],"dangers":[]}"""u8.ToArray(), SomeCatalogue.City);
}
