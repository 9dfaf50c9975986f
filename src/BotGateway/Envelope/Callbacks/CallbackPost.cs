using BotGateway.Envelope.Reading;
using BotGateway.Health;
using BotGateway.Turns;
using CaseStore.People;

namespace BotGateway.Envelope.Callbacks;

/// <summary>One delivery: open → read → turn → reply. Every way out is a status; nothing that arrives makes it throw.</summary>
/// <param name="open">How this channel's posts are opened.</param>
internal sealed partial class CallbackPost(
    Channel channel,
    string token,
    EnvelopeCodec codec,
    Func<CallbackQuery, byte[], OpenedPost> open,
    EventReader events,
    TimeProvider clock,
    InboundHandler handler,
    ILogger<CallbackPost> log)
{
    private static readonly ReadOnlyMemory<byte> Success = "success"u8.ToArray();

    public async Task AnswerAsync(HttpContext context)
    {
        byte[]? body;
        try
        {
            body = await CallbackBody.ReadAsync(context.Request);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // Broken chunks, or the caller is gone: BadHttpRequestException is an IOException too.
            Refuse(context, (error as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "broken body");
            return;
        }

        if (body is null)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge, "too large");
            return;
        }

        var query = CallbackQuery.Read(context.Request.QueryString);
        switch (open(query, body))
        {
            case OpenedPost.Refused refused:
                Refuse(context, refused.Status, refused.Why);
                break;
            case OpenedPost.Message message:
                await AnswerAsync(context, query, message);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context, CallbackQuery query, OpenedPost.Message opened)
    {
        switch (MessageReader.Read(opened.Body.Span, channel, events, clock.GetUtcNow()))
        {
            case ReadResult.Unreadable unreadable:
                Refuse(context, StatusCodes.Status400BadRequest, unreadable.Why);
                break;
            case ReadResult.Message message:
                await AnswerAsync(context, query, opened.Key, message);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context, CallbackQuery query, Cipher? key, ReadResult.Message message)
    {
        string? text;
        try
        {
            text = await handler(message.Inbound);
        }
        catch (Exception error)
        {
            // Nothing was kept, so the platform shall deliver again.
            Log.NotKept(log, error, channel, message.Inbound.Key);
            Counts.Arrived(channel, "failed");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Counts.Arrived(channel, "taken");
        if (channel == Channel.MiniProgram)
        {
            // It knows no passive reply (protocol.md 3): what there is to say goes by customer-service message.
            context.Response.ContentLength = Success.Length;
            await context.Response.Body.WriteAsync(Success);
            return;
        }

        // No reply is an empty body: anything else, even a blank, would be shown or complained about.
        var reply = string.IsNullOrEmpty(text) ? default : Reply(message, text, key, query.Nonce);
        if (!reply.IsEmpty)
            context.Response.ContentType = "text/xml; charset=utf-8";
        context.Response.ContentLength = reply.Length;
        await context.Response.Body.WriteAsync(reply);
    }

    private ReadOnlyMemory<byte> Reply(ReadResult.Message message, string text, Cipher? key, string nonce)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var reply = TextReply.Write(message.Inbound.Sender, message.Account, now, text);
        return key is null ? reply : SealedReply.Write(codec, key, token, reply.Span, now, nonce);
    }

    private void Refuse(HttpContext context, int status, string why)
    {
        Log.Refused(log, channel, status, why);
        Counts.Arrived(channel, "refused");
        context.Response.StatusCode = status;
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Information, "{Channel} callback refused with {Status}: {Why}")]
        public static partial void Refused(ILogger log, Channel channel, int status, string why);

        [LoggerMessage(102, LogLevel.Error, "{Channel} message {MessageKey} could not be kept; the platform is asked to deliver it again")]
        public static partial void NotKept(ILogger log, Exception error, Channel channel, string messageKey);
    }
}
