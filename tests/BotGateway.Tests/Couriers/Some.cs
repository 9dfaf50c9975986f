using CaseStore.People;
using Conversation.Announcements;

namespace BotGateway.Tests.Couriers;

/// <summary>Messages whose details do not matter.</summary>
internal static class Some
{
    public static OfficerCard Card { get; } = new(
        CourierHouse.Number, "0007 环境卫生", "望湖苑 3号楼2单元门口", null, [], [new("accept:" + CourierHouse.Number, "受理")], null);

    public static OfficerCard ClosedCard { get; } = Card with { Buttons = [], Text = "已完成" };

    public static Notification.GroupMessage Group(string text = "新工单 0007") => new("p1", text, ["officer-1"]);

    /// <summary>As an announcer says it of a case: by itself, or on a line.</summary>
    public static Notification.GroupMessage Alert(string number, string about = "环境卫生|望湖苑", Topic topic = Topic.Overdue) =>
        new("p1", $"超期 {about} {number}", ["officer-1"], DigestLine.Write(number, about), topic);

    public static Notification.StaffMessage Staff(string text, string user = "officer-1") => new(user, text);

    public static Notification.ResidentMessage Resident(string text = "已受理") => new(Channel.WeChat, "openid-1", text);

    public static Notification.CardMessage CardFor(params string[] users) => new("p1", users, Card);
}
