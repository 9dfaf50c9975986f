using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>Photos reach the people they are for: whoever has to act sees what is broken, whoever reported it sees that it is whole.</summary>
public sealed class PhotoTests : CityStory
{
    [Fact]
    public async Task The_photo_of_a_problem_reaches_whoever_gets_it_and_the_photo_of_the_result_whoever_reported_it()
    {
        var reporter = Resident("oStoryPhotos");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        Assert.True(IsJpeg(Assert.Single(Platform.StaffPictures("officer-1"))));
        Assert.Empty(Platform.StaffPictures("staff-1"));

        // Behind the card.
        var kinds = Platform.To("/cgi-bin/message/send").Where(b => b.GetProperty("touser").GetString()!.Contains("officer-1"))
            .Select(b => b.GetProperty("msgtype").GetString()).ToList();
        Assert.Equal(["template_card", "image"], kinds.Take(2));

        // What comes later reaches them as well, and whoever gets it next sees the first of all.
        var words = "望湖苑3号楼2单元门口垃圾桶还是满的没人清";
        await reporter.PhotoAsync(NewPhoto());
        await reporter.SayAsync(words);
        Assert.Contains(number, await reporter.SayAsync("1"));
        await Gateway.SettleAsync();
        Assert.Equal(2, Platform.StaffPictures("officer-1").Count());

        await ResolveAsync("officer-1", number, "已清运,加了一个桶");
        await Gateway.SettleAsync();
        Assert.True(IsJpeg(Assert.Single(Platform.ResidentPictures(reporter.Openid))));
        var told = Platform.To("/cgi-bin/message/custom/send").Where(b => b.GetProperty("touser").GetString() == reporter.Openid)
            .Select(b => b.GetProperty("msgtype").GetString()).ToList();
        Assert.Equal(["text", "image"], told.TakeLast(2));

        // The page shows small ones that lead to the whole ones; and no robot was ever given a picture.
        var link = Regex.Match(Platform.Resident(reporter.Openid).Last(t => t.Contains("已清运")), "https?://[^ \n]+").Value;
        var page = await Gateway.Http.GetStringAsync(new Uri(link).AbsolutePath);
        var small = Regex.Match(page, "src=\"(/photos/[0-9a-f]+/small)\"").Groups[1].Value;
        using var served = await Gateway.Http.GetAsync(small);
        Assert.Equal("image/jpeg", served.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(Platform.To("/cgi-bin/webhook/send"), b => b.GetProperty("msgtype").GetString() != "text");
    }

    private static bool IsJpeg(byte[] picture) => picture is [0xFF, 0xD8, 0xFF, ..];
}
