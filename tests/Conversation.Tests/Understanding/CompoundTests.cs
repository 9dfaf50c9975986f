using CaseStore.City;
using Conversation.Tests.Support;
using Conversation.Understanding;
using Training;

namespace Conversation.Tests.Understanding;

public sealed class CompoundTests
{
    [Theory]
    [InlineData("望湖苑3号楼灯坏了", "望湖苑")]
    [InlineData("望湖苑小区3号楼灯坏了", "望湖苑")]
    [InlineData("望湖3号楼灯坏了", "望湖苑")]
    [InlineData("望胡苑3号楼灯坏了", "望湖苑")]
    [InlineData("望湖院3号楼灯坏了", "望湖苑")]
    [InlineData("忘湖园3号楼灯坏了", null)]
    [InlineData("忘湖苑3号楼灯坏了", "望湖苑")]
    [InlineData("柳荫新邨门口", "柳荫新村")]
    [InlineData("柳阴新村门口", "柳荫新村")]
    [InlineData("柳荫村门口", "柳荫新村")]
    [InlineData("柳新荫村门口", "柳荫新村")]
    [InlineData("機床廠宿舍的灯", "老机床厂宿舍")]
    [InlineData("老机床宿舍的灯", "老机床厂宿舍")]
    [InlineData("望湖苑,哦不对,丹枫苑", "丹枫苑")]
    [InlineData("柳荫3号楼灯坏了", "柳荫新村")]
    [InlineData("我住柳荫小区", "柳荫新村")]
    [InlineData("柳荫东门的灯不亮", "柳荫新村")]
    [InlineData("望 湖 苑 3号楼灯坏了", "望湖苑")]
    [InlineData("丹風苑地下車庫", "丹枫苑")]
    public void Names_are_found_as_people_write_them(string said, string? compound) => Assert.Equal(compound, Shipped.Understander.Read(said).Compound?.Name);

    [Theory]
    [InlineData("镜湖苑3号楼灯坏了")]
    [InlineData("望江苑3号楼灯坏了")]
    [InlineData("湖边的灯坏了")]
    [InlineData("新村门口的灯坏了")]
    [InlineData("江南里3号楼")]
    [InlineData("望湖路的灯坏了")]
    [InlineData("丹枫社区在哪儿")]
    [InlineData("柳荫社区在哪儿")]
    [InlineData("柳荫下面一堆垃圾")]
    [InlineData("看看望 湖 边")]
    public void Other_names_are_not_taken_for_ours(string said) => Assert.Null(Shipped.Understander.Read(said).Compound);

    [Fact]
    public void Not_one_of_the_labelled_sentences_names_a_compound_by_accident()
    {
        var finder = new CompoundFinder(Shipped.City.Compounds);
        string[] ours = [.. Shipped.City.Compounds.SelectMany(c => c.Aliases.Append(c.Name))];
        var wrong = LabelledSentence.ReadAll(Path.Combine(Shipped.Source("../../src"), "Training", "Sentences"))
            .Where(s => !ours.Any(name => s.Text.Contains(name, StringComparison.Ordinal)))
            .Select(s => (s.Text, Found: finder.Find(s.Text))).Where(s => s.Found is not null)
            .Select(s => $"{s.Text} → {s.Found!.Value.Compound.Name}").ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_name_that_holds_another_is_the_longer_one()
    {
        Compound Named(string id, string name) => new(id, name, [], Shipped.City.CommandCentre, Shipped.City.CommandCentre, null, null, null);
        var finder = new CompoundFinder([Named("a", "翠园"), Named("b", "翠园北苑"), Named("c", "金水湾花园")]);
        Assert.Equal("b", finder.Find("翠园北苑3号楼")!.Value.Compound.Id);
        Assert.Equal("a", finder.Find("翠园3号楼")!.Value.Compound.Id);
        Assert.Equal("c", finder.Find("金水湾3号楼")!.Value.Compound.Id);
        Assert.Equal("c", finder.Find("金水湾华园3号楼")!.Value.Compound.Id);
    }

    [Fact]
    public void A_name_written_with_spaces_is_cut_out_whole()
    {
        var finder = new CompoundFinder(Shipped.City.Compounds);
        var found = finder.Find("在 望 湖 苑 3号楼")!.Value;
        Assert.Equal("望 湖 苑", "在 望 湖 苑 3号楼".Substring(found.At, found.Length));
    }

    [Theory]
    [InlineData("樓下垃圾沒人收,請派人處理", "楼下垃圾没人收,请派人处理")]
    [InlineData("沒有繁體字😀3號", "没有繁体字😀3号")]
    public void Traditional_characters_read_as_simplified_ones_place_for_place(string said, string simplified)
    {
        Assert.Equal(simplified, SimplifiedText.Fold(said));
        var (one, other) = (Shipped.Understander.Read(said), Shipped.Understander.Read(simplified));
        Assert.Equal((other.Intent, other.Sure), (one.Intent, one.Sure));
        Assert.Equal(other.Candidates, one.Candidates);
    }

    [Fact]
    public void What_is_shown_again_is_what_was_typed() => Assert.Equal("3號樓2單元門口", Shipped.Understander.Read("望湖苑3號樓2單元門口垃圾沒人收").Place);
}
