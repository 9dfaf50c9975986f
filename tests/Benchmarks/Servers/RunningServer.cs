using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Benchmarks.Load;

namespace Benchmarks.Servers;

/// <summary>A server in a process of its own, as it would run anywhere.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _said = [];

    private RunningServer(ProcessStartInfo start, int port)
    {
        Port = port;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        StartedAt = Stopwatch.GetTimestamp();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public long StartedAt { get; }

    /// <summary>What is in memory now, and the most there ever was.</summary>
    public (long Now, long Most) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    /// <param name="setUp">Arguments and environment for the port that was found free.</param>
    public static RunningServer Start(string program, Action<ProcessStartInfo, int> setUp)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program);
        setUp(start, port);
        return new RunningServer(start, port);
    }

    /// <summary>The first connection that is accepted, tried for from the process's first moment on.</summary>
    public async Task<Connection> ListeningAsync()
    {
        while (true)
        {
            try
            {
                return await Connection.OpenAsync(Port);
            }
            catch (SocketException) when (!_process.HasExited && Stopwatch.GetElapsedTime(StartedAt) < Patience)
            {
                await Task.Delay(1);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} does not listen. It said:\n{Said()}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Count < 200)
                _said.Add(line);
        }
    }

    private string Said()
    {
        lock (_said)
        {
            return string.Join('\n', _said);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
