using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using Conversation.Tests.Support;
using Conversation.Understanding;
using Conversation.Understanding.Model;
using Training;

namespace Conversation.Tests.Understanding;

/// <summary>What the bot makes of sentences that nothing was tuned on, and of a city's own words.</summary>
public sealed class UnderstandingTests
{
    private static readonly IReadOnlyList<LabelledSentence> Sentences = LabelledSentence.ReadAll(Path.Combine(Shipped.Source("../../src"), "Training", "Sentences"));

    private static Figures On(string source) =>
        new([.. Sentences.Where(s => s.Source == source).Select(s => new Judged(s, Shipped.Understander.Read(s.Text)))]);

    [Fact]
    public void Chat_that_nobody_tuned_on_is_understood_as_well_as_promised()
    {
        var chat = On("heldout-chat");
        Assert.True(chat.Sentences > 700);
        Assert.InRange(chat.First, 0.85, 1);
        Assert.InRange(chat.Three, 0.96, 1);
        Assert.InRange(chat.Sure, 0.60, 1);
        Assert.InRange(chat.RightWhenSure, 0.96, 1);
        Assert.InRange(chat.IntentRight, 0.93, 1);
        Assert.InRange(chat.EmergenciesFound, 0.95, 1);
        Assert.InRange(chat.FalseAlarms, 0, 0.01);
        Assert.Equal(0, chat.NoiseTakenForReport);
    }

    [Fact]
    public void Hotline_headlines_that_nobody_tuned_on_are_understood_as_well_as_promised()
    {
        var headlines = On("heldout-headline");
        Assert.True(headlines.Sentences > 300);
        Assert.InRange(headlines.First, 0.75, 1);
        Assert.InRange(headlines.Three, 0.90, 1);
        Assert.InRange(headlines.IntentRight, 0.93, 1);
        Assert.InRange(headlines.EmergenciesFound, 0.85, 1); // there are seven
        Assert.InRange(headlines.FalseAlarms, 0, 0.01);
    }

    [Fact]
    public void Emergencies_and_small_talk_that_nobody_tuned_on_are_told_from_reports()
    {
        var fresh = new Figures([.. Sentences.Where(s => s.IsHeldOut).Select(s => new Judged(s, Shipped.Understander.Read(s.Text)))]);
        Assert.True(fresh.Sentences >= 1600);
        Assert.InRange(fresh.EmergenciesFound, 0.95, 1);
        Assert.InRange(fresh.FalseAlarms, 0, 0.01);
        Assert.InRange(fresh.NoiseTakenForReport, 0, 0.01);
    }

    [Fact]
    public void There_are_eight_thousand_sentences_and_none_stands_in_two_files()
    {
        Assert.True(Sentences.Count >= 8000, $"{Sentences.Count}");
        var learnt = Sentences.Where(s => !s.IsHeldOut).Select(s => s.Text).ToHashSet();

        // "你好" is everybody's.
        Assert.DoesNotContain(Sentences, s => s.IsHeldOut && s.Text.Length > 4 && learnt.Contains(s.Text));
        Assert.All(Sentences.Where(s => s.Subtype is not null), s => Assert.NotNull(Shipped.Catalogue.Find(s.Subtype)));
    }

    [Theory]
    [InlineData("帮助", Command.Help)]
    [InlineData("取消", Command.Cancel)]
    [InlineData("提交", Command.Submit)]
    [InlineData("修改", Command.Edit)]
    [InlineData("进度", Command.Progress)]
    [InlineData("查询", Command.Progress)]
    [InlineData("撤回", Command.Withdraw)]
    [InlineData("催办", Command.Urge)]
    [InlineData("评价", Command.Rate)]
    [InlineData("注册", Command.Register)]
    [InlineData("咨询", Command.Consult)]
    [InlineData("建议", Command.Suggest)]
    [InlineData("表扬", Command.Praise)]
    [InlineData("我的上报", Command.MyReports)]
    [InlineData("积分", Command.Points)]
    [InlineData("人工", Command.Person)]
    public void Each_command_always_works_whatever_stands_around_it(string word, Command command)
    {
        foreach (var said in new[] { word, $" {word}。", $"【{word}】", $"“{word}”!", $"{word}　" })
        {
            var read = Shipped.Understander.Read(said);
            Assert.Equal(Intent.Command, read.Intent);
            Assert.Equal(command, read.Command);
        }
    }

    [Theory]
    [InlineData("我上次那个灯修得怎么样了", Command.Progress)]
    [InlineData("帮我催一催吧都好几天了", Command.Urge)]
    [InlineData("这个怎么用啊", Command.Help)]
    [InlineData("算了不报了", Command.Cancel)]
    public void A_command_meant_in_natural_words_is_one(string said, Command command) => Assert.Equal(command, Shipped.Understander.Read(said).Command);

