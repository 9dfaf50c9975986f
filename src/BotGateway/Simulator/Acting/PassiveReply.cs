using System.Xml;
using System.Xml.Linq;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Acting;

/// <summary>Reads the opened passive reply as a phone shows it.</summary>
internal static class PassiveReply
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <returns>Null when the platform would call it abnormal.</returns>
    public static StageContent? Read(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), Safe);
            var root = XDocument.Load(reader).Root;
            return root?.Element("MsgType")?.Value switch
            {
                "text" when root.Element("Content")?.Value is { Length: > 0 } words => new StageContent.Text(words),
                null or "text" => null,
                var other => new StageContent.Notice($"[{other}]"),
            };
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
