using BotGateway.PlatformApi;

namespace BotGateway.Couriers;

/// <summary>
/// How many messages this node sends side by side: half as many when a platform says that it were too many at once (45033, protocol.md
/// 5.8), and slowly more again while they get through.
/// </summary>
internal sealed class Breadth
{
    public const int Most = 16;

    private readonly Lock _turn = new();
    private int _now = Most;
    private int _through;

    public int Now
    {
        get
        {
            lock (_turn)
            {
                return _now;
            }
        }
    }

    public void After(Delivery delivery)
    {
        lock (_turn)
        {
            if (delivery is Delivery.Failed { Reaction: Reaction.Crowded })
            {
                (_now, _through) = (Math.Max(1, _now / 2), 0);
            }
            else if (delivery is Delivery.Sent or Delivery.PartSent && _now < Most && ++_through >= Most)
            {
                (_now, _through) = (_now + 1, 0);
            }
        }
    }
}
