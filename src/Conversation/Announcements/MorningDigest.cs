using System.Globalization;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>What an organisation reads first thing in the morning: each case once, what is overdue before what is due today and what is new. Nobody's personal data.</summary>
public sealed class MorningDigest
{
    private readonly CaseWords _words;
    private readonly Audience _audience;
    private readonly Digest _digest;

    public MorningDigest(CaseWords words)
    {
        _words = words;
        _audience = new Audience(words);
        _digest = new Digest(words.Book);
    }

    /// <param name="held">What would have been said in the night.</param>
    /// <param name="open">What is overdue now, or due today.</param>
    /// <returns>To its group, or to each of its members where it has none. Nothing when there is nothing to say.</returns>
    public IReadOnlyList<Notification> Compose(Organisation desk, IEnumerable<DigestLine> held, IEnumerable<Case> open, DateTimeOffset now)
    {
        // Of several lines about a case the last one counts, and what is late says most.
        List<DigestLine> lines = [.. held, .. open.OrderBy(c => c.IsOverdue(now)).ThenBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => Line(c, now))];
        var texts = _digest.Compose(Heading(desk, lines), lines);
        return desk.GroupRobotKey is null
            ? [.. desk.Members.SelectMany(user => texts.Select(text => new Notification.StaffMessage(user, text)))]
            : [.. texts.Select(text => new Notification.GroupMessage(desk.Id, text, []))];
    }

    /// <summary>A case that came in the night, for a desk that has no group.</summary>
    public DigestLine New(Case kase) => new(
        kase.Number, kase.State == CaseState.UnderReview ? Topic.Review : Topic.New, DigestLine.Write(kase.Number, _audience.About(kase, _words.ShortDue(kase))));

    private DigestLine Line(Case kase, DateTimeOffset now) => kase.IsOverdue(now)
        ? new DigestLine(kase.Number, Topic.Overdue, DigestLine.Write(kase.Number, _words.Book.Text(
            Say.LineOverdue,
            ("subject", _words.Subject(kase)), ("place", _words.GroupPlace(kase)), ("handler", _words.Handler(kase)), ("age", _words.Age(now - kase.ClockStartedAt)))))
        : new DigestLine(kase.Number, Topic.DueToday, DigestLine.Write(kase.Number, _audience.About(kase, _words.ShortDue(kase))));

    private string Heading(Organisation desk, IEnumerable<DigestLine> lines)
    {
        var last = lines.GroupBy(l => l.CaseNumber).Select(g => g.Last().Topic).ToList();
        var counts = new[]
        {
            Count(Say.MorningOverdue, last.Count(t => t == Topic.Overdue)),
            Count(Say.MorningDueToday, last.Count(t => t == Topic.DueToday)),
            Count(Say.MorningNew, last.Count(t => t is Topic.New or Topic.Review)),
            Count(Say.MorningOther, last.Count(t => t is not (Topic.Overdue or Topic.DueToday or Topic.New or Topic.Review))),
        };
        return _words.Book.Text(Say.MorningHeading, ("name", desk.Name), ("counts", string.Join('、', counts.OfType<string>())));
    }

    private string? Count(Phrase phrase, int count) =>
        count == 0 ? null : _words.Book.Text(phrase, ("count", count.ToString(CultureInfo.InvariantCulture)));
}
