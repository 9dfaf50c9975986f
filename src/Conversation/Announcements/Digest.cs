using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>Many cases in few messages: each named on a line of its own, once, under its topic.</summary>
public sealed partial class Digest(PhraseBook say)
{
    /// <summary>Of UTF-8: what a text of the app and of a group robot may have (protocol.md 5.2, 6.1).</summary>
    public const int MessageBytes = 2048;

    private const int HeadingLength = 60;

    // Of more than 999 parts nobody would read the numbers either.
    private const int MostParts = 999;

    /// <summary>
    /// Messages of at most <paramref name="atMost"/> bytes, cut between lines. Of several lines about one case the last one counts. Each
    /// message begins with the heading, and says which of how many it is when there are several. No lines, no message.
    /// </summary>
    public IReadOnlyList<string> Compose(string heading, IEnumerable<DigestLine> lines, int atMost = MessageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, MessageBytes / 2);
        var once = Once(lines);
        var ambiguous = once.GroupBy(l => CaseWords.Short(l.CaseNumber)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        heading = DigestLine.OneLine(heading, HeadingLength);

        // The first message alone has no number; reserving for it what the numbers take lets all be cut alike.
        var space = atMost - Encoding.UTF8.GetByteCount(Numbered(heading, MostParts, MostParts));
        var bodies = new List<StringBuilder>();
        Topic? topic = null;
        var left = 0;
        foreach (var line in once.OrderBy(l => l.Topic))
        {
            var text = "\n" + (ambiguous.Contains(CaseWords.Short(line.CaseNumber)) ? line.InFull : line.Text);
            var title = "\n" + DigestLine.OneLine(say.Text(TitleOf(line.Topic)), HeadingLength);
            var size = Encoding.UTF8.GetByteCount(text) + (topic == line.Topic ? 0 : Encoding.UTF8.GetByteCount(title));
            if (bodies.Count == 0 || size > left)
            {
                bodies.Add(new StringBuilder());
                (topic, left) = (null, space);
                size = Encoding.UTF8.GetByteCount(text) + Encoding.UTF8.GetByteCount(title);
            }

            bodies[^1].Append(topic == line.Topic ? "" : title).Append(text);
            (topic, left) = (line.Topic, left - size);
        }

        return bodies.Count == 1
            ? [heading + bodies[0]]
            : [.. bodies.Select((body, i) => Numbered(heading, i + 1, bodies.Count) + body)];
    }

    /// <summary>The numbers, short or whole, with which the lines of a message begin, in their order.</summary>
    public static IReadOnlyList<string> CasesIn(string message) => [.. Number().Matches(message).Select(m => m.Value)];

    private static List<DigestLine> Once(IEnumerable<DigestLine> lines)
    {
        var all = lines.ToList();
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            last[all[i].CaseNumber] = i;
        }

        return [.. all.Where((line, i) => last[line.CaseNumber] == i)];
    }

    private string Numbered(string heading, int part, int parts) => heading + DigestLine.OneLine(
        say.Text(Say.DigestPart, ("part", part.ToString(CultureInfo.InvariantCulture)), ("parts", parts.ToString(CultureInfo.InvariantCulture))), HeadingLength);

    private static Phrase TitleOf(Topic topic) => topic switch
    {
        Topic.Urged => Say.DigestUrged,
        Topic.Overdue => Say.DigestOverdue,
        Topic.Unacknowledged => Say.DigestUnacknowledged,
        Topic.Called => Say.DigestCalled,
        Topic.DueToday => Say.DigestDueToday,
        Topic.DueSoon => Say.DigestDueSoon,
        Topic.Reopened => Say.DigestReopened,
        Topic.Review => Say.DigestReview,
        Topic.New => Say.DigestNew,
        Topic.Extended => Say.DigestExtended,
        Topic.Praise => Say.DigestPraise,
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, null),
    };

    [GeneratedRegex(@"(?<=\n)(?:[A-Za-z]+-\d{8}-)?\d{4,}(?= |\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
