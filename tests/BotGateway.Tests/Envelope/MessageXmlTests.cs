using System.Text;
using BotGateway.Envelope.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotGateway.Tests.Envelope;

public sealed class MessageXmlTests
{
    [Theory]
    [InlineData("a form feed", "<xml><Content><![CDATA[a\fb]]></Content></xml>", "ab")]
    [InlineData("a NUL", "<xml><Content><![CDATA[a\0b]]></Content></xml>", "ab")]
    [InlineData("a non-character", "<xml><Content><![CDATA[a\uFFFFb]]></Content></xml>", "ab")]
    [InlineData("a byte order mark first", "\uFEFF<xml><Content><![CDATA[ab]]></Content></xml>", "ab")]
    [InlineData("a blank line first", "\r\n <xml><Content>ab</Content></xml>", "ab")]
    [InlineData("a declaration", "<?xml version=\"1.0\" encoding=\"gbk\"?><xml><Content>ab</Content></xml>", "ab")]
    [InlineData("entities", "<xml><Content>a&amp;b&#x4e2d;</Content></xml>", "a&b中")]
    [InlineData("two sections", "<xml><Content><![CDATA[a]]><![CDATA[b]]></Content></xml>", "ab")]
    [InlineData("attributes and an empty element", "<xml a='>'><Other/><Content x=\"1\">ab</Content></xml>", "ab")]
    [InlineData("a comment", "<xml><!-- <Content>no</Content> --><Content>ab</Content></xml>", "ab")]
    [InlineData("an element in a section", "<xml><Other><![CDATA[<Content>no</Content>]]></Other><Content>ab</Content></xml>", "ab")]
    [InlineData("a line break of Windows", "<xml><Content><![CDATA[a\r\nb]]></Content></xml>", "a\nb")]
    [InlineData("an emoji", "<xml><Content><![CDATA[a😀b]]></Content></xml>", "a😀b")]
    [InlineData("blanks in a section", "<xml><Content><![CDATA[ ]]></Content></xml>", " ")]
    public void What_People_And_Programs_Send_Is_Read(string what, string xml, string content) =>
        Assert.True(MessageXml.Read(Encoding.UTF8.GetBytes(xml))?.Text("Content") == content, what);

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("blanks", "  \n")]
    [InlineData("no XML", "hello")]
    [InlineData("JSON", "{\"Encrypt\":\"x\"}")]
    [InlineData("an open end", "<xml><Content><![CDATA[a]]></Content>")]
    [InlineData("an open section", "<xml><Content><![CDATA[a</Content></xml>")]
    [InlineData("crossed tags", "<xml><a><b></a></b></xml>")]
    [InlineData("two roots", "<xml></xml><xml></xml>")]
    [InlineData("an unknown entity", "<xml><Content>&who;</Content></xml>")]
    [InlineData("a DTD", "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml><Content>&x;</Content></xml>")]
    [InlineData("a harmless DTD", "<!DOCTYPE xml><xml><Content>a</Content></xml>")]
    public void What_Is_Not_Ours_To_Read_Is_Not_Read(string what, string xml) =>
        Assert.True(MessageXml.Read(Encoding.UTF8.GetBytes(xml)) is null, what);

    [Fact]
    public void A_Tower_Of_Elements_Is_Not_Climbed()
    {
        var tower = new StringBuilder().Insert(0, "<a>", 20_000).Insert(60_000, "</a>", 20_000).ToString();

        Assert.Null(MessageXml.Read(Encoding.UTF8.GetBytes(tower)));
    }

    [Fact]
    public void The_Platforms_Own_Form_Takes_The_Quick_Way()
    {
        foreach (var file in Samples.Files("WeChat").Concat(Samples.Files("WeCom")))
            Assert.True(PlainXml.TryRead(Samples.Read(file), out _), file);
    }

    [Property(MaxTest = 2000)]
    public Property Where_Both_Ways_Can_Read_They_Read_The_Same() => Prop.ForAll(XmlLike(), xml =>
    {
        var bytes = Encoding.UTF8.GetBytes(xml);
        return !PlainXml.TryRead(bytes, out var quick) || Print(quick) == Print(LenientXml.Read(bytes));
    });

    [Property]
    public void Arbitrary_Bytes_Never_Throw(byte[] junk) => MessageXml.Read(junk);

    [Property(MaxTest = 500)]
    public bool A_Damaged_Message_Never_Throws_And_Both_Ways_Agree(ushort at, byte value)
    {
        var bytes = Samples.Read("WeCom/template_card_event-multiple.xml");
        bytes[at % bytes.Length] = value;
        return !PlainXml.TryRead(bytes, out var quick) || Print(quick) == Print(LenientXml.Read(bytes));
    }

    // Short random sequences of the pieces XML is made of: most are broken, many are nearly right.
    private static Arbitrary<string> XmlLike() => Gen
        .Elements("<a>", "</a>", "<b>", "</b>", "<![CDATA[", "]]>", "x", " ", "\n", "\r", "&amp;", "<c/>", "中", "\u0001", ">", "<", "]]")
        .ListOf()
        .Select(pieces => "<a>" + string.Concat(pieces) + "</a>")
        .ToArbitrary();

    private static string Print(Field? field) =>
        field is null ? "nothing" : $"{field.Name}={field.Value}[{string.Join(',', field.Children.Select(Print))}]";
}
