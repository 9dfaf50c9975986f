namespace Benchmarks;

/// <param name="What">throughput, coldstart, memory, start, understanding, scale, year, or all of them.</param>
/// <param name="Peers">A folder with the peers' sources; also from the environment variable PEERS.</param>
/// <param name="Time">How long one server is measured in one round, after its 10 s of warming.</param>
/// <param name="Seed">What happens in the simulated year.</param>
internal sealed record Options(string What, string? Peers, int Rounds, TimeSpan Time, int Seed)
{
    public const string Usage = "usage: Benchmarks all|throughput|coldstart|memory|start|understanding|scale|year [--peers FOLDER] [--rounds N] [--seconds N] [--seed N]";

    private static readonly string[] Names = ["all", "throughput", "coldstart", "memory", "start", "understanding", "scale", "year"];

    /// <returns>Null when the arguments mean nothing.</returns>
    public static Options? Read(string[] arguments)
    {
        var options = new Options("all", Environment.GetEnvironmentVariable("PEERS"), Rounds: 3, TimeSpan.FromSeconds(8), Seed: 1);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case var name when Names.Contains(name):
                    options = options with { What = name };
                    continue;
                case "--peers" when Directory.Exists(value):
                    options = options with { Peers = Path.GetFullPath(value) };
                    break;
                case "--rounds" when int.TryParse(value, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    break;
                case "--seconds" when int.TryParse(value, out var seconds) && seconds > 0:
                    options = options with { Time = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--seed" when int.TryParse(value, out var seed):
                    options = options with { Seed = seed };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }

    public bool Wants(string name) => What == "all" || What == name;
}
