using System.Text;
using BotGateway.PlatformApi;

namespace BotGateway.Tests.Couriers;

public sealed class PictureUploadTests
{
    [Fact]
    public void A_Picture_Is_Written_As_The_Platforms_Read_It()
    {
        byte[] picture = [0xFF, 0xD8, 0xFF, 0x00, 0x0D, 0x0A, 0x80];
        var upload = PictureUpload.Of(picture, "image/jpeg", "jpg");

        // Quoted names, the length beside them, no filename*, no quotes around the boundary.
        Assert.Matches("^multipart/form-data; boundary=----woodpecker[0-9a-f]{32}$", upload.ContentType);
        var boundary = upload.ContentType.Split("boundary=")[1];
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"photo.jpg\"; filelength=7\r\nContent-Type: image/jpeg\r\n\r\n"
                + Encoding.Latin1.GetString(picture) + $"\r\n--{boundary}--\r\n",
            Encoding.Latin1.GetString(upload.Body));
    }

    [Fact]
    public void The_Same_Picture_Is_The_Same_Bytes() =>
        Assert.Equal(PictureUpload.Of([1, 2, 3], "image/png", "png").Body, PictureUpload.Of([1, 2, 3], "image/png", "png").Body);
}
