using System.Text;
using BotGateway.PlatformApi;
using BotGateway.WeCom.Cards;
using Conversation.Announcements;
using FsCheck.Xunit;

namespace BotGateway.Tests.Cards;

public sealed class CardJsonTests
{
    private const string Number = "WP-20261122-0007";

    [Fact]
    public void A_Card_With_Buttons_Is_A_Button_Interaction() => Assert.Equal(
        """
        {"card_type":"button_interaction","source":{"desc":"紧急","desc_color":2},"main_title":{"title":"0007 环境卫生🔴","desc":"望湖苑 3号楼2单元门口"},"sub_title_text":"垃圾桶满了","horizontal_content_list":[{"keyname":"期限","value":"25日10:12前"},{"keyname":"照片","value":"2 张"}],"card_action":{"type":1,"url":"https://city.example/c/abc"},"task_id":"WP-20261122-0007_12","button_list":[{"text":"受理","style":1,"key":"accept:WP-20261122-0007"},{"text":"退回","style":3,"key":"decline:WP-20261122-0007"}]}
        """,
        Json(new OfficerCard(
            Number, "0007 环境卫生🔴", "望湖苑 3号楼2单元门口", "垃圾桶满了",
            [new("期限", "25日10:12前"), new("照片", "2 张")],
            [new("accept:" + Number, "受理"), new("decline:" + Number, "退回", 3)],
            "https://city.example/c/abc", Urgent: true)));

    [Fact]
    public void A_Card_Without_Buttons_Is_A_Notice_With_The_Action_That_The_Platform_Demands() => Assert.Equal(
        """
        {"card_type":"text_notice","main_title":{"title":"0007 已完成"},"card_action":{"type":1,"url":"https://city.example"}}
        """,
        Json(new OfficerCard(Number, "0007 已完成", null, null, [], [], null)));

    [Fact]
    public void What_Is_Too_Long_Is_Shortened_And_What_Is_Too_Many_Left_Out()
    {
        var card = CardJson.From(
            new OfficerCard(
                Number, new string('题', 50), new string('副', 50), new string('文', 200),
                [.. Enumerable.Repeat(new CardField("一二三四五六", new string('值', 40)), 8)],
                [.. Enumerable.Repeat(new CardButton("k", "一二三四五六七八九十一"), 8)], null),
            "t", "h");
        Assert.Equal(new string('题', 35) + "…", card.MainTitle.Title);
        Assert.Equal(44, card.MainTitle.Desc!.Length);
        Assert.Equal(160, card.SubTitleText!.Length);
        Assert.Equal(Enumerable.Repeat(new CardLine("一二三四…", new string('值', 29) + "…"), 6), card.Lines!);
        Assert.Equal(Enumerable.Repeat(new CardKey("一二三四五六七八九…", 1, "k"), 6), card.Buttons!);
    }

    [Fact]
    public void A_Task_Id_Names_Its_Outbox_Row()
    {
        Assert.Equal("WP-20261122-0007_12", CardJson.TaskIdOf(Number, 12));
        Assert.Equal(12, CardJson.OutboxIdOf("WP-20261122-0007_12"));
        Assert.Null(CardJson.OutboxIdOf("somebody-else's"));
    }

    [Property]
    public bool Shortening_Never_Halves_A_Character(byte[] picks, byte limit)
    {
        string[] alphabet = ["a", "中", "😀", "👨‍👩‍👧", "e\u0301"];
        var text = string.Concat((picks ?? []).Select(p => alphabet[p % alphabet.Length]));
        var cut = CardJson.Cut(text, 1 + limit % 40);
        return cut.Length <= 1 + limit % 40 && !cut.EnumerateRunes().Contains(Rune.ReplacementChar)
            && (cut == text || text.StartsWith(cut[..^1], StringComparison.Ordinal));
    }

    private static string Json(OfficerCard card) =>
        Encoding.UTF8.GetString(PlatformJson.Write(CardJson.From(card, CardJson.TaskIdOf(Number, 12), "https://city.example")));
}
