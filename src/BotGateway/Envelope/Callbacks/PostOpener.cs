using System.Text;
using BotGateway.Envelope.Reading;

namespace BotGateway.Envelope.Callbacks;

/// <summary>From a posted body to the message in it.</summary>
internal sealed class PostOpener(CallbackGuard guard, EnvelopeCodec codec)
{
    /// <summary>In the clear: the signature does not cover the body.</summary>
    public OpenedPost OpenPlain(CallbackQuery query, byte[] body) =>
        guard.Check(query.Signature, query) is var admission and not Admission.Admitted
            ? OpenedPost.Of(admission)
            : new OpenedPost.Message(body, Key: null);

    /// <summary>Sealed. What else stands beside Encrypt (an AgentID, the plain fields of compatible mode) is not signed and not used.</summary>
    public OpenedPost OpenSealed(CallbackQuery query, byte[] body)
    {
        if (MessageBody.Read(body)?.Text("Encrypt") is not { } text)
            return new OpenedPost.Refused(StatusCodes.Status400BadRequest, "no Encrypt");
        var encrypt = Encoding.UTF8.GetBytes(text);
        var admission = guard.Check(query.MsgSignature, query, encrypt);
        if (admission != Admission.Admitted)
            return OpenedPost.Of(admission);
        var opened = codec.Open(encrypt);
        return opened.Error == EnvelopeError.None
            ? new OpenedPost.Message(opened.Message, opened.Key)
            : OpenedPost.Of(opened.Error);
    }
}
