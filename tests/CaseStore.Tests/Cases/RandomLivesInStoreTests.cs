using System.Text.Json;
using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Cases;

/// <summary>The lives of <see cref="RandomLivesTests"/> once more, each step read from a database and written to it, and some of them lost on the way.</summary>
public sealed class RandomLivesInStoreTests
{
    private static readonly CaseDesk Desk = Some.Desk();

    public static Arbitrary<int[]> Lives() => LifeStep.Lives(24);

    [Property(Arbitrary = [typeof(RandomLivesInStoreTests)], MaxTest = 40)]
    public async Task What_Is_Written_Is_What_Happened_And_What_Is_Lost_Never_Was(int[] steps)
    {
        using var store = new TestStore();
        var now = Some.Now;
        var report = LifeStep.Reports[steps[0] % LifeStep.Reports.Length];
        var numbers = new List<string>();
        foreach (var openid in (string[])["openid-1", "openid-2"])
        {
            numbers.Add((await store.RunAsync(s => Desk.FileAsync(s, report with { ExternalId = openid }, now))).Case.Number);
        }

        await store.RunAsync(async s =>
        {
            var volunteer = await Residents.OfAsync(s, Channel.WeChat, "openid-3", now);
            (volunteer.Verified, volunteer.Role, volunteer.CompoundId) = (true, ReporterRole.Volunteer, report.CompoundId);
            return volunteer;
        });
        var filed = (await store.ReadAsync(numbers[0])).Subtype;
        var before = await BothAsync(store, numbers);
        foreach (var (n, step) in steps.Select(LifeStep.Of).Index())
        {
            now += step.Later;
            var changed = await HappenAsync(store, numbers, before, step, now, n);

            var after = await BothAsync(store, numbers);
            var gone = await store.RunAsync(s => s.InvalidMembersAsync());
            foreach (var (was, kase) in before.Zip(after))
            {
                Always.Holds(kase, filed, Some.World, new Routing(Some.City, gone), now);
                Assert.Equal(was.History.Select(Line), kase.History.Take(was.History.Count).Select(Line));
                Assert.InRange(kase.Version - was.Version, 0, changed ? int.MaxValue : 0);
                if (kase.Version == was.Version)
                {
                    Assert.Equal(Facts(was), Facts(kase));
                    Assert.All(kase.History.Skip(was.History.Count), h => Assert.Equal("Refused", h.Act));
                }

                if (step.Kind == LifeStep.Look)
                {
                    Always.HoldsWhenAllIsDone(kase, filed, Some.World, now);
                }
            }

            before = after;
        }

        foreach (var kase in before)
        {
            var told = Replay.Of(kase, filed, Some.World);
            var earned = await store.LookAsync(c => c.Points.Where(p => p.CaseNumber == kase.Number).ToListAsync());
            Assert.Equal((told.Valid ? 1 : 0, told.Solved ? 1 : 0), (earned.Count(p => p.Reason == PointsReason.ValidReport), earned.Count(p => p.Reason == PointsReason.SolvedCase)));
            Assert.All(earned, p => Assert.Equal(kase.Reporter.Id, p.PersonId));
        }
    }

    private static async Task<bool> HappenAsync(TestStore store, List<string> numbers, Case[] before, LifeStep step, DateTimeOffset now, int n)
    {
        var number = numbers[step.Case];
        var member = LifeStep.Everybody[(step.Who % 11) + 3].Id;
        switch (step.Kind)
        {
            case LifeStep.Look:
                while ((await store.RunAsync(s => Desk.LookAtDueAsync(s, 10, now))).Count > 0)
                {
                }

                return true;
            case LifeStep.Leave:
                await store.RunAsync(s => Desk.MarkMemberInvalidAsync(s, member, now));
                return true;
            case LifeStep.Unfollow:
                await store.RunAsync(s => LeaveAsync(s, now));
                return true;
            case LifeStep.Return:
                await store.RunAsync(async s =>
                {
                    await s.MarkMemberValidAsync(member);
                    return true;
                });
                return false;
            case LifeStep.BadProof:
                foreach (var photo in before[step.Case].Photos)
                {
                    await store.RefusePhotoAsync(photo.Key);
                }

                return false;
            default:
                await store.AddPhotoAsync($"proof-{n}");
                var act = LifeStep.ActOf(step.Act, numbers[1 - step.Case], $"proof-{n}");
                var by = step.Who < LifeStep.Everybody.Length ? LifeStep.Everybody[step.Who] : MemoryLife.WhoMay(before[step.Case], act, step.Who);
                if (step.Kind == LifeStep.Crash)
                {
                    await store.CrashAsync(s => Desk.ActAsync(s, number, act, by, now));
                    await store.CrashAsync(s => Desk.LookAtDueAsync(s, 10, now));
                    await store.CrashAsync(s => Desk.MarkMemberInvalidAsync(s, member, now));
                    await store.CrashAsync(s => LeaveAsync(s, now));
                    return false;
                }

                return await store.RunAsync(s => Desk.ActAsync(s, number, act, by, now)) is ActResult.Done;
        }
    }

    private static async ValueTask<IReadOnlyList<CaseEvent>> LeaveAsync(WriteSession session, DateTimeOffset now)
    {
        await Residents.MarkLeftAsync(session, Channel.WeChat, "openid-3", now);
        return await Desk.ReleaseClaimsAsync(session, Channel.WeChat, "openid-3", now);
    }

    private static async Task<Case[]> BothAsync(TestStore store, List<string> numbers) => [await store.ReadAsync(numbers[0]), await store.ReadAsync(numbers[1])];

    private static string Line(HistoryEntry entry) => $"{entry.Id} {entry.At.UtcTicks} {entry.Act} {entry.By} {entry.Role} {entry.Note}";

    private static string Facts(Case kase) => JsonSerializer.Serialize(new
    {
        kase.Kind,
        kase.Subtype,
        kase.State,
        kase.Loop,
        kase.HandlerOrganisation,
        kase.HandlerMember,
        kase.DueAt,
        kase.UnpausedDueAt,
        kase.DueCounts,
        kase.AcknowledgeBy,
        kase.WaitingSince,
        kase.ClaimedBy,
        kase.ClockStartedAt,
        kase.AcceptedAt,
        kase.ResolvedAt,
        kase.ClosedAt,
        kase.Outcome,
        kase.OutcomeNote,
        kase.DeadlineVersion,
        kase.NextDueAt,
        kase.NextDue,
        kase.Nudges,
        kase.Extensions,
        kase.Reopened,
        kase.UrgedAt,
        kase.Grade,
        kase.GradeComment,
        kase.GradedByDefault,
        kase.MergedInto,
        kase.PageUntil,
        kase.CompoundId,
        kase.Place,
        Photos = kase.Photos.Count,
        Followers = kase.Followers.Count,
        Calls = kase.Calls.Select(c => (c.Organisation, c.CalledAt, c.ReportedInAt, c.Member, c.LateTold).ToString()),
    });
}
