using Conversation.Tests.Support;
using Conversation.Understanding;

namespace Conversation.Tests.Understanding;

/// <summary>Several problems in one breath are taken apart; one problem told at length is left whole.</summary>
public sealed class PartsTests
{
    [Theory]
    [InlineData("3号楼2单元门口垃圾桶满了没人清,还有5号楼电梯厅的灯坏了好几天", 2)]
    [InlineData("1. 3号楼路灯不亮 2. 5号楼垃圾没人清 3. 西门口有人摆摊占道", 3)]
    [InlineData("第一楼道灯坏了没人修,第二消防通道被车堵死了", 2)]
    [InlineData("楼上半夜打电钻吵得睡不着。另外地下车库漏水漏了一个月了没人管", 2)]
    [InlineData("7号楼前垃圾堆成山;电梯三天两头坏;有人遛大狗不牵绳", 3)]
    [InlineData("消防通道停满了车,再就是绿化带被人种了菜", 2)]
    [InlineData("楼道里飞线充电太危险了，还有灭火器也过期两年了", 2)]
    [InlineData("一楼饭店油烟直排开不了窗，对了隔壁饭店还在用煤气罐做饭", 2)]
    [InlineData("3号楼电梯坏了，还有5号楼电梯也坏了", 2)]
    [InlineData("东门路灯不亮，顺便说一下西门的树枝断了横在路上", 2)]
    [InlineData("物业费乱涨价没有公示；保安半夜睡觉岗亭没人", 2)]
    [InlineData("楼上有人往下扔酒瓶。还有楼下的狗天天乱叫不牵绳", 2)]
    [InlineData("2号楼有人在砸承重墙，另外3号楼有人群租隔了八间", 2)]
    [InlineData("垃圾房臭得不行没人打扫，再有健身器材断了扎手", 2)]
    [InlineData("柳荫新村5号楼楼道灯全黑,另外南门的垃圾房好几天没清了,臭死人", 2)]
    [InlineData("12栋有人在砸承重墙！还有6栋楼顶搭了个铁皮棚子", 2)]
    [InlineData("反映两件事：一、地下车库有人给电瓶车飞线充电；二、东门夜市占道到半夜", 2)]
    [InlineData("第一个是电梯按键失灵好久了，第二个是绿化带杂草比人高没人剪", 2)]
    [InlineData("路灯不亮,以及垃圾桶满了没人清", 2)]
    [InlineData("小区南门道闸坏了车进不来；北门保安晚上不在岗，外人随便进", 2)]
    [InlineData("楼上每天半夜放音响吵得睡不着，还有他家的狗从来不拴绳，昨天差点咬到小孩", 2)]
    [InlineData("1、2号楼电梯困过人三次没人修\n2、4号楼消防栓没水", 2)]
    [InlineData("广场舞音响太吵，顺便反映一下健身器材断了一根，扎手", 2)]
    [InlineData("三单元楼道堆满纸箱鞋柜，另外物业费的账目一年多没公示了", 2)]
    public void Several(string said, int parts) => Assert.Equal(parts, Shipped.Understander.Read(said).Parts.Count);

    [Theory]
    [InlineData("望湖苑3号楼2单元门口垃圾桶满了好几天没人清。苍蝇乱飞。路过都要捂鼻子。你们到底管不管?")]
    [InlineData("楼上半夜打电钻，我上去说了两次，他还骂人，我家老人心脏不好，实在受不了了")]
    [InlineData("电梯坏了,还有老人住在12楼下不来,你们快点修")]
    [InlineData("我家住5号楼。楼道灯坏了。上下楼全靠手机照。")]
    [InlineData("楼下饭店的油烟,还有那个味道,天天往家里钻")]
    [InlineData("消防通道被堵死了,另外说一句你们保安从来不管")]
    [InlineData("垃圾桶满了")]
    [InlineData("东门有人摆摊卖水果,占了半条路,车都进不来,喇叭还一直喊")]
    [InlineData("树枝断了横在步道上;小孩差点绊倒")]
    [InlineData("水管漏水,第三天了,没人来修")]
    [InlineData("3号楼2单元,还有1单元,楼道灯都不亮")]
    [InlineData("狗在电梯里拉屎,还有尿,没人擦")]
    [InlineData("从1楼到6楼的灯都坏了")]
    [InlineData("2.5米宽的路被车占了一半消防车进不来")]
    [InlineData("有辆僵尸车占着车位好几年了。车胎都瘪了。玻璃上全是灰。")]
    [InlineData("我家在3号楼501，厨房漏水漏到楼下，还有墙皮也掉了，物业来看过两次都没修好")]
    [InlineData("电梯坏了三天了。第一天说等配件，第二天没人接电话，第三天干脆不理人")]
    [InlineData("垃圾房的门坏了，另外锁也坏了")]
    [InlineData("楼上装修从早到晚，还有周末也不停")]
    [InlineData("消防通道堵了。还有，一直没有人管")]
    [InlineData("隔壁养了三条大狗,一条黑的,一条黄的,还有一条白的,都不拴绳")]
    [InlineData("电瓶车在楼道充电，线从三楼拉到一楼，还有插座冒火花")]
    [InlineData("灯不亮，对了是3号楼2单元")]
    [InlineData("树倒了压在车上，1. 车顶瘪了 2. 玻璃碎了")]
    [InlineData("物业不作为，打电话不接，去办公室没人，微信群里也不回，另外态度还特别差")]
    public void One(string said) => Assert.Empty(Shipped.Understander.Read(said).Parts);

    [Fact]
    public void A_place_said_at_the_front_holds_for_all()
    {
        var parts = Shipped.Understander.Read("3号楼2单元垃圾桶满了没人清,还有电梯三天两头坏没人修").Parts;
        Assert.Equal(2, parts.Count);
        Assert.StartsWith("3号楼2单元", parts[1], StringComparison.Ordinal);
    }
}
