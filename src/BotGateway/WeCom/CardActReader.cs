using BotGateway.Envelope.Reading;
using Conversation;

namespace BotGateway.WeCom;

/// <summary>A click on one of our cards, whatever its type (protocol.md 4.4).</summary>
internal static class CardActReader
{
    /// <summary>As long as the store keeps one; theirs have far fewer characters.</summary>
    private const int LongestCode = 512;

    public static InboundContent.CardAct Read(Field message) => new(
        message.Text("EventKey") ?? "",
        message.Text("TaskId") ?? "",
        message.Text("CardType") ?? "",
        message.Text("ResponseCode") is { Length: <= LongestCode } code ? code : null,
        [.. (message.Child("SelectedItems")?.Children ?? []).Where(item => item.Name == "SelectedItem").Select(Selection)]);

    // The platform's older text misspells the options; which one it sends is not settled, so both are read.
    private static CardSelection Selection(Field item)
    {
        var options = item.Child("OptionIds") ?? item.Child("OpitonIds");
        return new CardSelection(
            item.Text("QuestionKey") ?? "",
            [.. (options?.Children ?? []).Where(option => option.Name is "OptionId" or "OpitonId").Select(option => option.Value)]);
    }
}
