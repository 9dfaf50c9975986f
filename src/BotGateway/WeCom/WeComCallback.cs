using System.Text;
using BotGateway.Envelope;
using BotGateway.Envelope.Callbacks;
using BotGateway.Settings;
using BotGateway.Turns;
using CaseStore.People;

namespace BotGateway.WeCom;

/// <summary><c>/wecom</c>: the self-built app and the contacts. Always sealed (protocol.md 4.1).</summary>
internal sealed class WeComCallback
{
    private readonly EnvelopeCodec _codec;
    private readonly CallbackGuard _guard;
    private readonly CallbackPost _post;

    public WeComCallback(GatewaySettings settings, TimeProvider clock, InboundHandler handler, ILogger<CallbackPost> log)
    {
        var account = settings.WeCom;
        _codec = new EnvelopeCodec(account.CorpId, account.EncodingAesKeys);
        _guard = new CallbackGuard(account.Token, settings.TimestampAllowance, clock);
        var opener = new PostOpener(_guard, _codec);
        _post = new CallbackPost(Channel.WeCom, account.Token, _codec, opener.OpenSealed, WeComEvents.Read, clock, handler, log);
    }

    /// <summary>Asked when the address is entered in the console: the echostr is sealed, what is in it goes back as it is.</summary>
    public IResult Verify(HttpRequest request)
    {
        var query = CallbackQuery.Read(request.QueryString);
        var echo = Encoding.UTF8.GetBytes(query.EchoStr);
        var admission = _guard.Check(query.MsgSignature, query, echo);
        if (admission == Admission.WrongSignature)
        {
            // Somebody on the way may have read the plus signs as spaces and written those out.
            echo.AsSpan().Replace((byte)' ', (byte)'+');
            admission = _guard.Check(query.MsgSignature, query, echo);
        }

        if (admission != Admission.Admitted)
            return TypedResults.StatusCode(OpenedPost.Of(admission).Status);
        var opened = _codec.Open(echo);
        return opened.Error == EnvelopeError.None
            ? TypedResults.Bytes(opened.Message, "text/plain")
            : TypedResults.StatusCode(OpenedPost.Of(opened.Error).Status);
    }

    public Task AnswerAsync(HttpContext context) => _post.AnswerAsync(context);
}
