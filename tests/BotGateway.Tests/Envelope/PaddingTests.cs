using BotGateway.Envelope;
using FsCheck.Xunit;

namespace BotGateway.Tests.Envelope;

public sealed class PaddingTests
{
    [Theory]
    [InlineData(0, 32)]
    [InlineData(1, 31)]
    [InlineData(31, 1)]
    [InlineData(32, 32)]
    [InlineData(205, 19)]
    public void The_Block_Is_32_And_A_Full_One_Gets_Another(int length, int pad) => Assert.Equal(pad, Padding.For(length));

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(32)]
    public void One_To_32_Bytes_Are_Stripped(int pad)
    {
        var padded = new byte[64];
        Padding.Fill(padded.AsSpan(64 - pad));

        Assert.Equal(64 - pad, Padding.Strip(padded));
    }

    [Theory]
    [InlineData("no pad at all", 0)]
    [InlineData("more than a block", 33)]
    [InlineData("nonsense", 255)]
    public void Any_Other_Length_Is_Refused(string what, byte pad)
    {
        var padded = new byte[64];
        Array.Fill(padded, pad);

        Assert.True(Padding.Strip(padded) is null, what);
    }

    [Fact]
    public void A_Pad_Longer_Than_Everything_Is_Refused() => Assert.Null(Padding.Strip([20, 20, 20]));

    [Fact]
    public void Nothing_Is_Refused() => Assert.Null(Padding.Strip([]));

    [Fact]
    public void Every_Pad_Byte_Counts()
    {
        var padded = new byte[32];
        Padding.Fill(padded.AsSpan(12));
        padded[12]--;

        Assert.Null(Padding.Strip(padded));
    }

    [Property]
    public bool What_Was_Padded_Is_Stripped_To_Itself(byte[] content)
    {
        var padded = new byte[content.Length + Padding.For(content.Length)];
        content.CopyTo(padded, 0);
        Padding.Fill(padded.AsSpan(content.Length));
        return padded.Length % Padding.Block == 0 && Padding.Strip(padded) == content.Length;
    }
}
