using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace EndToEnd.Tests.Harness;

/// <summary>The real program in a process of its own, so that it can be killed like one.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    public const string ApiKey = "test-api-key";
    public const string AesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private RunningGateway(Dictionary<string, string> settings, int port)
    {
        _settings = settings;
        Address = $"http://127.0.0.1:{port}";
        Http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Address { get; }

    public HttpClient Http { get; }

    public string Output => string.Join('\n', _output);

    public static PlatformEnvelope WeChatEnvelope { get; } = new("wxtoken", AesKey, "wx0123456789abcdef");

    public static PlatformEnvelope MiniProgramEnvelope { get; } = new("wmtoken", AesKey, "wm0123456789abcdef");

    public static PlatformEnvelope WeComEnvelope { get; } = new("wctoken", AesKey, "ww0123456789abcdef");

    /// <summary>Unless <paramref name="more"/> names another configuration, one in which nobody sleeps.</summary>
    /// <param name="platform">Where the gateway believes the platforms to be; null: its own simulator.</param>
    public static RunningGateway Create(string folder, string? platform, IReadOnlyDictionary<string, string>? more = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Platform__Mode"] = "Simulator",
            ["WeChat__AppId"] = "wx0123456789abcdef",
            ["WeChat__AppSecret"] = "wx-secret",
            ["WeChat__Token"] = "wxtoken",
            ["WeChat__EncodingAesKey"] = AesKey,
            ["MiniProgram__AppId"] = "wm0123456789abcdef",
            ["MiniProgram__AppSecret"] = "wm-secret",
            ["MiniProgram__Token"] = "wmtoken",
            ["MiniProgram__EncodingAesKey"] = AesKey,
            ["WeCom__CorpId"] = "ww0123456789abcdef",
            ["WeCom__AgentId"] = "1000002",
            ["WeCom__Secret"] = "wc-secret",
            ["WeCom__Token"] = "wctoken",
            ["WeCom__EncodingAesKey"] = AesKey,
            ["Api__Key"] = ApiKey,
            ["ConnectionStrings__Cases"] = $"Data Source={Path.Combine(folder, "cases.db")}",
            ["Photos__Directory"] = Path.Combine(folder, "photos"),
        };
        if (platform is not null)
        {
            settings["WeChat__ApiBaseUrl"] = platform;
            settings["MiniProgram__ApiBaseUrl"] = platform;
            settings["WeCom__ApiBaseUrl"] = platform;
            settings["Photos__AllowedHosts__0"] = new Uri(platform).Authority;
        }

        foreach (var (key, value) in more ?? new Dictionary<string, string>())
        {
            settings[key] = value;
        }

        if (!settings.ContainsKey("Config__Directory"))
        {
            settings["Config__Directory"] = ConfigFolder.RoundTheClock(folder);
        }

        return new RunningGateway(settings, FreePort());
    }

    public async Task StartAsync()
    {
        _process = Launch();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The gateway ended with {_process.ExitCode}:\n{Output}");
            }

            try
            {
                using var ready = await Http.GetAsync("/readyz", patience.Token);
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Starts it and waits for its end: for starts that must fail.</summary>
    public async Task<int> RunToEndAsync()
    {
        _process = Launch();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(patience.Token);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        using var answer = await Http.PostAsJsonAsync("/simulator/clock", new { advance = by.ToString("c") });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Moves the clock ahead to this time of day in the city, and does what is due until then.</summary>
    public async Task AdvanceToAsync(int hour, int minute)
    {
        var ahead = TimeSpan.FromMinutes((hour * 60) + minute) - (await NowAsync()).TimeOfDay;
        await AdvanceAsync(ahead < TimeSpan.Zero ? ahead + TimeSpan.FromDays(1) : ahead);
    }

    /// <summary>Lets everything that is due now be done, and returns when it is.</summary>
    public Task SettleAsync() => AdvanceAsync(TimeSpan.FromSeconds(1));

    public async Task<JsonElement> ApiAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", ApiKey);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Api-Key", ApiKey);
        using var answer = await Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A verb of the program beside the one that serves, on the same settings.</summary>
    public async Task<(int Code, string Output)> VerbAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public async Task<DateTimeOffset> NowAsync() =>
        (await Http.GetFromJsonAsync<JsonElement>("/simulator/state")).GetProperty("now").GetDateTimeOffset();

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        _process?.Dispose();
        Http.Dispose();
        return ValueTask.CompletedTask;
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(_settings.GetValueOrDefault("urls", Address));
        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
