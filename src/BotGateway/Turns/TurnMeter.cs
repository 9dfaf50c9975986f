using System.Diagnostics.Metrics;
using BotGateway.Health;
using CaseStore.People;

namespace BotGateway.Turns;

/// <summary>Counts messages by channel; who wrote and what is nobody's figure.</summary>
internal sealed class TurnMeter
{
    private readonly Counter<long> _turns;

    public TurnMeter(IMeterFactory meters) =>
        _turns = meters.Create(Observability.Name).CreateCounter<long>("woodpecker.turns", description: "Messages taken, by channel; repeated: answered again from the inbox");

    public void Taken(Channel channel) => Count(channel, repeated: false);

    public void Repeated(Channel channel) => Count(channel, repeated: true);

    private void Count(Channel channel, bool repeated)
    {
        if (_turns.Enabled)
        {
            _turns.Add(1, new("channel", channel.ToString()), new("repeated", repeated));
        }
    }
}
