using System.Text.Json;

namespace BotGateway.PlatformApi;

/// <summary>
/// One platform's access token: fetched once for everybody, renewed before its end, and fetched anew when the platform refuses it
/// unless somebody has replaced the refused one meanwhile. While new ones keep being refused, or none is to be had, it is asked for
/// ever more rarely, however many want to send.
/// </summary>
/// <param name="fetch">
/// Asks for a token; is given the refused one, if that is why. The seam for several nodes: a store that they share goes in here, which
/// answers with the token another node has fetched meanwhile, and lets one of them ask the platform at a time.
/// </param>
internal sealed class AccessToken(string platform, Func<string?, Task<PlatformAnswer>> fetch, PlatformMetrics metrics, TimeProvider clock)
{
    // Within the platforms' last five minutes, in which the old and the new token are both good.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>One refusal may be the platform's slip; after so many without a success nobody need try the token.</summary>
    private const int DeadAfter = 3;

    private readonly Lock _gate = new();
    private Held? _held;
    private Task<Renewal>? _flight;
    private PlatformAnswer? _failure;
    private DateTimeOffset _notBefore;
    private int _inVain;
    private int _refusals;

    /// <summary>Makes the call; when the token is refused, once more with a new one. Without a token nothing is sent.</summary>
    public async Task<PlatformAnswer> CallAsync(Func<string, Task<PlatformAnswer>> call, CancellationToken cancellation)
    {
        var (held, failure) = await HoldAsync(refused: null, cancellation);
        if (held is null)
        {
            return failure!;
        }

        var answer = await CallAsync(call, held);
        if (!IsRefusal(answer))
        {
            return answer;
        }

        var (renewed, renewalFailure) = await HoldAsync(held.Value, cancellation);
        return renewed is null ? renewalFailure! : renewed.Value == held.Value ? answer : await CallAsync(call, renewed);
    }

    private async Task<PlatformAnswer> CallAsync(Func<string, Task<PlatformAnswer>> call, Held token)
    {
        var answer = await call(token.Value);
        lock (_gate)
        {
            if (_held?.Value == token.Value)
            {
                _refusals = IsRefusal(answer) ? _refusals + 1 : 0;
                _inVain = answer is PlatformAnswer.Done ? 0 : _inVain;
            }
        }

        return answer;
    }

    private static bool IsRefusal(PlatformAnswer answer) => answer is PlatformAnswer.Refused { Error.Reaction: Reaction.RenewToken };

    private async Task<Renewal> HoldAsync(string? refused, CancellationToken cancellation)
    {
        Task<Renewal> flight;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_held is { } held && held.Value != refused && now < held.RenewAt && !IsDead)
            {
                return new Renewal(held, null);
            }

            if (_flight is null && now < _notBefore)
            {
                return Paused(refused, now);
            }

            refused ??= IsDead ? _held?.Value : null;

            // Not the caller's cancellation: the others wait for the same answer.
            flight = _flight ??= Task.Run(() => RenewAsync(refused), CancellationToken.None);
        }

        return await flight.WaitAsync(cancellation);
    }

    private bool IsDead => _refusals >= DeadAfter;

    private Renewal Paused(string? refused, DateTimeOffset now) => _held is { } held && now < held.EndsAt && held.Value != refused && !IsDead
        ? new Renewal(held, null)
        : new Renewal(null, _failure ?? new PlatformAnswer.NotReached("the token is refused"));

    private async Task<Renewal> RenewAsync(string? refused)
    {
        try
        {
            var answer = await fetch(refused);
            lock (_gate)
            {
                var now = clock.GetUtcNow();
                var renewal = Judge(answer, refused, now);
                (_held, _failure) = (renewal.Held, renewal.Failure);
                if (refused is not null || Read(answer) is null)
                {
                    _notBefore = now + Pauses[Math.Min(_inVain, Pauses.Length - 1)];
                    _inVain++;
                }

                if (renewal.Held?.Value != refused)
                {
                    _refusals = 0;
                }

                metrics.TokenRefreshed(platform, Read(answer) is not null);
                return renewal;
            }
        }
        finally
        {
            lock (_gate)
            {
                _flight = null;
            }
        }
    }

    private Renewal Judge(PlatformAnswer answer, string? refused, DateTimeOffset now)
    {
        if (Read(answer) is var (value, life))
        {
            // A token handed out near its end is still kept for half of what is left.
            var renewIn = life - Early > life / 2 ? life - Early : life / 2;
            return new Renewal(new Held(value, now + renewIn, now + life), null);
        }

        if (_held is { } old && old.Value != refused && now < old.EndsAt)
        {
            return new Renewal(old, null);
        }

        return new Renewal(null, answer switch
        {
            // "Token wrong" in answer to the secret means that the secret is wrong.
            PlatformAnswer.Refused { Error.Reaction: Reaction.RenewToken } no => no with { Error = new(Reaction.Alarm, "secret refused") },
            PlatformAnswer.Refused { Error.Reaction: Reaction.Alarm or Reaction.Unknown } no => no,
            PlatformAnswer.Refused no => new PlatformAnswer.NotReached($"no token: {no.Code} {no.Error.Meaning}"),
            PlatformAnswer.NoAnswer none => new PlatformAnswer.NotReached("no token: " + none.Reason),
            PlatformAnswer.NotReached not => not,
            _ => new PlatformAnswer.NotReached("no token in the answer"),
        });
    }

    public static (string Value, TimeSpan Life)? Read(PlatformAnswer answer) =>
        answer is PlatformAnswer.Done { Body: var body }
        && body.TryGetProperty("access_token", out var token) && token.ValueKind == JsonValueKind.String
        && body.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var life)
            ? (token.GetString()!, TimeSpan.FromSeconds(life))
            : null;

    private sealed record Held(string Value, DateTimeOffset RenewAt, DateTimeOffset EndsAt);

    private readonly record struct Renewal(Held? Held, PlatformAnswer? Failure);
}
