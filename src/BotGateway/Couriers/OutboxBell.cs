using System.Threading.Channels;

namespace BotGateway.Couriers;

/// <summary>Rung after a commit that wrote to the outbox. Only a bell: what there is to do stands in the table.</summary>
internal sealed class OutboxBell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    public Task WaitAsync(CancellationToken cancellation) => _rung.Reader.ReadAsync(cancellation).AsTask();
}
