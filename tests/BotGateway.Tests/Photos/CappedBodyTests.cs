using BotGateway.Photos;
using FsCheck;
using FsCheck.Xunit;

namespace BotGateway.Tests.Photos;

public sealed class CappedBodyTests
{
    private const int Limit = 300_000;

    [Theory]
    [InlineData(0, true)]
    [InlineData(65_536, true)]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    [InlineData(10 * Limit, false)]
    public async Task A_Body_Is_Read_Whole_Up_To_The_Limit_And_Never_A_Byte_Further(int length, bool whole)
    {
        var body = new MemoryStream(new byte[length]);
        var read = await CappedBody.ReadAsync(body, Limit, CancellationToken.None);
        Assert.Equal(whole ? length : null, read?.Length);
        Assert.True(body.Position <= Limit + 1);
    }

    [Property]
    public void What_Comes_In_Is_What_Comes_Out(byte[] bytes, PositiveInt room)
    {
        var read = CappedBody.ReadAsync(new MemoryStream(bytes), room.Get, CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal(bytes.Length <= room.Get ? bytes : null, read?.ToArray());
    }
}
