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
        var settings = Read().Settings!;
        Assert.Null(settings.Progress);
        Assert.Null(settings.Subscription);
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
    public void Keywords_That_Cannot_Be_Right_Stop_The_Start_And_Name_The_Setting()
    {
        var (settings, faults) = Read(("WeChat:TemplateFields:Progress", "subject:thing7"));
        Assert.Null(settings);
        Assert.Equal("WeChat:TemplateFields:Progress", Assert.Single(faults).Path);
    }
}
