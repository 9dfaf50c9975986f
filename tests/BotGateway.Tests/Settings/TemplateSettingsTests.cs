using BotGateway.Settings;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Tests.Settings;

public sealed class TemplateSettingsTests
{
    private static (GatewaySettings? Settings, IReadOnlyList<CaseStore.City.ConfigurationFault> Faults) Read(params (string Key, string Value)[] set) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(set.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build(), AppContext.BaseDirectory);

    [Fact]
    public void A_City_Without_Templates_Has_None()
    {
        var settings = Read(("WeChat:ApiBaseUrl", "https://x"), ("MiniProgram:ApiBaseUrl", "https://x")).Settings!;
        Assert.Null(settings.Progress);
        Assert.Null(settings.Subscription);
        Assert.Null(settings.MiniProgramSubscription);
        Assert.Null(settings.MiniProgramPage);
    }

    [Fact]
    public void The_Simulator_S_Own_Platform_Has_Templates_Unless_The_City_Names_Its_Own()
    {
        var made = Read().Settings!;
        Assert.Equal(("simulated-progress", "simulated-mini-program"), (made.Progress!.Id, made.MiniProgramSubscription!.Id));
        Assert.Equal(["number", "subject", "state", "time"], made.Progress.Fields.Keys);
        Assert.Null(made.MiniProgramPage);
        Assert.Equal("T1", Read(("WeChat:Templates:Progress", "T1")).Settings!.Progress!.Id);
    }

    [Fact]
    public void Each_Template_Has_Its_Id_And_Its_Keywords()
    {
        var settings = Read(
            ("WeChat:Templates:Progress", "T1"), ("WeChat:Templates:Subscription", "T2"), ("WeChat:TemplateFields:Subscription", "subject=thing7;state=phrase1")).Settings!;
        Assert.Equal(("T1", 4), (settings.Progress!.Id, settings.Progress.Fields.Count));
        Assert.Equal(("T2", "thing7"), (settings.Subscription!.Id, settings.Subscription.Fields["subject"]));
    }

    [Fact]
    public void The_Mini_Program_S_Message_Has_A_Page_Beside_Them()
    {
        var settings = Read(
            ("WeChat:Templates:MiniProgram", "T3"), ("WeChat:TemplateFields:MiniProgram", "state=phrase2"), ("WeChat:Templates:MiniProgramPage", "pages/case/index")).Settings!;
        Assert.Equal(("T3", "phrase2", "pages/case/index"), (settings.MiniProgramSubscription!.Id, settings.MiniProgramSubscription.Fields["state"], settings.MiniProgramPage));
    }

    [Fact]
    public void A_Web_Address_Is_No_Page_Of_The_Mini_Program()
    {
        var (settings, faults) = Read(("WeChat:Templates:MiniProgramPage", "https://city.example/c"));
        Assert.Null(settings);
        Assert.Equal("WeChat:Templates:MiniProgramPage", Assert.Single(faults).Path);
    }

    [Theory]
    [InlineData("WeChat:TemplateFields:Progress")]
    [InlineData("WeChat:TemplateFields:MiniProgram")]
    public void Keywords_That_Cannot_Be_Right_Stop_The_Start_And_Name_The_Setting(string key)
    {
        var (settings, faults) = Read((key, "subject:thing7"));
        Assert.Null(settings);
        Assert.Equal(key, Assert.Single(faults).Path);
    }
}
