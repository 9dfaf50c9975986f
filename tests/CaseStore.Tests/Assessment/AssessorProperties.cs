using CaseStore.Assessment;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Tests.Cases;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Assessment;

public sealed class AssessorProperties
{
    private static readonly string[] Periods = ["2026-11", "2026-12", "2027-02", "2026Q4", "2027Q1", "2026H2", "2026", "2027"];

    [Property(Arbitrary = [typeof(SomeLives)], MaxTest = 25)]
    public async Task Every_Figure_Is_What_Its_Definition_Makes_Of_The_History(SomeLives.Plan[] plans)
    {
        using var store = new TestStore();
        var cases = await LiveAsync(store, plans);
        foreach (var period in Periods.Select(p => Period.Parse(p, Some.Zone)!))
        {
            foreach (var kind in Enum.GetValues<OrganisationKind>())
            {
                foreach (var found in await store.LookAsync(c => Assessor.OfOrganisationsAsync(c, Some.City, kind, period)))
                {
                    Assert.Equal(SlowFigures.Of((_, organisation) => organisation == found.Id, false, period, cases), found.Figures);
                }
            }

            var reporters = await store.LookAsync(c => Assessor.OfReportersAsync(c, period));
            foreach (var reporter in cases.Select(c => c.Reporter.PublicId).Distinct())
            {
                var found = reporters.SingleOrDefault(r => r.Id == reporter)?.Figures ?? Figures.None;
                Assert.Equal(SlowFigures.Of((kase, _) => kase.Reporter.PublicId == reporter, true, period, cases), found);
            }
        }
    }

    [Property(Arbitrary = [typeof(SomeLives)], MaxTest = 15)]
    public async Task A_Period_That_Has_Ended_Never_Changes_And_Months_Add_Up_To_Their_Quarter(SomeLives.Plan[] plans)
    {
        using var store = new TestStore();
        using var cut = new TestStore();
        var quarter = Period.Parse("2026Q4", Some.Zone)!;
        await LiveAsync(store, plans);
        await LiveAsync(cut, plans);
        await cut.LookAsync(async c => await c.History.Where(h => h.At >= quarter.To).ExecuteDeleteAsync());

        var now = await PropertiesAsync(store, quarter);
        Assert.Equal(now, await PropertiesAsync(cut, quarter));

        var months = new List<FiguresOf>();
        foreach (var month in new[] { "2026-10", "2026-11", "2026-12" })
        {
            months.AddRange(await PropertiesAsync(store, Period.Parse(month, Some.Zone)!));
        }

        foreach (var whole in now)
        {
            var parts = months.Where(m => m.Id == whole.Id).Select(m => m.Figures).ToList();
            Assert.Equal(whole.Figures.Closed, parts.Sum(p => p.Closed));
            Assert.Equal(whole.Figures.Broken, parts.Sum(p => p.Broken));
            Assert.Equal(whole.Figures.Reopened, parts.Sum(p => p.Reopened));
            Assert.Equal(whole.Figures.Nudges, parts.Sum(p => p.Nudges));
            Assert.Equal((whole.Figures.Ratings, whole.Figures.Grades, whole.Figures.DefaultRatings), (parts.Sum(p => p.Ratings), parts.Sum(p => p.Grades), parts.Sum(p => p.DefaultRatings)));
            Assert.True(whole.Figures.Received <= parts.Sum(p => p.Received));
        }
    }

    [Property(Arbitrary = [typeof(SomeLives)], MaxTest = 10)]
    public async Task What_Speaks_Against_An_Organisation_Is_As_Many_Cases_As_Its_Figures_Say(SomeLives.Plan[] plans)
    {
        using var store = new TestStore();
        await LiveAsync(store, plans);
        var year = Period.Parse("2026", Some.Zone)!;
        foreach (var property in await PropertiesAsync(store, year))
        {
            var record = await store.LookAsync(c => Assessor.RecordOfAsync(c, Some.City.FindOrganisation(property.Id)!, year));

            Assert.Equal(property.Figures, record.Figures);
            Assert.Equal(property.Figures.Broken, record.Occasions.Count(o => o.Kind == OccasionKind.Late));
            Assert.Equal(property.Figures.Reopened, record.Occasions.Count(o => o.Kind == OccasionKind.Reopened));
            Assert.All(record.Occasions, o => Assert.True(year.Holds(o.At)));
        }
    }

    private static Task<IReadOnlyList<FiguresOf>> PropertiesAsync(TestStore store, Period period) =>
        store.LookAsync(c => Assessor.OfOrganisationsAsync(c, Some.City, OrganisationKind.Property, period));

    private static async Task<List<CaseStore.Cases.Case>> LiveAsync(TestStore store, SomeLives.Plan[] plans)
    {
        await store.RunAsync(session =>
        {
            var reporters = Enumerable.Range(0, 3).Select(i => new Person { Channel = Channel.WeChat, ExternalId = $"openid-{i}", FirstSeenAt = Some.Now }).ToList();
            session.Cases.People.AddRange(reporters);
            session.Cases.Cases.AddRange(plans.Select((p, i) => SomeLives.Lived(p, i, reporters)));
            return ValueTask.FromResult(true);
        });
        return await store.LookAsync(c => c.Cases.Include(k => k.Reporter).Include(k => k.History).AsNoTracking().ToListAsync());
    }
}
