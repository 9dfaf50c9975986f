using System.Text;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>What somebody could not be told before, at the head of the answer to what they have just said.</summary>
public static class News
{
    /// <summary>protocol.md 1.6.</summary>
    public const int ReplyBytes = 2048;

    private const string Between = "\n\n";

    /// <param name="waiting">Oldest first.</param>
    /// <param name="answer">Null: nothing to answer.</param>
    /// <returns>The reply, and how many of the waiting texts it holds: the first so many, whole.</returns>
    public static (string? Reply, int Told) Prepend(PhraseBook say, IReadOnlyList<string> waiting, string? answer)
    {
        var best = (Reply: answer, Told: 0);
        for (var told = 1; told <= waiting.Count; told++)
        {
            var news = say.Text(Say.NewsFirst, ("news", string.Join(Between, waiting.Take(told))));
            var reply = string.IsNullOrEmpty(answer) ? news : news + Between + answer;
            if (Encoding.UTF8.GetByteCount(reply) > ReplyBytes)
            {
                break;
            }

            best = (reply, told);
        }

        return best;
    }
}
