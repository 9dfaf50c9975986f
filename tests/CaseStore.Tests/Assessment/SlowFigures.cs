using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Assessment;

/// <summary>The definitions of docs/figures.md, one by one and as slowly as they are written there: it shares nothing with the code but the words of the history.</summary>
internal static class SlowFigures
{
    public static Figures Of(Func<Case, string, bool> counts, bool forReporter, Period period, IEnumerable<Case> cases)
    {
        int received = 0, closed = 0, kept = 0, broken = 0, ratings = 0, grades = 0, defaults = 0, reopened = 0, problems = 0, solved = 0, nudges = 0;
        var responses = new List<TimeSpan>();
        foreach (var kase in cases)
        {
            var h = kase.History.OrderBy(l => l.Id).Where(l => l.At < period.To).ToList();
            bool In(int i) => h[i].At >= period.From;
            string At(int i) => h.Take(i + 1).LastOrDefault(l => l.Act is "Dispatch" or "SendToReview" && l != h[i])?.Note ?? "";
            bool Mine(int i) => In(i) && counts(kase, At(i));
            IEnumerable<int> All(params string[] acts) => Enumerable.Range(0, h.Count).Where(i => acts.Contains(h[i].Act));
            int Next(int after, params string[] acts) => All(acts).Where(i => i > after).DefaultIfEmpty(h.Count).First();

            received += forReporter
                ? All("Report").Count(i => In(i) && counts(kase, ""))
                : All("Dispatch", "SendToReview").Any(i => In(i) && counts(kase, h[i].Note!)) ? 1 : 0;

            foreach (var i in All("Close").Where(Mine))
            {
                closed++;
                defaults += h[i].Role == Role.System ? 1 : 0;
                var problem = kase.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement;
                problems += problem ? 1 : 0;
                solved += problem && h[All("Outcome").Last(o => o < i)].Note == "Fixed" ? 1 : 0;
            }

            foreach (var promise in All("Report", "Reopen", "Extend"))
            {
                var end = Next(promise, "Reopen", "Extend");
                var resolved = All("Resolve").Where(r => r > promise && r < end && Next(r, "Recall") >= end).DefaultIfEmpty(h.Count).Last();
                var late = Next(promise, "Nudge");
                if (late < end && late < resolved)
                {
                    broken += Mine(late) ? 1 : 0;
                }
                else if (resolved < h.Count)
                {
                    kept += Mine(resolved) ? 1 : 0;
                }
            }

            foreach (var dispatch in All("Dispatch"))
            {
                var accept = Next(dispatch, "Accept");
                if (accept < h.Count && accept < Next(dispatch, "Dispatch", "SendToReview") && Mine(accept))
                {
                    responses.Add(Enumerable.Range(dispatch, accept - dispatch).Where(i => !Waits(i)).Aggregate(TimeSpan.Zero, (sum, i) => sum + (h[i + 1].At - h[i].At)));
                }
            }

            bool Waits(int i) => All("AskReporter").Any(ask => ask <= i && Next(ask, "Answer", "AskLapse", "Resolve") > i);

            foreach (var i in All("Rate").Where(Mine))
            {
                ratings++;
                grades += h[i].Note![0] - '0';
            }

            reopened += All("Reopen").Count(Mine);
            nudges += All("Nudge").Count(Mine);
        }

        var sorted = responses.Order().ToList();
        return new Figures
        {
            Received = received,
            Closed = closed,
            Kept = kept,
            Broken = broken,
            Ratings = ratings,
            Grades = grades,
            DefaultRatings = defaults,
            Reopened = reopened,
            Responses = responses.Count,
            ResponseMedian = sorted.Count == 0 ? null : (sorted.Count % 2) == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2,
            ResponseP90 = sorted.Count == 0 ? null : sorted.First(v => sorted.Count(w => w <= v) * 10 >= sorted.Count * 9),
            ProblemsClosed = problems,
            Fixed = solved,
            Nudges = nudges,
        };
    }
}
