using System.Text;
using BotGateway.Live;

namespace BotGateway.Tests.Live;

public sealed class MenuFileTests
{
    private const string Good = """[{ "name": "进度", "type": "click", "key": "进度" }]""";

    [Fact]
    public void The_Shipped_Menus_Keep_To_The_Platforms_Limits()
    {
        var (menus, faults) = MenuFile.Load(Path.Combine(AppContext.BaseDirectory, "config"));
        Assert.Empty(faults);
        Assert.Equal("拍照上报", menus!.WeChat[0].GetProperty("name").GetString());
        Assert.Equal("我的待办", menus.WeCom[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("[]", "$.weChat")]
    [InlineData("""[{"name":"一","type":"click","key":"1"},{"name":"二","type":"click","key":"2"},{"name":"三","type":"click","key":"3"},{"name":"四","type":"click","key":"4"}]""", "$.weChat")]
    [InlineData("""[{"name":"六个汉字太长","type":"click","key":"1"}]""", "$.weChat[0].name")]
    [InlineData("""[{"name":"进度","type":"click"}]""", "$.weChat[0].key")]
    [InlineData("""[{"name":"进度","type":"press","key":"1"}]""", "$.weChat[0].type")]
    [InlineData("""[{"name":"网页","type":"view"}]""", "$.weChat[0].url")]
    [InlineData("""[{"name":"更多","sub_button":[]}]""", "$.weChat[0].sub_button")]
    [InlineData("""[{"name":"更多","sub_button":[{"name":"深","sub_button":[]}]}]""", "$.weChat[0].sub_button[0].type")]
    [InlineData("3", "$.weChat")]
    public void A_Mistake_Is_Told_With_Its_Place(string weChat, string path)
    {
        var (menus, faults) = MenuFile.Read(Encoding.UTF8.GetBytes($$"""{ "weChat": {{weChat}}, "weCom": {{Good}} }"""));
        Assert.Null(menus);
        Assert.Equal(path, Assert.Single(faults).Path);
    }

    [Theory]
    [InlineData("五个汉字吧", 15, true)]
    [InlineData("五个汉字吧a", 16, true)]
    [InlineData("五个汉字吧ab", 17, false)]
    public void A_Name_Is_Measured_In_Bytes(string name, int bytes, bool fits)
    {
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(name));
        var (menus, _) = MenuFile.Read(Encoding.UTF8.GetBytes($$"""{ "weChat": [{ "name": "{{name}}", "type": "click", "key": "1" }], "weCom": {{Good}} }"""));
        Assert.Equal(fits, menus is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_Is_No_Menu_File_Is_Refused(string json) => Assert.NotEmpty(MenuFile.Read(Encoding.UTF8.GetBytes(json)).Faults);
}
