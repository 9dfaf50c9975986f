using CaseStore.Cases;
using CaseStore.People;

namespace BotGateway.Pages;

/// <summary>The page's words for what the store keeps as codes.</summary>
internal static class CaseWords
{
    public static string State(CaseState state, string responsible) => state switch
    {
        CaseState.Reported => "已收到,正在安排谁来办",
        CaseState.UnderReview => $"{responsible}正在审核该由谁来办",
        CaseState.Dispatched => $"已派给{responsible},等待受理",
        CaseState.Accepted => $"{responsible}正在处理",
        CaseState.Resolved => "处理完了,请您评价",
        CaseState.Closed => "已办结",
        CaseState.Withdrawn => "您已撤回",
        CaseState.Rejected => "不予受理",
        CaseState.Merged => "已与邻居报的同一件事合并办理",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static CaseProgress Progress(CaseState state, bool reviewed)
    {
        var (stations, at) = state switch
        {
            CaseState.Withdrawn => (["上报", "已撤回"], 1),
            CaseState.Rejected => (["上报", "审核", "不予受理"], 2),
            CaseState.Merged => (["上报", "合并办理"], 1),
            _ => ((string[])["上报", reviewed ? "审核派单" : "派单", "受理", "处理", "评价"], state switch
            {
                CaseState.Reported => 0,
                CaseState.UnderReview => 1,
                CaseState.Dispatched => 2,
                CaseState.Accepted => 3,
                _ => 4,
            }),
        };
        return new CaseProgress(stations, at, state is CaseState.Closed or CaseState.Withdrawn or CaseState.Rejected or CaseState.Merged);
    }

    public static string Outcome(Outcome outcome) => outcome switch
    {
        CaseStore.Cases.Outcome.Fixed => "已解决",
        CaseStore.Cases.Outcome.Explained => "已解释说明",
        CaseStore.Cases.Outcome.NotOurs => "不属其职责,已转出",
        CaseStore.Cases.Outcome.CannotFix => "暂时无法解决",
        CaseStore.Cases.Outcome.Duplicate => "与另一件合并",
        CaseStore.Cases.Outcome.LongTerm => "列入长期整改",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Grade(int grade) => grade switch
    {
        5 => "非常满意",
        4 => "满意",
        3 => "基本满意",
        2 => "不满意",
        _ => "非常不满意",
    };

    public static string RoleName(Role role) => role switch
    {
        Role.Reporter => "您",
        Role.InfoOfficer => "物业",
        Role.CommunityStaff => "社区",
        Role.TownshipReviewer => "区镇",
        Role.DepartmentHandler => "职能部门",
        Role.CommandCentre => "指挥中心",
        _ => "系统",
    };

    /// <param name="act">As the history has it; null for what a resident need not read (a refused attempt, a note to the file).</param>
    /// <param name="by">The organisation that acted.</param>
    /// <param name="to">The organisation it was sent to, where there is one.</param>
    public static string? Step(string act, string by, string? to) => act switch
    {
        "Report" => "您上报了这件事",
        "Dispatch" => to is null ? "已派单" : $"已派给{to}",
        "SendToReview" => to is null ? "已送区镇审核" : $"已送{to}审核",
        "Accept" => $"{by}受理了",
        "Decline" => $"{by}认为不属于自己的职责,已转请区镇审核",
        "Approve" => to is null ? $"{by}审核通过,已转有关部门" : $"{by}审核通过,已转给{to}",
        "Return" => $"{by}审核后退回,请原单位继续办理",
        "Reject" => $"{by}决定不予受理",
        "Resolve" => $"{by}处理完毕",
        "Reopen" => "已退回重办",
        "NotFixed" => "您反映还没有解决",
        "Rate" => "您作了评价",
        "Close" => "办结",
        "Withdraw" => "您撤回了这件事",
        "Urge" => "您催办了一次",
        "Nudge" => "已超过期限,已催促承办单位并告知社区",
        "Extend" => $"{by}重新定了期限",
        "Claim" => "有邻居志愿者认领了",
        "ClaimLapse" => "志愿者认领已取消,期限不变",
        "Merge" => "与邻居报的同一件事合并办理",
        _ => null,
    };

    /// <summary>Whether the note of an act was written to be read by the resident.</summary>
    public static bool IsNoteForResident(string act) => act is "Resolve" or "Reject" or "Extend" or "NotFixed";
}