    [Theory]
    [InlineData("楼上半夜打电钻吵得没法睡", "樓上半夜打電鑽吵得沒法睡")]
    [InlineData("3号楼垃圾桶满了,没人清!", "３號樓垃圾桶滿了，沒人清！")]
    [InlineData("B座电梯坏了", "Ｂ座電梯壞了")]
    [InlineData("进度", "進度")]
    [InlineData("谢谢", "謝謝")]
    public void Traditional_characters_and_wide_signs_change_nothing(string said, string otherwise)
    {
        var (one, other) = (Shipped.Understander.Read(said), Shipped.Understander.Read(otherwise));
        Assert.Equal((one.Intent, one.Command, one.Danger, one.Sure), (other.Intent, other.Command, other.Danger, other.Sure));
        Assert.Equal(one.Candidates, other.Candidates);
    }

    [Theory]
    [InlineData("楼上半夜打电钻吵得睡不着", "Noise")]
    [InlineData("5号楼楼道灯不亮", "Facilities")]
    [InlineData("电梯坏了", "LiftMaintenance")]
    [InlineData("垃圾没人清", "Sanitation")]
    [InlineData("消防通道被堵了", "FireLaneBlocked")]
    [InlineData("有人遛狗不牵绳", "Dogs")]
    [InlineData("楼下油烟太大了", "Pollution")]
    [InlineData("物业乱收费", "Fees")]
    public void A_plain_problem_is_a_report_and_needs_no_question(string said, string subtype)
    {
        var read = Shipped.Understander.Read(said);
        Assert.Equal((Intent.Report, subtype, true), (read.Intent, read.Candidates[0].Subtype, read.Sure));
    }

    [Theory]
    [InlineData("你好")]
    [InlineData("谢谢")]
    [InlineData("在吗")]
    [InlineData("🙂🙂")]
    [InlineData("???")]
    [InlineData("好的")]
    [InlineData("没有")]
    public void Small_talk_is_never_a_report(string said) => Assert.Equal(Intent.Chat, Shipped.Understander.Read(said).Intent);

    [Theory]
    [InlineData("望湖苑5号楼2单元")]
    [InlineData("3号楼2单元501")]
    [InlineData("柳荫新村3号楼门口")]
    [InlineData("张三 13800138000")]
    [InlineData("我叫张三,电话138 0013 8000")]
    public void A_place_or_a_name_is_no_emergency(string said) => Assert.Null(Shipped.Understander.Read(said).Danger);

    [Theory]
    [InlineData("12栋一楼有很重的煤气味!!", "GasLeak")]
    [InlineData("电梯卡住了我和孩子出不来", "LiftTrapped")]
    [InlineData("三楼着火了快来人", "Fire")]
    [InlineData("有人从楼上掉下来的花盆砸到头了,流了好多血", "FallingInjury")]
    public void The_advice_fits_the_danger(string said, string danger) => Assert.Equal(danger, Shipped.Understander.Read(said).Danger?.Code);

    [Fact]
    public void A_subtype_that_a_city_adds_by_configuration_alone_is_understood_by_its_words()
    {
        var own = new Subtype("SharedBikes", CaseKind.LawEnforcement, "共享单车乱停", "UrbanManagement", new Limit(1, LimitUnit.ClockDays), ["共享单车", "小黄车", "青桔", "哈啰单车"]);
        var city = new Understander(Shipped.City, new CaseCatalogue(Shipped.Catalogue.File with { Subtypes = [.. Shipped.Catalogue.Subtypes, own] }), Shipped.Model);
        Assert.Equal("SharedBikes", city.Read("东门口共享单车堆成山了,哈啰单车青桔全倒在一起").Candidates[0].Subtype);
        Assert.Equal("Sanitation", city.Read("垃圾桶满了好几天没人清").Candidates[0].Subtype);
        Assert.Contains(city.Read("小黄车挡着消防通道").Candidates.Take(3), c => c.Subtype == "SharedBikes");
    }

    [Theory]
    [InlineData("我是张三,电话13800000000,", "")]
    [InlineData("你好,我叫欧阳建国,手机号是138 0013 8000。", "")]
    [InlineData("我姓顾,", "")]
    [InlineData("我是王阿姨，", "")]
    [InlineData("", ",打13812345678找我")]
    [InlineData("", ",我是王小明,住302室,电话13800138099")]
    [InlineData("", "。联系方式:138-0013-8000")]
    public void Who_says_it_and_how_to_call_them_changes_nothing_of_what_it_is_about(string before, string after)
    {
        foreach (var said in (string[])["3号楼垃圾满了", "3号楼2单元电梯坏了", "望湖苑5号楼楼道灯不亮", "西门消防通道被车堵住了", "楼上半夜打电钻吵得睡不着"])
        {
            var alone = Shipped.Understander.Read(said);
            var introduced = Shipped.Understander.Read(before + said + after);
            Assert.True(alone.Sure, said);
            Assert.Equal((alone.Intent, alone.Candidates[0].Subtype, alone.Sure), (introduced.Intent, introduced.Candidates[0].Subtype, introduced.Sure));
        }
    }

