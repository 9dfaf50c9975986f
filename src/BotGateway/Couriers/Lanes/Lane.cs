using System.Security.Cryptography;
using System.Text;
using CaseStore.City;
using CaseStore.People;
using Conversation.Announcements;

namespace BotGateway.Couriers.Lanes;

/// <summary>Whose limits a message counts against, by the names under which the ledger of attempts keeps them.</summary>
internal static class Lane
{
    public const string WeCom = "app:wecom";
    public const string RobotPrefix = "robot:";
    public const string MemberPrefix = "member:";
    public const string AppPrefix = "app:";

    private const int HashLength = 16;

    /// <summary>The key is a secret; its hash tells robots apart.</summary>
    public static string OfRobot(string key) =>
        RobotPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..HashLength];

    /// <summary>WeCom does not mind how a userid is capitalised.</summary>
    public static string OfMember(string user) => MemberPrefix + user.ToLowerInvariant();

    public static string OfResident(Channel channel, string externalId) => $"resident:{channel}:{externalId}";

    public static string OfAccount(Channel channel) => AppPrefix + channel;

    /// <summary>For a row that is named on a line of another one's digest.</summary>
    public static string Beside(long outboxId) => $"with:{outboxId}";

    public static IReadOnlyList<string> Of(Notification message, CityDirectory city) => message switch
    {
        Notification.GroupMessage m => city.FindOrganisation(m.OrganisationId)?.GroupRobotKey is { Length: > 0 } key ? [OfRobot(key)] : [],
        Notification.CardMessage m => [.. Addressees.Of(m, city).Select(OfMember).Distinct(), WeCom],
        Notification.StaffMessage m => [.. m.User.Split('|').Select(OfMember).Distinct(), WeCom],
        Notification.StaffPhoto m => [.. m.Users.Select(OfMember).Distinct(), WeCom],
        Notification.CardUpdate => [WeCom],
        Notification.ResidentMessage m => [OfResident(m.Channel, m.ExternalId), OfAccount(m.Channel)],
        Notification.ResidentPhoto m => [OfResident(m.Channel, m.ExternalId), OfAccount(m.Channel)],
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, null),
    };
}
