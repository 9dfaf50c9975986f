using System.Text;
using BotGateway.Envelope;
using FsCheck.Xunit;
using Official = BotGateway.Tests.Envelope.KnownAnswers.Official;

namespace BotGateway.Tests.Envelope;

public sealed class SignatureTests
{
    [Fact]
    public void The_Official_Address_Check_Has_The_Official_Signature() =>
        Assert.Equal(Official.UrlSignature, Signature.Of(Official.Token, Official.UrlTimestamp, Official.UrlNonce));

    [Fact]
    public void The_Official_Plaintext_Push_Has_The_Official_Signature() =>
        Assert.Equal(Official.PlainSignature, Signature.Of(Official.Token, Official.PlainTimestamp, Official.PlainNonce));

    [Fact]
    public void The_Official_Sealed_Push_Has_The_Official_Signature() =>
        Assert.Equal(
            Official.SafeSignature,
            Signature.Of(Official.Token, Official.SafeTimestamp, Official.SafeNonce, Encoding.ASCII.GetBytes(Official.SafeEncrypt)));

    [Fact]
    public void Parts_Are_Sorted_By_Bytes_And_Not_By_Culture() =>
        // A culture would put "a" before "B".
        Assert.Equal(Signature.Of("Ba", "", ""), Signature.Of("B", "a", ""));

    [Theory]
    [InlineData("a signature in capitals", "F464B24FC39322E44B38AA78F5EDD27BD1441696")]
    [InlineData("a shorter one", "f464b24fc39322e44b38aa78f5edd27bd144169")]
    [InlineData("a longer one", "f464b24fc39322e44b38aa78f5edd27bd14416960")]
    [InlineData("none", "")]
    [InlineData("one that is not ASCII", "f464b24fc39322e44b38aa78f5edd27bd144169六")]
    public void What_Is_Not_The_Signature_Does_Not_Match(string what, string claimed)
    {
        Assert.True(Signature.Matches(Official.UrlSignature, Official.Token, Official.UrlTimestamp, Official.UrlNonce));
        Assert.False(Signature.Matches(claimed, Official.Token, Official.UrlTimestamp, Official.UrlNonce), what);
    }

    [Property]
    public bool It_Is_What_The_Platform_Describes(string? token, string? timestamp, string? nonce, byte[] encrypt)
    {
        var parts = new[] { token, timestamp, nonce }.Select(part => Encoding.UTF8.GetBytes(part ?? "")).Append(encrypt)
            .Order(Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)));
#pragma warning disable CA5350
        var hash = System.Security.Cryptography.SHA1.HashData([.. parts.SelectMany(part => part)]);
#pragma warning restore CA5350
        return Signature.Of(token ?? "", timestamp, nonce, encrypt) == Convert.ToHexStringLower(hash);
    }

    [Fact]
    public void A_Body_As_Large_As_We_Take_Is_Signed_As_Well()
    {
        var large = new byte[256 * 1024];
        Array.Fill(large, (byte)'A');

        var signature = Signature.Of("token", "1", "2", large);

        Assert.True(Signature.Matches(signature, "token", "1", "2", large));
        large[^1]++;
        Assert.False(Signature.Matches(signature, "token", "1", "2", large));
    }
}