    [Theory]
    [InlineData("我是外墙清洗的,绳子在磨,上面有人在割它!")]
    [InlineData("我叫的出租车被堵在消防通道口出不去")]
    [InlineData("我是党员,回小区报到")]
    [InlineData("我叫李秀英,电话13912340000")]
    [InlineData("我姓打错了")]
    [InlineData("13号楼14号楼15号楼16号楼中间的路灯都不亮")]
    public void What_only_looks_like_an_introduction_stays(string said) => Assert.Equal(said, SelfIntroduction.Without(said));

    [Fact]
    public void What_a_compound_is_called_is_not_what_happens_there()
    {
        var city = new CityFile
        {
            Name = "示例市",
            TimeZone = "Asia/Shanghai",
            CommandCentre = new CommandCentreEntry("指挥中心", ["commander-1"]),
            Townships = [new TownshipEntry("t1", "镇", ["reviewer-1"], null, [])],
            Communities = [new CommunityEntry("c1", "社区", "t1", ["staff-1"], null)],
            Compounds = [.. Names.Select((n, i) => new CompoundEntry($"x{i}", n, [], "c1", null, null, null))],
        };
        var understander = new Understander(new CityDirectory(city), Shipped.Catalogue, Shipped.Model);
        foreach (var name in Names)
        {
            foreach (var (said, subtype) in ((string, string)[])[("3号楼垃圾桶满了没人清", "Sanitation"), ("5号楼楼道灯不亮", "Facilities"), ("楼上半夜打电钻吵得睡不着", "Noise")])
            {
                var read = understander.Read(name + said);
                Assert.Equal((name, subtype, true, null), (read.Compound?.Name, read.Candidates[0].Subtype, read.Sure, read.Danger?.Code));
            }
        }
    }

    [Theory]
    [InlineData("望湖苑")]
    [InlineData("柳荫新村")]
    [InlineData("丹枫苑")]
    public void Where_it_is_makes_nobody_less_sure_of_what_it_is(string compound)
    {
        // 望湖苑小区 is its name as well.
        var reports = Sentences.Where(s => s.IsHeldOut && s.IsReport && !s.Text.StartsWith("小区", StringComparison.Ordinal) && Shipped.Understander.Read(s.Text).Compound is null).ToList();
        Assert.True(reports.Count > 1000);
        foreach (var said in reports.Select(s => s.Text))
        {
            var (alone, named) = (Shipped.Understander.Read(said), Shipped.Understander.Read(compound + said));
            Assert.Equal(compound, named.Compound?.Name);
            if (alone.Intent != Intent.Report || alone.Candidates.Count == 0)
            {
                continue;
            }

            Assert.Equal((alone.Intent, alone.Danger?.Code, alone.Candidates[0].Subtype), (named.Intent, named.Danger?.Code, named.Candidates[0].Subtype));
            Assert.True(named.Sure || !alone.Sure, said);
        }

        Assert.InRange(new Figures([.. reports.Select(s => new Judged(s, Shipped.Understander.Read(compound + s.Text)))]).RightWhenSure, 0.97, 1);
    }

    private static readonly string[] Names = ["消防新村", "气象局燃气公司宿舍", "绿苑花木小区", "停车场小区", "电梯厂宿舍"];

    [Fact]
    public void A_subtype_that_a_city_takes_away_is_never_a_candidate()
    {
        var city = new Understander(
            Shipped.City, new CaseCatalogue(Shipped.Catalogue.File with { Subtypes = [.. Shipped.Catalogue.Subtypes.Where(s => s.Code != "Noise")] }), Shipped.Model);
        var read = city.Read("楼上半夜还在打电钻吵得睡不着");
        Assert.NotEmpty(read.Candidates);
        Assert.DoesNotContain(read.Candidates, c => c.Subtype == "Noise");
    }

    [Fact]
    public void Confidences_are_shares()
    {
        foreach (var sentence in Sentences.Where(s => s.IsHeldOut))
        {
            var candidates = Shipped.Understander.Read(sentence.Text).Candidates;
            Assert.InRange(candidates.Sum(c => c.Confidence), 0, 1.01);
            Assert.Equal(candidates.OrderByDescending(c => c.Confidence).Select(c => c.Confidence), candidates.Select(c => c.Confidence));
            Assert.Equal(candidates.Count, candidates.Select(c => c.Subtype).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("你们都是废物", Abuse.Insult)]
    [InlineData("办理贷款加微信13900000000秒到账", Abuse.Advertising)]
    [InlineData("望湖苑3号楼2单元门口垃圾桶满了没人清,都是一群废物", Abuse.None)]
    [InlineData("电梯里贴满了加微信办贷款的小广告", Abuse.None)]
    public void A_curse_in_a_report_is_part_of_the_report(string said, Abuse abuse) => Assert.Equal(abuse, Shipped.Understander.Read(said).Abuse);
}
