using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Conversation.Announcements;

namespace Shared;

/// <summary>What goes wrong with one call.</summary>
internal enum Mishap
{
    None,

    /// <summary>The connection is never made.</summary>
    NotReached,

    /// <summary>-1: nothing was done.</summary>
    Busy,

    /// <summary>45009, 45011 at WeChat: nothing was done.</summary>
    TooMany,

    /// <summary>The connection breaks before the message is taken.</summary>
    LostBefore,

    /// <summary>The message is taken, then the connection breaks.</summary>
    LostAfter,

    /// <summary>A page of some proxy instead of JSON; nothing was done.</summary>
    GarbledBefore,

    /// <summary>The message is taken, and half an answer comes back.</summary>
    GarbledAfter,

    /// <summary>The message is taken, and no answer ever comes.</summary>
    SilentAfter,

    /// <summary>All is well, but it takes its time.</summary>
    Slow,
}

/// <summary>
/// WeChat's and WeCom's message API in a bad mood: what goes wrong with a message is drawn from a seed and the message's number, at most
/// twice a message, and at most once it is heard and its sender not told. WeCom's duplicate check works (protocol.md 5.2: the same bytes).
/// Tokens expire early. Everything is written down as it happened here.
/// </summary>
/// <param name="share">Of how many messages of a hundred something goes wrong.</param>
internal sealed partial class HostilePlatform(int seed, int share, TimeProvider clock)
{
    /// <summary>What names a message: these digits in it.</summary>
    public const string Prefix = "WP-20261122-";

    /// <summary>Also of a digest, whatever lies ahead of the many that it names: to a fourth "busy" in a row a message would be given up, as it should.</summary>
    private const int MostMishaps = 2;

    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromSeconds(30);

