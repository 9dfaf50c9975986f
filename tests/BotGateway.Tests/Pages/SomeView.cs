using BotGateway.Pages;

namespace BotGateway.Tests.Pages;

internal static class SomeView
{
    public static CasePageView View { get; } = new(
        "示例市",
        "WP-20261122-0007",
        "物业服务",
        "环境卫生",
        "望湖苑 3号楼2单元门口",
        "垃圾桶满了好几天没人清",
        false,
        new CaseProgress(["上报", "派单", "受理", "处理", "评价"], 3, false),
        "安和物业正在处理",
        "安和物业",
        ["柳荫社区"],
        new CaseLimit("11月25日(星期三)上午10:12 前", "还有 2 天 3 小时", false),
        null,
        null,
        null,
        ["/photos/before"],
        [],
        false,
        [new CaseStep("11月22日 10:12", "您上报了这件事", null), new CaseStep("11月22日 10:30", "安和物业受理了", null)]);
}
