using System.Globalization;
using System.Text;

namespace Benchmarks.Load;

/// <summary>Sealed posts on disk, made once and used for every server: the line <c>length</c>, then that many bytes.</summary>
internal sealed record PostFile(string Path)
{
    private const int AtOnce = 10_000;

    public static PostFile Make(string path, Talk talk, int first, int count, int people)
    {
        using var file = File.Create(path);
        var now = TimeProvider.System.GetUtcNow();
        for (var done = 0; done < count; done += AtOnce)
        {
            foreach (var post in Post.MakeMany(talk, first + done, Math.Min(AtOnce, count - done), people, now))
            {
                file.Write(Encoding.ASCII.GetBytes($"{post.Length}\n"));
                file.Write(post);
            }
        }

        return new PostFile(path);
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Read()
    {
        var all = File.ReadAllBytes(Path).AsMemory();
        var posts = new List<ReadOnlyMemory<byte>>();
        while (!all.IsEmpty)
        {
            var line = all.Span.IndexOf((byte)'\n');
            var length = int.Parse(all.Span[..line], CultureInfo.InvariantCulture);
            posts.Add(all.Slice(line + 1, length));
            all = all[(line + 1 + length)..];
        }

        return posts;
    }
}
