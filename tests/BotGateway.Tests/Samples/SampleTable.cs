using System.Text.Json;
using BotGateway.Envelope.Reading;
using CaseStore.People;
using Conversation;

namespace BotGateway.Tests;

/// <summary>What each sample of one platform must be read into.</summary>
internal sealed record SampleTable(string Platform, Channel Channel, EventReader Events, IReadOnlyDictionary<string, InboundContent> Expected)
{
    public static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1767582000);

    public void EverySampleIsInTheTable() =>
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Samples.Files(Platform).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!);

    public void EverySampleIsReadIntoItsRecord()
    {
        foreach (var (name, expected) in Expected)
            Assert.Equal($"{name}: {Print(expected)}", $"{name}: {Print(Read(name).Inbound.Content)}");
    }

    /// <summary>Events that repeat one another's fields must still be told apart, and a redelivery must not.</summary>
    public void EverySampleHasAKeyOfItsOwn()
    {
        var keys = Expected.Keys.ToDictionary(name => name, name => Read(name).Inbound.Key);
        Assert.All(keys, key => Assert.Equal(key.Value, Read(key.Key).Inbound.Key));
        Assert.All(keys, key => Assert.InRange(key.Value.Length, 10, 256));
        // The messages of the samples share one MsgId on purpose.
        var events = keys.Where(key => !key.Value.Contains(":74000000000000", StringComparison.Ordinal));
        var clashes = events.GroupBy(key => key.Value).Where(same => same.Count() > 1).Select(same => string.Join(" = ", same.Select(key => key.Key)));
        Assert.Empty(clashes);
    }

    public ReadResult.Message Read(string name) =>
        Assert.IsType<ReadResult.Message>(MessageReader.Read(Samples.Read($"{Platform}/{name}.xml"), Channel, Events, DateTimeOffset.UnixEpoch));

    // Records compare their lists by reference.
    private static string Print(InboundContent content) => content.GetType().Name + JsonSerializer.Serialize(content, content.GetType());
}
