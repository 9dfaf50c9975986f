using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Load;

internal readonly record struct Answer(int Status, int BodyLength)
{
    /// <summary>Every message of a run has a reply: an empty body would be a message that was not understood.</summary>
    public bool IsGood => Status == 200 && BodyLength >= 20;
}

/// <summary>One keep-alive connection, one request at a time. No HTTP library: on a small machine the load generator's own work shows.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<Connection> OpenAsync(int port)
    {
        var connection = new Connection();
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Loopback, port);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask<Answer> AskAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var have = 0;
        while (true)
        {
            var more = await _socket.ReceiveAsync(_buffer.AsMemory(have));
            if (more == 0)
                throw new IOException("The server closed the connection in the middle of an answer.");
            have += more;
            if (Read(_buffer.AsSpan(0, have)) is { } answer)
                return answer;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static Answer? Read(ReadOnlySpan<byte> bytes)
    {
        var headEnd = bytes.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return null;
        var head = Encoding.ASCII.GetString(bytes[..headEnd]);
        var body = bytes[(headEnd + 4)..];
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            return body.EndsWith("0\r\n\r\n"u8) ? new Answer(status, body.Length - 5) : null;
        var length = Length(head);
        return body.Length >= length ? new Answer(status, length) : null;
    }

    private static int Length(string head)
    {
        const string Name = "content-length:";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return 0;
        var value = head.AsSpan(at + Name.Length);
        var end = value.IndexOf('\r');
        return int.Parse(end < 0 ? value : value[..end], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
