using System.Globalization;
using BotGateway.Due;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.Due;

namespace BotGateway.Tests.Due;

/// <summary>What staff read in a terminal, whole. A Chinese character is two places wide there.</summary>
public sealed class DueTextTests
{
    private static readonly WorkingCalendar Calendar =
        Assert.IsType<CityConfiguration.Loaded>(CityConfiguration.Load(Path.Combine(AppContext.BaseDirectory, "config"))).Calendar;

    [Fact]
    public void Working_Days_Over_A_Holiday() => Assert.Equal(
        """
        最迟 2026-10-10(周六)10:00
        规则:3 个工作日,每天 7 小时,共 21 小时(依据:市政府文件)
        起算:2026-09-30(周三)10:00

        日期        星期  这一天    计入                     当日    累计
        2026-09-30  周三  工作日    10:00-12:00 13:30-17:30  6 小时  6 小时
        2026-10-01  周四  国庆节    不计                             6 小时
        2026-10-02  周五  国庆节    不计                             6 小时
        2026-10-03  周六  国庆节    不计                             6 小时
        2026-10-04  周日  国庆节    不计                             6 小时
        2026-10-05  周一  国庆节    不计                             6 小时
        2026-10-06  周二  国庆节    不计                             6 小时
        2026-10-07  周三  国庆节    不计                             6 小时
        2026-10-08  周四  工作日    09:00-12:00 13:30-17:30  7 小时  13 小时
        2026-10-09  周五  工作日    09:00-12:00 13:30-17:30  7 小时  20 小时
        2026-10-10  周六  调休上班  09:00-10:00              1 小时  21 小时

        """,
        Text(new Limit(3, LimitUnit.WorkingDays, "市政府文件"), "2026-09-30T10:00"));

    [Fact]
    public void A_Case_That_Waits_For_Its_Reporter()
    {
        var pause = new TimeStretch(At("2026-11-24T10:00:20"), At("2026-11-25T09:30:20"));
        var why = DueExplanation.Of(new Limit(2, LimitUnit.ClockDays), At("2026-11-23T09:15:30"), [pause], Calendar);

        Assert.Equal(
            """
            WP-20261123-0007 最迟 2026-11-26(周四)08:45:30
            规则:2 天,夜里和节假日也算
            起算:2026-11-23(周一)09:15:30
            正在等居民答复(自 2026-11-24(周二)10:00:20),计时停着。下面按现在就答复来算。
            等居民答复,不计:2026-11-24(周二)10:00:20 至 2026-11-25(周三)09:30:20

            日期        星期  这一天  计入            不计                   当日                 累计
            2026-11-23  周一  工作日  09:15:30-24:00                         14 小时 44 分 30 秒  14 小时 44 分 30 秒
            2026-11-24  周二  工作日  00:00-10:00:20  等答复 10:00:20-24:00  10 小时 20 秒        24 小时 44 分 50 秒
            2026-11-25  周三  工作日  09:30:20-24:00  等答复 00:00-09:30:20  14 小时 29 分 40 秒  39 小时 14 分 30 秒
            2026-11-26  周四  工作日  00:00-08:45:30                         8 小时 45 分 30 秒   48 小时

            """,
            DueText.Of(new CaseDue("WP-20261123-0007", why, pause.From), Calendar));
    }

    [Fact]
    public void What_Is_Not_Obvious_Is_Said()
    {
        Assert.Contains("数满时正好下班,所以到下一个上班时刻为止。", Text(new Limit(1, LimitUnit.WorkingDays), "2026-11-24T07:00"), StringComparison.Ordinal);
        Assert.DoesNotContain("数满", Text(new Limit(1, LimitUnit.WorkingDays), "2026-11-24T10:00"), StringComparison.Ordinal);
        Assert.Contains("日历里没有 2035 年的放假安排", Text(new Limit(1, LimitUnit.WorkingDays), "2035-11-23T07:00"), StringComparison.Ordinal);
        Assert.StartsWith("最迟 2026-11-24(周二)10:15\n规则:15 分钟,夜里和节假日也算\n", Text(new Limit(15, LimitUnit.ClockMinutes), "2026-11-24T10:00"), StringComparison.Ordinal);
        Assert.DoesNotContain("日历里没有", Text(new Limit(1, LimitUnit.ClockDays), "2035-11-23T07:00"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_Limit_Of_Several_Is_Told_With_The_Word_That_Chose_It()
    {
        var why = DueExplanation.Of(new Limit(2, LimitUnit.ClockDays, "市政府文件"), At("2026-11-24T10:00"), [], Calendar);
        var chosen = why with { Rule = new DueRule.OfLimit(new Limit(2, LimitUnit.ClockDays, "市政府文件"), "正在建") };

        Assert.Contains("\n规则:2 天,夜里和节假日也算(依据:市政府文件),因为上报里说到“正在建”\n", DueText.Of(chosen, Calendar), StringComparison.Ordinal);
    }

    private static string Text(Limit limit, string from) => DueText.Of(DueExplanation.Of(limit, At(from), [], Calendar), Calendar);

    private static DateTimeOffset At(string local) => Calendar.At(DateTime.Parse(local, CultureInfo.InvariantCulture));
}
