using BotGateway.Settings;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Tests.Settings;

public sealed class MiniProgramSettingsTests
{
    private const string AesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static readonly Dictionary<string, string?> Live = new()
    {
        ["Platform:Mode"] = "Live",
        ["PublicBaseUrl"] = "https://city.example",
        ["WeChat:AppId"] = "wx1",
        ["WeChat:AppSecret"] = "s",
        ["WeChat:Token"] = "t",
        ["WeChat:EncodingAesKey"] = AesKey,
        ["WeCom:CorpId"] = "ww1",
        ["WeCom:AgentId"] = "1",
        ["WeCom:Secret"] = "s",
        ["WeCom:Token"] = "t",
        ["WeCom:EncodingAesKey"] = AesKey,
    };

    [Fact]
    public void A_City_Without_A_Mini_Program_Has_No_Such_Channel() => Assert.Null(Read(Live).Settings!.MiniProgram);

    [Fact]
    public void A_City_With_One_Has_Its_Account_At_The_Platforms_Address() => Assert.Equivalent(
        new WeChatAccount("wx2", "s2", "t2", [AesKey], GatewaySettings.WeChatDefaultBase),
        Read(new(Live)
        {
            ["MiniProgram:AppId"] = "wx2",
            ["MiniProgram:AppSecret"] = "s2",
            ["MiniProgram:Token"] = "t2",
            ["MiniProgram:EncodingAesKey"] = AesKey,
        }).Settings!.MiniProgram);

    [Fact]
    public void A_Message_Of_A_Mini_Program_That_Is_Off_Stops_The_Start()
    {
        var (settings, faults) = Read(new(Live) { ["WeChat:Templates:MiniProgram"] = "T3" });

        Assert.Null(settings);
        Assert.Equal("WeChat:Templates:MiniProgram", Assert.Single(faults).Path);
    }

    [Theory]
    [InlineData("MiniProgram:AppId")]
    [InlineData("MiniProgram:ApiBaseUrl")]
    public void Half_An_Account_Is_Told_Key_By_Key(string given)
    {
        var (settings, faults) = Read(new(Live) { [given] = "https://x" });

        Assert.Null(settings);
        Assert.Equal(
            new[] { "MiniProgram:AppId", "MiniProgram:AppSecret", "MiniProgram:Token", "MiniProgram:EncodingAesKey" }.Where(key => key != given),
            faults.Select(fault => fault.Path));
    }

    [Fact]
    public void The_Simulator_Makes_One_Up_And_Takes_What_Is_Set()
    {
        var made = Read(new() { ["MiniProgram:Token"] = "mine" }).Settings!.MiniProgram!;

        Assert.Equal("mine", made.Token);
        Assert.StartsWith("wx", made.AppId, StringComparison.Ordinal);
        Assert.Equal(43, Assert.Single(made.EncodingAesKeys).Length);
        Assert.Null(made.ApiBaseUrl);
    }

    private static (GatewaySettings? Settings, IReadOnlyList<CaseStore.City.ConfigurationFault> Faults) Read(Dictionary<string, string?> keys) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(keys).Build(), "/");
}