    private static readonly Mishap[] Common =
        [Mishap.NotReached, Mishap.Busy, Mishap.LostBefore, Mishap.LostAfter, Mishap.LostAfter, Mishap.GarbledBefore, Mishap.GarbledAfter, Mishap.Slow];

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Queue<Mishap>> _ahead = [];
    private readonly Dictionary<int, int> _mishaps = [];
    private readonly HashSet<int> _heardUntold = [];
    private readonly Dictionary<string, DateTimeOffset> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Value, DateTimeOffset Since, int Calls)> _tokens = new(StringComparer.Ordinal);
    private readonly List<Call> _calls = [];
    private readonly List<Told> _heard = [];
    private int _tokenCalls;
    private bool _calm;

    /// <summary>Every call that was about a message and had a good token, in the order in which they came.</summary>
    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>What people heard: a copy is another line.</summary>
    public IReadOnlyList<Told> Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard];
            }
        }
    }

    /// <summary>How often a token was refused as expired.</summary>
    public int Expiries { get; private set; }

    /// <summary>From now on nothing goes wrong.</summary>
    public void Calm()
    {
        lock (_gate)
        {
            _calm = true;
        }
    }

    /// <param name="bytes">The request's body.</param>
    public (Mishap What, string Json) Answer(string path, string query, byte[] bytes)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            return path switch
            {
                "/cgi-bin/gettoken" => Token("wecom", now),
                "/cgi-bin/stable_token" => Token("wechat", now),
                "/cgi-bin/message/send" => WithToken("wecom", query, now) ?? Take(bytes, "member", body => body.GetProperty("touser").GetString()!, now),
                "/cgi-bin/message/custom/send" => WithToken("wechat", query, now) ?? Take(bytes, "resident", body => body.GetProperty("touser").GetString()!, now),
                "/cgi-bin/webhook/send" => Take(bytes, "robot", _ => query["?key=".Length..], now),
                _ => (Mishap.None, """{"errcode":0,"errmsg":"ok"}"""),
            };
        }
    }

    private (Mishap, string) Token(string account, DateTimeOffset now)
    {
        if (++_tokenCalls % 4 == 3)
        {
            return (Mishap.Busy, """{"errcode":-1,"errmsg":"system error"}""");
        }

        if (!_tokens.TryGetValue(account, out var token) || token.Value.Length == 0)
        {
            _tokens[account] = token = ($"{account}-token-{_tokenCalls}", now, 0);
        }

        return (Mishap.None, $$"""{"errcode":0,"errmsg":"ok","access_token":"{{token.Value}}","expires_in":7200}""");
    }

    /// <summary>Null: the token is good.</summary>
    private (Mishap, string)? WithToken(string account, string query, DateTimeOffset now)
    {
        var token = _tokens.GetValueOrDefault(account);
        if (token.Value is { Length: > 0 } && query == "?access_token=" + token.Value)
        {
            _tokens[account] = token with { Calls = token.Calls + 1 };
            if (token.Calls < 500 || now - token.Since < BetweenExpiries)
            {
                return null;
            }

            _tokens[account] = ("", now, 0);
        }

        Expiries++;
        var code = account == "wechat" ? 40001 : Expiries % 2 == 0 ? 40014 : 42001;
        return (Mishap.None, $$"""{"errcode":{{code}},"errmsg":"invalid access_token"}""");
    }

    private (Mishap, string) Take(byte[] bytes, string kind, Func<JsonElement, string> to, DateTimeOffset now)
    {
        using var body = JsonDocument.Parse(bytes);
        var whom = to(body.RootElement);
        var numbers = NumbersIn(body.RootElement);
        var mishap = Draw(numbers, kind);
        _calls.Add(new Call(kind, whom, numbers, now, mishap));
        if (mishap is not (Mishap.NotReached or Mishap.Busy or Mishap.TooMany or Mishap.LostBefore or Mishap.GarbledBefore) && !IsRepeat(body.RootElement, bytes, now))
        {
            _heard.Add(new Told(kind, whom, numbers, now));
        }

        return (mishap, mishap switch
        {
            Mishap.Busy => """{"errcode":-1,"errmsg":"system error"}""",
            Mishap.TooMany => kind == "resident" ? """{"errcode":45011,"errmsg":"api minute-quota reach limit"}""" : """{"errcode":45009,"errmsg":"api freq out of limit"}""",
            Mishap.GarbledBefore => "<html><body>502 Bad Gateway</body></html>",
            Mishap.GarbledAfter => """{"errcode":0,"errm""",
            _ => $$"""{"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"m{{_calls.Count}}","response_code":"code-{{_calls.Count}}"}""",
        });
    }

    private bool IsRepeat(JsonElement body, byte[] bytes, DateTimeOffset now)
    {
        if (!body.TryGetProperty("enable_duplicate_check", out var check) || check.GetInt32() != 1)
        {
            return false;
        }

        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        if (_bodies.TryGetValue(hash, out var before) && now - before < TimeSpan.FromSeconds(body.GetProperty("duplicate_check_interval").GetInt32()))
        {
            return true;
        }

        _bodies[hash] = now;
        return false;
    }

    private Mishap Draw(IReadOnlyList<int> numbers, string kind)
    {
        var mishap = Mishap.None;
        if (_calm || numbers.Any(n => _mishaps.GetValueOrDefault(n) >= MostMishaps))
        {
            return mishap;
        }

        foreach (var number in numbers)
        {
            if (!_ahead.TryGetValue(number, out var ahead))
            {
                _ahead[number] = ahead = new Queue<Mishap>(Plan(number, kind));
            }

            if (mishap == Mishap.None && ahead.Count > 0)
            {
                mishap = ahead.Dequeue();
            }
        }

        if (mishap is Mishap.LostAfter or Mishap.GarbledAfter or Mishap.SilentAfter)
        {
            if (numbers.Any(_heardUntold.Contains))
            {
                mishap = Mishap.Busy;
            }
            else
            {
                _heardUntold.UnionWith(numbers);
            }
        }

        foreach (var number in mishap == Mishap.None ? [] : numbers)
        {
            _mishaps[number] = _mishaps.GetValueOrDefault(number) + 1;
        }

        return mishap;
    }

    private IEnumerable<Mishap> Plan(int number, string kind)
    {
        var random = new Random((seed * 100_003) + number);
        if (number % 2500 == 77)
        {
            return [Mishap.SilentAfter];
        }

        // One answer of "too many" stops the whole app for a minute, so it is rarer there.
        var many = kind == "robot" ? 0.05 : 0.002;
        var count = random.Next(100) is var at && at < share / 5 ? 2 : at < share ? 1 : 0;
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < many ? Mishap.TooMany : Common[random.Next(Common.Length)])];
    }

    private static IReadOnlyList<int> NumbersIn(JsonElement body)
    {
        if (body.TryGetProperty("text", out var text))
        {
            var said = text.GetProperty("content").GetString()!;
            return Digest.CasesIn(said) is { Count: > 0 } lines ? [.. lines.Select(Number)] : [Number(Named().Match(said).Value)];
        }

        return [Number(Named().Match(body.GetRawText()).Value)];
    }

    private static int Number(string name) => int.Parse(name.AsSpan(name.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    [GeneratedRegex(Prefix + @"\d{5}", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    /// <param name="Kind">robot, member, resident.</param>
    /// <param name="Whom">A robot's key, <c>|</c>-joined userids, an openid.</param>
    internal sealed record Call(string Kind, string Whom, IReadOnlyList<int> Numbers, DateTimeOffset At, Mishap What)
    {
        /// <summary>Whether whoever sent it cannot know what became of it.</summary>
        public bool IsUntold => What is Mishap.LostBefore or Mishap.LostAfter or Mishap.GarbledBefore or Mishap.GarbledAfter or Mishap.SilentAfter;

        /// <summary>Whose limits it counts against here.</summary>
        public IEnumerable<string> Lanes => Kind == "member" ? Whom.Split('|').Select(user => "member " + user) : [$"{Kind} {Whom}"];
    }

    internal sealed record Told(string Kind, string Whom, IReadOnlyList<int> Numbers, DateTimeOffset At);
}
