using System.Text;
using BotGateway.Envelope;
using BotGateway.Envelope.Callbacks;
using BotGateway.Settings;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Envelope;

public sealed class PostOpenerTests
{
    private static readonly WeChatAccount Account = new("wx1", "secret", "token", [CallbackHost.KeyNow], null);
    private static readonly CallbackGuard Guard = new(Account.Token, TimeSpan.FromDays(36500), TimeProvider.System);
    private static readonly PostOpener Opener = new(Guard, new EnvelopeCodec(Account.AppId, Account.EncodingAesKeys));

    [Property]
    public bool Any_Text_Comes_Through_The_Whole_Envelope(string? text, string? nonce)
    {
        text = ToValid(text);
        var post = InboundPost.Seal(Account, text, CallbackHost.Now, ToValid(nonce));

        return Opener.OpenSealed(Query(post), post.Body.ToArray()) is OpenedPost.Message opened
            && Encoding.UTF8.GetString(opened.Body.Span) == text;
    }

    [Property(MaxTest = 300)]
    public bool Any_Changed_Character_Of_The_Query_Is_Refused(ushort at, byte value)
    {
        var post = InboundPost.Seal(Account, "<xml/>", CallbackHost.Now, "nonce");
        var query = Query(post);
        var parts = new[] { query.Timestamp, query.Nonce, query.MsgSignature };
        var part = at % parts.Length;
        var chars = parts[part].ToCharArray();
        ref var changed = ref chars[at / parts.Length % chars.Length];
        changed = changed == (char)value ? '~' : (char)value;
        parts[part] = new string(chars);

        return Opener.OpenSealed(query with { Timestamp = parts[0], Nonce = parts[1], MsgSignature = parts[2] }, post.Body.ToArray())
            is OpenedPost.Refused { Status: StatusCodes.Status403Forbidden };
    }

    [Property]
    public bool Arbitrary_Bytes_And_Queries_Are_Refused_And_Never_Throw(byte[] body, string? query)
    {
        var read = CallbackQuery.Read(new QueryString("?" + query));

        return Opener.OpenSealed(read, body) is OpenedPost.Refused && Opener.OpenPlain(read, body) is OpenedPost.Refused;
    }

    [Theory]
    [InlineData("?timestamp")]
    [InlineData("?timestamp=%")]
    [InlineData("?timestamp=%zz&nonce=%C3%28&&&=&=x")]
    public void A_Broken_Query_Is_Only_A_Wrong_Signature(string query) =>
        Assert.Equal(OpenedPost.Of(Admission.WrongSignature), Opener.OpenPlain(CallbackQuery.Read(new QueryString(query)), []));

    private static CallbackQuery Query(InboundPost post) =>
        CallbackQuery.Read(new QueryString(post.PathAndQuery[post.PathAndQuery.IndexOf('?', StringComparison.Ordinal)..]));

    // A lone surrogate is no text: UTF-8 has no bytes for it.
    private static string ToValid(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
}
