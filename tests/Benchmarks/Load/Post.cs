using System.Text;
using BotGateway.Envelope;

namespace Benchmarks.Load;

/// <summary>A whole HTTP request, sealed before the clock starts so that the load generator only copies bytes.</summary>
internal static class Post
{
    public static byte[] Make(Talk talk, int index, int people, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var xml = $"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[{Talk.PersonOf(index, people)}]]></FromUserName>"
            + $"<CreateTime>{second}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{talk.TextOf(index, people)}]]></Content>"
            + $"<MsgId>{now.ToUnixTimeMilliseconds()}{index:D8}</MsgId></xml>";
        var post = InboundPost.Seal(BenchAccount.WeChat, xml, now, (index + 100_000_000).ToString());
        var head = $"POST {post.PathAndQuery} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: {post.Body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. post.Body.Span];
    }

    public static byte[][] MakeMany(Talk talk, int first, int count, int people, DateTimeOffset now)
    {
        var posts = new byte[count][];
        Parallel.For(0, count, i => posts[i] = Make(talk, first + i, people, now));
        return posts;
    }
}
