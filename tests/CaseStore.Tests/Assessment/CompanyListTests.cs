using CaseStore.Assessment;
using CaseStore.Tests.Cases;
using FsCheck.Xunit;

namespace CaseStore.Tests.Assessment;

/// <summary>With the thresholds as shipped: red 95 % / 4.5 / 5 %, grey 85 % / 3.5 / 15 %, black 70 % / 3 / 30 %; 10 cases, 5 ratings.</summary>
public sealed class CompanyListTests
{
    private static readonly AssessmentRules Rules = new();

    private static readonly Figures Good = new() { Kept = 19, Broken = 1, Ratings = 10, Grades = 45, Closed = 19, Reopened = 1 };

    [Fact]
    public void Red_Reaches_All_Three()
    {
        var listed = Judge(Good);

        Assert.Equal(Standing.Red, listed.Standing);
        Assert.Equal(
            [
                new Judgement.Reached(Measure.OnTime, 0.95, Standing.Red, 0.95),
                new Judgement.Reached(Measure.Rating, 4.5, Standing.Red, 4.5),
                new Judgement.Reached(Measure.Reopened, 0.05, Standing.Red, 0.05),
            ],
            listed.Reasons);
    }

    [Fact]
    public void One_Short_Of_Red_Is_Between_And_Says_Of_What() =>
        Is(Good with { Grades = 44 }, Standing.Between, new Judgement.Missed(Measure.Rating, 4.4, Standing.Red, 4.5));

    [Fact]
    public void One_Missed_Limit_Is_Enough_For_Grey() =>
        Is(Good with { Kept = 16, Broken = 4 }, Standing.Grey, new Judgement.Missed(Measure.OnTime, 0.8, Standing.Grey, 0.85));

    [Fact]
    public void The_Worst_List_Counts_And_Only_Its_Reasons_Are_Told() =>
        Is(Good with { Kept = 16, Broken = 4, Closed = 6, Reopened = 4 }, Standing.Black, new Judgement.Missed(Measure.Reopened, 0.4, Standing.Black, 0.3));

    [Fact]
    public void A_Handful_Of_Cases_Lists_Nobody_And_Says_How_Many_Are_Missing() => Is(
        new Figures { Broken = 9, Ratings = 4, Grades = 4, Closed = 5, Reopened = 4 },
        Standing.Unlisted,
        new Judgement.TooFew(Measure.OnTime, 9, 10),
        new Judgement.TooFew(Measure.Rating, 4, 5),
        new Judgement.TooFew(Measure.Reopened, 9, 10));

    [Fact]
    public void Who_Is_Rated_By_Too_Few_Cannot_Be_Red() =>
        Is(Good with { Ratings = 4, Grades = 20 }, Standing.Between, new Judgement.TooFew(Measure.Rating, 4, 5));

    [Fact]
    public void Who_Closes_Nothing_Does_Not_Escape() => Is(
        new Figures { Broken = 10 },
        Standing.Black,
        new Judgement.Missed(Measure.OnTime, 0, Standing.Black, 0.7),
        new Judgement.TooFew(Measure.Rating, 0, 5),
        new Judgement.TooFew(Measure.Reopened, 0, 10));

    [Property]
    public void Doing_Better_Never_Makes_It_Worse(byte kept, byte broken, byte fives, byte ones, byte closed, byte reopened)
    {
        var figures = new Figures { Kept = kept, Broken = broken, Ratings = fives + ones, Grades = (5 * fives) + ones, Closed = closed, Reopened = reopened };
        var before = Judge(figures).Standing;
        foreach (var better in new[] { figures with { Kept = kept + 1, Broken = Math.Max(0, broken - 1) }, figures with { Closed = closed + 1, Reopened = Math.Max(0, reopened - 1) } })
        {
            var after = Judge(better).Standing;
            Assert.True(before == Standing.Unlisted || after == Standing.Unlisted || after <= before, $"{before} → {after}");
        }
    }

    private static Listed Judge(Figures figures) => CompanyList.Judge(Some.City.FindOrganisation("p1")!, figures, Rules);

    private static void Is(Figures figures, Standing standing, params Judgement[] reasons)
    {
        var listed = Judge(figures);
        Assert.Equal(standing, listed.Standing);
        Assert.Equal(reasons, listed.Reasons);
        Assert.Equal(figures, listed.Figures);
    }
}
