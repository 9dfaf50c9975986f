namespace BotGateway.Photos.Cleaning;

/// <summary>The stretches of a file that are kept, joined once at the end.</summary>
internal sealed class Pieces
{
    private readonly List<(int Start, int End)> _kept = [];
    private int _length;

    public void Add(int start, int end)
    {
        _length += end - start;
        if (_kept is [.., var last] && last.End == start)
            _kept[^1] = (last.Start, end);
        else
            _kept.Add((start, end));
    }

    public byte[] Join(ReadOnlySpan<byte> file, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var joined = new byte[before.Length + _length + after.Length];
        before.CopyTo(joined);
        var at = before.Length;
        foreach (var (start, end) in _kept)
        {
            file[start..end].CopyTo(joined.AsSpan(at));
            at += end - start;
        }
        after.CopyTo(joined.AsSpan(at));
        return joined;
    }
}
