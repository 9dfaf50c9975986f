using System.Text.Json;

namespace BotGateway.PlatformApi;

/// <summary>
/// One platform's access token: fetched once for everybody, renewed before its end, and fetched anew when the platform refuses it
/// unless somebody has replaced the refused one meanwhile.
/// </summary>
/// <param name="fetch">Asks for a token; is given the refused one, if that is why. A store shared by several nodes goes in here.</param>
internal sealed class AccessToken(string platform, Func<string?, Task<PlatformAnswer>> fetch, PlatformMetrics metrics, TimeProvider clock)
{
    // Within the platforms' last five minutes, in which the old and the new token are both good.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Held? _held;
    private Task<Renewal>? _flight;

    /// <summary>Makes the call; when the token is refused, once more with a new one.</summary>
    public async Task<PlatformAnswer> CallAsync(Func<string, Task<PlatformAnswer>> call, CancellationToken cancellation)
    {
        var (held, failure) = await HoldAsync(refused: null, cancellation);
        if (held is null)
        {
            return failure!;
        }

        var answer = await call(held.Value);
        if (answer is not PlatformAnswer.Refused { Error.Reaction: Reaction.RenewToken })
        {
            return answer;
        }

        var (renewed, renewalFailure) = await HoldAsync(held.Value, cancellation);
        return renewed is null ? renewalFailure! : renewed.Value == held.Value ? answer : await call(renewed.Value);
    }

    private async Task<Renewal> HoldAsync(string? refused, CancellationToken cancellation)
    {
        Task<Renewal> flight;
        lock (_gate)
        {
            if (_held is { } held && held.Value != refused && clock.GetUtcNow() < held.RenewAt)
            {
                return new Renewal(held, null);
            }

            // Not the caller's cancellation: the others wait for the same answer.
            flight = _flight ??= Task.Run(() => RenewAsync(refused), CancellationToken.None);
        }

        return await flight.WaitAsync(cancellation);
    }

    private async Task<Renewal> RenewAsync(string? refused)
    {
        try
        {
            var answer = await fetch(refused);
            lock (_gate)
            {
                var renewal = Judge(answer, refused, clock.GetUtcNow());
                _held = renewal.Held;
                metrics.TokenRefreshed(platform, renewal.Failure is null);
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
            return new Renewal(old with { RenewAt = now + PauseAfterFailure }, null);
        }

        return new Renewal(null, answer switch
        {
            // "Token wrong" in answer to the secret means that the secret is wrong.
            PlatformAnswer.Refused { Error.Reaction: Reaction.RenewToken } no => no with { Error = new(Reaction.Alarm, "secret refused") },
            PlatformAnswer.Refused or PlatformAnswer.NoAnswer => answer,
            _ => new PlatformAnswer.NoAnswer("no token in the answer"),
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
