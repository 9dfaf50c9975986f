using BotGateway.Api;
using BotGateway.Cli;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Digests;
using BotGateway.Health;
using BotGateway.Letters;
using BotGateway.Pages;
using BotGateway.Photos;
using BotGateway.Settings;
using BotGateway.Simulator;
using BotGateway.Turns;
using BotGateway.WeChat;
using BotGateway.WeCom;
using CaseStore.Persistence;

if (Verbs.Are(args))
{
    return await Verbs.RunAsync(args);
}

var root = ProjectRoot.Find();
// Nobody looks at changed settings while it runs, and watching for them means hearing of every write to a database below this folder.
var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
if (!builder.AddConfigurationFile(root) || builder.AddGatewaySettings(root) is not { } settings)
{
    return 2;
}

builder.AddObservability(settings.Mode);
builder.Services.AddCaseStore(settings.DatabaseProvider, settings.ConnectionString);
builder.Services.AddClock(settings.Mode);
builder.Services.AddTurns();
builder.Services.AddWeComCallback();
builder.Services.AddDeadlines();
builder.Services.AddSilence();
builder.Services.AddMornings();
builder.Services.AddLetters();
builder.Services.AddCouriers();
builder.Services.AddPhotos();
builder.Services.AddInboxKeeper();
builder.Services.AddOutboxKeeper();
builder.Services.AddDueWork();
builder.Services.AddCasePage();
builder.Services.AddCaseApi();
if (settings.Mode == PlatformMode.Simulator)
{
    builder.Services.AddSimulator().AddSimulatorPlugs();
}

var app = builder.Build();
if (!await app.OpenStoreAsync())
{
    return 2;
}

app.WarnOfMissingYear();
await app.Services.GetRequiredService<ConfigurationReload>().CheckOpenCasesAsync();
app.MapWeChatCallback();
app.MapMiniProgramCallback();
app.MapWeComCallback();
app.MapPhotos();
app.MapCasePage();
app.MapCaseApi();
app.MapHealth();
if (settings.Mode == PlatformMode.Simulator)
{
    app.MapSimulator();
}

await app.WarmUpAsync();
return await app.ServeAsync() ? 0 : 2;

/// <summary>Named so that tests can start the program.</summary>
internal sealed partial class Program;
