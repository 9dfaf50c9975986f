using SkiaSharp;

namespace BotGateway.Photos.Thumbnails;

/// <summary>
/// Makes a picture small: decodes it, but only when its header promises that this costs little. A file of a few kilobytes can unfold
/// to gigabytes, or take minutes with a thousand passes over the same pixels.
/// </summary>
internal static class ThumbnailMaker
{
    public const int LongestSide = 1280;
    public const int MostBytes = 1024 * 1024;

    /// <summary>More than telephones take, less than hurts.</summary>
    public const long MostPixels = 50_000_000;

    /// <summary>A JPEG is shrunk while it is decoded, a PNG is not: so much memory at most, for one picture at a time.</summary>
    private const long MostDecoded = 128 * 1024 * 1024;

    /// <summary>Passes times pixels: a progressive photo of 50 megapixels has about ten.</summary>
    private const long MostScanned = 500_000_000;

    /// <summary>Each tried when the one before it came out too large; the last one always fits.</summary>
    private static readonly int[] Qualities = [80, 60, 40, 20];

    public static Thumbnail Make(byte[] picture)
    {
        using var data = SKData.CreateCopy(picture);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return new Thumbnail.None("not decodable");
        var size = codec.Info.Size;
        if (size.Width <= 0 || size.Height <= 0)
            return new Thumbnail.None("no size");
        if ((long)size.Width * size.Height > MostPixels)
            return new Thumbnail.None($"too many pixels: {size.Width} × {size.Height}");
        if (codec.FrameCount > 1)
            return new Thumbnail.None("it moves");
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && (long)size.Width * size.Height * Scans(picture) > MostScanned)
            return new Thumbnail.None("too many passes");

        var scaled = Closest(codec, size);
        if ((long)scaled.Width * scaled.Height * 4 > MostDecoded)
            return new Thumbnail.None($"too many pixels for its kind: {size.Width} × {size.Height}");
        using var srgb = SKColorSpace.CreateSrgb();
        using var decoded = new SKBitmap(new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, SKAlphaType.Premul, srgb));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) is var got && got != SKCodecResult.Success)
            return new Thumbnail.None("not decodable: " + got);
        return Draw(decoded, codec.EncodedOrigin, size);
    }

    /// <summary>The smallest size at which the decoder can do it that is no smaller than the thumbnail.</summary>
    private static SKSizeI Closest(SKCodec codec, SKSizeI size)
    {
        var wanted = Math.Min(1f, (float)LongestSide / Math.Max(size.Width, size.Height));
        var scaled = codec.GetScaledDimensions(wanted);

        // The decoder takes the nearest step, which may be below.
        for (var step = 1; Math.Max(scaled.Width, scaled.Height) < Math.Min(LongestSide, Math.Max(size.Width, size.Height)) && step <= 8; step++)
        {
            scaled = codec.GetScaledDimensions(Math.Min(1f, wanted + (step / 8f)));
        }

        return scaled;
    }

    private static Thumbnail Draw(SKBitmap decoded, SKEncodedOrigin origin, SKSizeI size)
    {
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(size.Width, size.Height));
        var lying = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var width = Math.Max(1, (int)MathF.Round(size.Width * scale));
        var height = Math.Max(1, (int)MathF.Round(size.Height * scale));
        var (across, down) = lying ? (height, width) : (width, height);
        using var upright = new SKBitmap(new SKImageInfo(across, down, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(upright))
        using (var source = SKImage.FromBitmap(decoded))
        {
            canvas.Clear(SKColors.White);
            canvas.Concat(Upright(origin, width, height));
            canvas.DrawImage(source, SKRect.Create(decoded.Width, decoded.Height), SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), null);
        }

        foreach (var quality in Qualities)
        {
            using var pixels = upright.PeekPixels();
            using var encoded = pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore));
            if (encoded is { Size: <= MostBytes })
                return new Thumbnail.Made(encoded.ToArray());
        }

        return new Thumbnail.None("too large however small");
    }

    /// <summary>From the picture as it is stored to how it is to be seen, in a box of this stored size (EXIF's eight orientations).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    /// <summary>Start-of-scan markers; within compressed data no FF stands before DA.</summary>
    private static int Scans(ReadOnlySpan<byte> jpeg) => jpeg.Count([(byte)0xFF, (byte)0xDA]);
}
