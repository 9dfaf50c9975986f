using BotGateway.Envelope;
using BotGateway.Envelope.Callbacks;
using BotGateway.Settings;
using BotGateway.Turns;
using CaseStore.People;

namespace BotGateway.WeChat;

/// <summary>
/// <c>/wechat</c>, the Official Account, and <c>/miniprogram</c>, a mini-program's customer service. Plaintext, compatible or safe mode is the request's choice (protocol.md 1.1, 3);
/// in the two aes modes only what is in Encrypt counts, and the answer is sealed as well.
/// </summary>
internal sealed class WeChatCallback
{
    private readonly CallbackGuard _guard;
    private readonly CallbackPost _post;

    public WeChatCallback(
        Channel channel, WeChatAccount account, TimeSpan timestampAllowance, TimeProvider clock, InboundHandler handler, ILogger<CallbackPost> log)
    {
        var codec = new EnvelopeCodec(account.AppId, account.EncodingAesKeys);
        _guard = new CallbackGuard(account.Token, timestampAllowance, clock);
        var opener = new PostOpener(_guard, codec);
        _post = new CallbackPost(
            channel,
            account.Token,
            codec,
            (query, body) => query.IsEncrypted ? opener.OpenSealed(query, body) : opener.OpenPlain(query, body),
            WeChatEvents.Read,
            clock,
            handler,
            log);
    }

    /// <summary>Asked once, when the address is entered in the platform's console: the echostr goes back as it came.</summary>
    public IResult Verify(HttpRequest request)
    {
        var query = CallbackQuery.Read(request.QueryString);
        if (_guard.Check(query.Signature, query) != Admission.Admitted)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        return query.EchoStr.Length == 0 ? TypedResults.StatusCode(StatusCodes.Status400BadRequest) : TypedResults.Text(query.EchoStr);
    }

    public Task AnswerAsync(HttpContext context) => _post.AnswerAsync(context);
}
