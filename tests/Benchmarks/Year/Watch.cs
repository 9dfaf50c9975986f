using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;
using CaseStore.Tests.Cases;

namespace Benchmarks.Year;

/// <summary>What must hold at every moment of the year. Says so loudly when it does not.</summary>
internal sealed class Watch(YearPlan plan, World world, Mail mail)
{
    private static readonly CaseEventKind[] Nudges =
        [CaseEventKind.Warned, CaseEventKind.Overdue, CaseEventKind.Unacknowledged, CaseEventKind.ReportInLate, CaseEventKind.CopiedToTownship, CaseEventKind.CopiedToCommandCentre];

    private readonly Dictionary<string, string?> _filed = [];
    private readonly HashSet<string> _steps = [];

    public int Looks { get; private set; }

    public void Filed(Case kase) => _filed.Add(kase.Number, kase.Subtype);

    /// <summary>One organisation that is there, and a history that tells the same case.</summary>
    public void See(Case kase, IReadOnlySet<string> gone, DateTimeOffset now)
    {
        Looks++;
        Hold(kase, now, () => Always.Holds(kase, _filed[kase.Number], world, new Routing(world.City, gone), now));
    }

    public void SeeWhenAllIsDone(Case kase, DateTimeOffset now) => Hold(kase, now, () => Always.HoldsWhenAllIsDone(kase, _filed[kase.Number], world, now));

    /// <param name="was">The case as it was before.</param>
    public void Hear(CaseEvent happened, Case? was, DateTimeOffset now)
    {
        var kase = happened.Case;
        if (!Nudges.Contains(happened.Kind) || happened.By.Role != Role.System)
        {
            return;
        }

        Must(was is { IsInWork: true, WaitingSince: null }, $"{happened.Kind} for a case that is {was?.State} and waits since {was?.WaitingSince}", kase, now);
        var step = happened.Kind switch
        {
            CaseEventKind.Unacknowledged => kase.History.Last(h => h.Act is "Dispatch" or "SendToReview").Id.ToString(),
            CaseEventKind.ReportInLate => $"{happened.Note} {kase.Calls.Where(c => c.LateTold && c.Organisation == happened.Note).Max(c => c.CalledAt):u}",
            CaseEventKind.Overdue => $"{kase.DeadlineVersion} {Math.Floor(CaseClock.Overdue(kase, now) / TimeSpan.FromDays(1))}",
            _ => kase.DeadlineVersion.ToString(),
        };
        Must(_steps.Add($"{kase.Number} {happened.Kind} {step}"), $"{happened.Kind} a second time for {step}", kase, now);
    }

    /// <summary>Whatever is refused changes nothing, and those who act here know what is theirs.</summary>
    public void Hear(ActResult.Refused refused, CaseAct act, Actor by, Case was, DateTimeOffset now)
    {
        Must(refused.Case?.Version == was.Version, $"{act} by {by} was refused and changed the case", refused.Case, now);
        Must(refused.Why is Refusal.TooSoon or Refusal.NotOverdue or Refusal.Already or Refusal.MustPassOn, $"{act} by {by} was refused: {refused.Why}", refused.Case, now);
    }

    /// <summary>Every end was told, once: to the reporter by its own words, to those who follow at the same moment.</summary>
    public void SeeTold(Case kase, DateTimeOffset now)
    {
        var told = mail.Told(kase.Number);
        var mine = told.Where(t => t.To == kase.Reporter.ExternalId).ToList();
        foreach (var moment in mine.CountBy(t => t.At))
        {
            Must(moment.Value == 1, $"the reporter heard {moment.Value} things at {moment.Key:u}", kase, now);
        }

        foreach (var line in kase.History)
        {
            var words = line.Act switch
            {
                "Resolve" or "Reject" or "Merge" => line.Note!,
                "Close" when line.Role == Role.System && kase.Kind != CaseKind.Praise => kase.Number,
                _ => null,
            };
            if (words is null)
            {
                continue;
            }

            Must(mine.Count(t => t.At == line.At && t.Text.Contains(words, StringComparison.Ordinal)) == 1, $"the reporter was not told {line.Act} {words} once", kase, now);
            Must(line.Act == "Close" || mine.Count(t => t.Text.Contains(words, StringComparison.Ordinal)) == 1, $"the reporter was told {line.Act} {words} again", kase, now);
            foreach (var follower in kase.Followers.Where(f => f.At < line.At && line.Act != "Close"))
            {
                Must(told.Count(t => t.At == line.At && t.To == follower.Person.ExternalId) == 1, $"{follower.Person.PublicId} was not told {line.Act} once", kase, now);
            }
        }
    }

    /// <summary>The ledger against what the histories say was earned, and what the caps left of it.</summary>
    public void SeePoints(IReadOnlyList<Case> all, IReadOnlyList<PointsEntry> ledger, DateTimeOffset now)
    {
        var lines = ledger.ToLookup(p => p.CaseNumber);
        foreach (var kase in all)
        {
            var earned = Replay.Of(kase, _filed[kase.Number], world);
            PointsReason[] wanted = [.. earned.Valid ? [PointsReason.ValidReport] : Array.Empty<PointsReason>(), .. earned.Solved ? [PointsReason.SolvedCase] : Array.Empty<PointsReason>()];
            Must(lines[kase.Number].Select(p => p.Reason).Order().SequenceEqual(wanted), $"the ledger says {string.Join(',', lines[kase.Number].Select(p => p.Reason))}", kase, now);
            Must(lines[kase.Number].All(p => p.Person.Id == kase.Reporter.Id), "somebody else has the points", kase, now);
        }

        foreach (var person in ledger.GroupBy(p => p.Person.Id))
        {
            var (days, months) = (new Dictionary<DateOnly, int>(), new Dictionary<(int, int), int>());
            foreach (var line in person.OrderBy(p => p.Id))
            {
                var day = world.Calendar.DayOf(line.At);
                var left = Math.Min(world.Catalogue.Assessment.PointsPerDay - days.GetValueOrDefault(day), world.Catalogue.Assessment.PointsPerMonth - months.GetValueOrDefault((day.Year, day.Month)));
                var worth = line.Reason == PointsReason.ValidReport ? world.Catalogue.Talk.PointsForValidReport : world.Catalogue.Talk.PointsForSolvedCase;
                Must(line.Points == Math.Min(worth, left), $"{line.CaseNumber} {line.Reason} gave {line.Points} points, {left} were left", null, now);
                days[day] = days.GetValueOrDefault(day) + line.Points;
                months[(day.Year, day.Month)] = months.GetValueOrDefault((day.Year, day.Month)) + line.Points;
            }
        }
    }

    public void Must(bool holds, string what, Case? kase, DateTimeOffset now)
    {
        if (!holds)
        {
            throw new YearBroken(plan, now, what, kase);
        }
    }

    private void Hold(Case kase, DateTimeOffset now, Action check)
    {
        try
        {
            check();
        }
        catch (InvalidOperationException broken)
        {
            throw new YearBroken(plan, now, broken.Message, kase);
        }
    }
}
