using System.Text;
using System.Xml;

namespace BotGateway.Envelope.Reading;

/// <summary>
/// Any XML, with what people's keyboards put into it: characters that XML 1.0 forbids are dropped before a strict reader
/// sees them. No DTD, nothing from outside.
/// </summary>
internal static class LenientXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = 1024 * 1024,
    };

    /// <returns>Null when it is not XML, or nested beyond reason.</returns>
    public static Field? Read(ReadOnlySpan<byte> xml)
    {
        var text = Encoding.UTF8.GetString(xml).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        using var reader = XmlReader.Create(new StringReader(PlainCharacters.Of(text)), Settings);
        try
        {
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Field? Read(XmlReader reader)
    {
        Field? root = null;
        var path = new Stack<Field>();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var field = new Field(reader.LocalName);
                    root ??= field;
                    if (path.TryPeek(out var parent))
                        parent.Add(field);
                    if (reader.IsEmptyElement)
                        break;
                    if (path.Count == Field.MaxDepth)
                        return null;
                    path.Push(field);
                    break;
                case XmlNodeType.EndElement:
                    path.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    path.Peek().Value += reader.Value;
                    break;
            }
        }

        return root;
    }
}
