namespace Conversation.Tests.Understanding;

/// <summary>Places as different people write them.</summary>
internal static class Written
{
    private static readonly string[] Spots = ["", "门口", "楼道", "电梯厅", "楼顶", "南侧"];
    private static readonly string[] SameSpots = ["", "楼下", "走廊", "电梯口", "天台", "南面"];

    /// <param name="how">0 is the plain way; any other is some other way of writing the same.</param>
    public static string Place(byte building, byte unit, byte spot, byte how)
    {
        var (number, second) = ((building % 60) + 1, (unit % 6) + 1);
        var named = (how % 7) switch
        {
            0 => $"{number}号楼",
            1 => $"{Chinese(number)}号楼",
            2 => $"{number}#",
            3 => $"{number:00}幢",
            4 => $"{Chinese(number)}栋",
            5 => $"{number}#楼",
            _ => $"{number} 號樓",
        };
        var door = (how / 7 % 3) switch
        {
            0 => $"{second}单元",
            1 => $"{Chinese(second)}單元",
            _ => $" {second} 单元",
        };
        return named + door + (how % 2 == 0 ? Spots : SameSpots)[spot % Spots.Length];
    }

    public static string Chinese(int number)
    {
        const string Digits = "零一二三四五六七八九";
        return number switch
        {
            < 10 => $"{Digits[number]}",
            10 => "十",
            < 20 => $"十{Digits[number - 10]}",
            _ => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        };
    }
}
