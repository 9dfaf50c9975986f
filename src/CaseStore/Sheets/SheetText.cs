using System.Text;

namespace CaseStore.Sheets;

/// <summary>A CSV file's text as spreadsheets save it: UTF-8 with or without a byte order mark, or GB18030.</summary>
internal static class SheetText
{
    public const int LargestBytes = 5 * 1024 * 1024;

    static SheetText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Strict UTF-8 first: hardly any GB18030 text is that by chance. Null when it is neither.</summary>
    public static string? Of(byte[] bytes)
    {
        var body = bytes.AsSpan();
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[3..];
        }

        foreach (var encoding in new[] { new UTF8Encoding(false, throwOnInvalidBytes: true), Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) })
        {
            try
            {
                var text = encoding.GetString(body);
                return text.Contains('\0', StringComparison.Ordinal) ? null : text;
            }
            catch (DecoderFallbackException)
            {
                // Not this one.
            }
        }

        return null;
    }
}
