using System.Text.Json;
using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.WeCom.Api;
using BotGateway.WeCom.Cards;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>An action card to the members on duty; what is needed to change it later is kept.</summary>
internal sealed class CardSender(WeComApi wecom, OwnAddress addresses, TimeProvider clock)
{
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.CardMessage message, CancellationToken cancellation)
    {
        var taskId = CardJson.TaskIdOf(message.Card.CaseNumber, row.Id);
        var answer = await wecom.SendCardAsync(
            string.Join('|', message.Users), CardJson.From(message.Card, taskId, addresses.Public), cancellation);
        var strangers = Strangers.Of(answer, message.Users);
        if (answer is not PlatformAnswer.Done { Body: var body })
        {
            return Delivery.From(answer) with { Strangers = strangers };
        }

        var reached = message.Users.Except(strangers).ToList();
        Delivery end = reached.Count == 0
            ? new Delivery.Failed(Reaction.RecipientGone, "every recipient is invalid")
            : new Delivery.Sent(new SentCard
            {
                TaskId = taskId,
                CaseNumber = message.Card.CaseNumber,
                Users = string.Join('|', reached),
                ResponseCode = TextOf(body, "response_code"),
                SentAt = clock.GetUtcNow(),
            })
            {
                MessageId = Delivery.From(answer).MessageId,
            };
        return end with { Strangers = strangers };
    }

    private static string? TextOf(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
