using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Announcements;

namespace Benchmarks.Year;

/// <summary>Counts what the couriers would carry. A changed card rings nobody, and is counted apart.</summary>
internal sealed class Mail(YearTown town, YearPlan plan)
{
    private readonly Dictionary<string, Role> _roles = town.Staff.ToDictionary(s => s.Member, s => s.Role, StringComparer.Ordinal);
    private readonly Dictionary<(string Member, int Day), int> _days = [];
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(DateTimeOffset At, string To, string Text)>> _told = [];

    public IReadOnlyDictionary<string, int> Kinds => _kinds;

    public int ToResidents { get; private set; }

    /// <summary>What residents were told of a case, in order.</summary>
    public IReadOnlyList<(DateTimeOffset At, string To, string Text)> Told(string number) => _told.GetValueOrDefault(number) ?? [];

    /// <returns>The members of staff whose telephone rings.</returns>
    public IEnumerable<string> Post(IEnumerable<Announcement> announcements, IReadOnlySet<string> gone, DateTimeOffset at)
    {
        var day = (at - plan.Begin).Days;
        var rung = new List<string>();
        foreach (var announcement in announcements)
        {
            var (kind, users) = Read(announcement, at);
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            foreach (var user in users.Where(u => !gone.Contains(u)))
            {
                _days[(user, day)] = _days.GetValueOrDefault((user, day)) + 1;
                rung.Add(user);
            }
        }

        return rung;
    }

    /// <summary>Of everybody of the staff, or of one role: messages a head and day, the most that one had on one day, and who has most in the mean.</summary>
    public Volume VolumeOf(Role? role)
    {
        var of = town.Staff.Where(s => role is null || s.Role == role).Select(s => s.Member).ToList();
        var mine = _days.Where(d => role is null || _roles[d.Key.Member] == role).ToList();
        var means = mine.GroupBy(d => d.Key.Member).Select(g => (Member: g.Key, Mean: g.Sum(d => d.Value) / (double)plan.Days)).OrderByDescending(m => m.Mean).ThenBy(m => m.Member, StringComparer.Ordinal);
        var (worst, most) = means.FirstOrDefault(("nobody", 0));
        return new Volume(of.Count, mine.Sum(d => d.Value) / (double)plan.Days / of.Count, mine.Select(d => d.Value).DefaultIfEmpty().Max(), worst, most);
    }

    private (string Kind, IReadOnlyList<string> Users) Read(Announcement announcement, DateTimeOffset at)
    {
        switch (announcement.What)
        {
            case Notification.ResidentMessage resident:
                ToResidents++;
                if (!_told.TryGetValue(announcement.CaseNumber, out var told))
                {
                    _told[announcement.CaseNumber] = told = [];
                }

                told.Add((at, resident.ExternalId, resident.Text));
                return ("resident", []);
            case Notification.GroupMessage group:
                return ("group", group.Mentions);
            case Notification.CardMessage card:
                return ("card", card.Users);
            case Notification.StaffMessage staff:
                return ("staff text", [staff.User]);
            case Notification.StaffPhoto photo:
                return ("staff photo", photo.Users);
            case Notification.ResidentPhoto:
                ToResidents++;
                return ("resident photo", []);
            default:
                return ("card changed (silent)", []);
        }
    }
}

/// <param name="Mean">Messages a head and day.</param>
/// <param name="Busiest">The most that one person had on one day.</param>
/// <param name="Worst">Whose mean is the highest, and how high.</param>
internal sealed record Volume(int Heads, double Mean, int Busiest, string Worst, double WorstMean);
