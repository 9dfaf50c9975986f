using BotGateway.Envelope;

namespace BotGateway.Tests.Envelope;

public sealed class CipherTests
{
    private const string Key = "4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws";

    [Theory]
    [InlineData("", "this one has 0")]
    [InlineData("4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIw", "this one has 42")]
    [InlineData("4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIwsA", "this one has 44")]
    [InlineData("4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIw=", "character 43 of this one")]
    [InlineData("4Ma3YBrSBbX2aez8MJpX Bne5LSDwgGqHbhM9WPYIws", "character 21 of this one")]
    public void A_Bad_Key_Is_Refused_At_Once_And_Not_Printed(string key, string why)
    {
        var error = Assert.Throws<ArgumentException>(() => new Cipher(key));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4Ma3", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Last_Character_May_Carry_Bits_That_Mean_Nothing()
    {
        // "s" is 101100, "v" is 101111: the last two bits are beyond the 32 bytes.
        var block = new byte[Cipher.Block];
        var strict = new byte[Cipher.Block];
        var loose = new byte[Cipher.Block];

        new Cipher(Key).Encrypt(block, strict);
        new Cipher(Key[..^1] + "v").Encrypt(block, loose);

        Assert.Equal(strict, loose);
    }

    [Fact]
    public void One_Cipher_Serves_Many_Threads()
    {
        var cipher = new Cipher(Key);

        Parallel.For(0, 2000, i =>
        {
            var plain = new byte[64];
            Array.Fill(plain, (byte)i);
            var locked = new byte[64];
            var back = new byte[64];
            cipher.Encrypt(plain, locked);
            cipher.Decrypt(locked, back);
            Assert.Equal(plain, back);
        });
    }
}
