using Conversation.Tests.Support;
using Conversation.Understanding;
using FsCheck.Xunit;
using Training;
using Xunit.Abstractions;

namespace Conversation.Tests.Understanding;

/// <summary>Which words of a message say where, by known answers for every group of words, and measured against the labels.</summary>
public sealed class PlaceReadingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("三号楼灯坏了", "三号楼")]
    [InlineData("3#灯坏了", "3#")]
    [InlineData("3#楼灯坏了", "3#楼")]
    [InlineData("化粪池满了，03幢西山墙", "03幢西山墙")]
    [InlineData("3座门口有水", "3座门口")]
    [InlineData("3-2-501漏水", "3-2-501")]
    [InlineData("3—2漏水", "3—2")]
    [InlineData("三栋二单元 七楼漏水", "三栋二单元 七楼")]
    [InlineData("A座一楼大厅", "A座一楼大厅")]
    [InlineData("9号201漏水", "9号201")]
    [InlineData("廿八樓燈壞了", "廿八樓")]
    [InlineData("二十二幢北侧雨水沟堵了", "二十二幢北侧")]
    [InlineData("8号楼到9号楼中间有积水", "8号楼到9号楼中间")]
    [InlineData("14和15楼中间灯坏了", "14和15楼中间")]
    [InlineData("12-13幢之间有积水", "12-13幢之间")]
    [InlineData("第五座电梯坏了", "第五座")]
    public void A_building_with_what_stands_around_it(string text, string place) => Check(text, place);

    [Theory]
    [InlineData("一楼漏水", "一楼")]
    [InlineData("三层漏水", "三层")]
    [InlineData("负一楼漏水", "负一楼")]
    [InlineData("B1漏水", "B1")]
    [InlineData("地下二层漏水", "地下二层")]
    [InlineData("顶楼漏水", "顶楼")]
    [InlineData("底楼漏水", "底楼")]
    [InlineData("六楼半窗户坏了", "六楼半窗户")]
    [InlineData("车停在B1-058漏油", "B1-058")]
    [InlineData("地下车库B2层C区漏水", "地下车库B2层C区")]
    [InlineData("负二C区灯不亮", "负二C区")]
    [InlineData("11F消防门坏了", "11F")]
    public void A_floor_and_a_parking_space(string text, string place) => Check(text, place);

    [Theory]
    [InlineData("东门有人摆摊", "东门")]
    [InlineData("西南门锁了", "西南门")]
    [InlineData("小区大门口有人摆摊", "小区大门口")]
    [InlineData("北门岗亭没人", "北门岗亭")]
    [InlineData("2号门关不上", "2号门")]
    [InlineData("垃圾房好臭", "垃圾房")]
    [InlineData("东门那个分类亭好臭", "东门那个分类亭")]
    [InlineData("快递柜旁边有碎玻璃", "快递柜旁边")]
    [InlineData("健身广场边上有碎玻璃", "健身广场边上")]
    [InlineData("孩子摔了，儿童乐园", "儿童乐园")]
    [InlineData("幼儿园门口有人摆摊", "幼儿园门口")]
    [InlineData("会所三楼漏水", "会所三楼")]
    [InlineData("路灯不亮，东北角", "东北角")]
    [InlineData("死老鼠🐭在滑梯下面", "滑梯下面")]
    [InlineData("充电桩五个坏了四个，南车棚", "南车棚")]
    public void A_gate_and_a_spot(string text, string place) => Check(text, place);

    [Theory]
    [InlineData("7号楼,哦不对,8号楼", "8号楼")]
    [InlineData("3号楼，不对，应该是8号楼垃圾满了", "8号楼")]
    [InlineData("3单元，说错了，2单元的门禁坏了", "2单元")]
    [InlineData("10栋，哦不是，搬家了习惯讲错，现在是14栋", "14栋")]
    [InlineData("不是3号楼是5号楼", "5号楼")]
    [InlineData("是5号楼不是3号楼", "5号楼")]
    [InlineData("更正：5号楼", "5号楼")]
    [InlineData("更正,應該是５號樓", "5號樓")]
    [InlineData("3号楼垃圾满了，味道不对", "3号楼")]
    [InlineData("我住3号楼，西门的灯不亮", "西门")]
    public void Only_the_corrected_place_counts(string text, string place) => Check(text, place);

    [Theory]
    [InlineData("5月3号就报过了")]
    [InlineData("3号来过一次，没修")]
    [InlineData("二期工程款没付")]
    [InlineData("打13812345678找我")]
    [InlineData("0512-57654321没人接")]
    [InlineData("罚了300-500元")]
    [InlineData("三天两头坏")]
    [InlineData("晚上7点到10点最吵")]
    [InlineData("两栋楼都没水")]
    [InlineData("厚厚一层灰")]
    [InlineData("好几层人家都听见")]
    [InlineData("买的东西丢了")]
    [InlineData("房东不管")]
    [InlineData("广场舞太吵")]
    [InlineData("草坪黄得像秃子")]
    [InlineData("奥迪A6乱停")]
    [InlineData("有辆七座车乱停")]
    [InlineData("2024-05-01报的")]
    [InlineData("1203元太贵")]
    public void Dates_money_phones_times_and_things_are_no_place(string text) => Assert.Null(PlaceReader.Find(PlainText.Of(text)));

    [Theory]
    [InlineData("三楼", true)]
    [InlineData("2单元", true)]
    [InlineData("天台", true)]
    [InlineData("草坪", true)]
    [InlineData("2单元三楼楼道", true)]
    [InlineData("", true)]
    [InlineData("３号楼", false)]
    [InlineData("地库", false)]
    [InlineData("负一楼", false)]
    [InlineData("儿童乐园", false)]
    [InlineData("北侧", false)]
    [InlineData("靠近12那里", false)]
    public void What_every_building_has_is_vague(string place, bool vague) => Assert.Equal(vague, PlaceReader.IsVague(place));

    [Theory]
    [InlineData("不对,是5号楼", true)]
    [InlineData("哦不对，5号楼", true)]
    [InlineData("說錯了，5號樓", true)]
    [InlineData("应该是5号楼", true)]
    [InlineData("楼下动静不对劲", false)]
    [InlineData("这就不对了嘛", false)]
    [InlineData("5号楼", false)]
    public void A_correction_is_heard(string text, bool correction) => Assert.Equal(correction, PlaceReader.IsCorrection(text));

    /// <summary>The held-out sentences: nothing was tuned on them.</summary>
    [Fact]
    public void Most_labelled_places_are_found_and_few_are_imagined()
    {
        var (labelled, touched, exact, precise, right) = (0, 0, 0, 0, 0);
        foreach (var sentence in LabelledSentence.ReadFile(Path.Combine(Shipped.Source("../../src"), "Training", "Sentences", "heldout-chat.tsv")))
        {
            var text = PlainText.Of(sentence.Text);
            var found = PlaceReader.Find(text);
            var spans = Spans(text, PlainText.Of(sentence.Place));
            var hit = found is { } f && spans.Exists(s => f.At < s.End && s.At < f.At + f.Length);
            labelled += spans.Count > 0 ? 1 : 0;
            touched += hit ? 1 : 0;
            exact += found is { } e && spans.Exists(s => s.At == e.At && s.End == e.At + e.Length) ? 1 : 0;
            if (found is { } p && !PlaceReader.IsVague(text.Substring(p.At, p.Length)))
            {
                precise++;
                right += hit ? 1 : 0;
            }
        }

        output.WriteLine($"found {touched}/{labelled}, to the character {exact}; of {precise} that are not vague {right} are right");
        Assert.InRange((double)touched / labelled, 0.90, 1);
        Assert.InRange((double)exact / labelled, 0.72, 1);
        Assert.InRange((double)right / precise, 0.85, 1);
    }

    [Property(MaxTest = 2000)]
    public void Whatever_is_read_the_place_lies_inside_the_text(string? text, byte building, byte spot, byte how)
    {
        var plain = PlainText.Of($"{text}{Written.Place(building, 1, spot, how)}{text}");
        if (PlaceReader.Find(plain) is { } place)
        {
            Assert.InRange(place.At, 0, plain.Length - 1);
            Assert.InRange(place.At + place.Length, place.At + 1, plain.Length);
        }
    }

    [Property(MaxTest = 500)]
    public void A_building_is_found_however_it_is_written(byte building, byte unit, byte spot, byte how)
    {
        var place = PlainText.Of(Written.Place(building, unit, spot, how));
        var text = $"{place}的灯坏了";
        Assert.Equal((0, place.Length), PlaceReader.Find(text));
    }

    private static void Check(string text, string place)
    {
        var plain = PlainText.Of(text);
        Assert.Equal(place, PlaceReader.Find(plain) is { } found ? plain.Substring(found.At, found.Length) : null);
    }

    private static List<(int At, int End)> Spans(string text, string place) =>
        place.Length == 0 ? []
        : text.IndexOf(place, StringComparison.Ordinal) is var whole and >= 0 ? [(whole, whole + place.Length)]
        : [.. place.Split(' ').Select(p => (At: text.IndexOf(p, StringComparison.Ordinal), p.Length)).Where(s => s.At >= 0).Select(s => (s.At, s.At + s.Length))];
}
