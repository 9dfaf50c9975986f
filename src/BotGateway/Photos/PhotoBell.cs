using System.Threading.Channels;

namespace BotGateway.Photos;

/// <summary>Rung after the commit that brought a photo, so that it is fetched at once. Rings while nobody listens count as one.</summary>
internal sealed class PhotoBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rings.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _rings.Reader.ReadAsync(cancellation);
}
