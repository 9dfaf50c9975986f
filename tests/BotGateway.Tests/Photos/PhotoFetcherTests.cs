using BotGateway.Photos;
using BotGateway.Settings;
using CaseStore.Cases;

namespace BotGateway.Tests.Photos;

public sealed class PhotoFetcherTests
{
    [Fact]
    public async Task A_Photo_Is_Fetched_By_Its_Link_Cleaned_And_Kept_Under_Its_Hash()
    {
        await using var rig = await PhotoRig.StartAsync();
        var photo = await rig.TryOnceAsync(rig.Host.Link("/jpeg"), "media");

        Assert.Equal((PhotoState.Kept, "image/jpeg", null, 1), (photo.State, photo.ContentType, photo.NextAttemptAt, photo.Attempts));
        var hash = photo.Hash!;
        Assert.Equal([Path.Combine(hash[..2], hash[2..4], hash + ".jpg")], rig.Files);
        var kept = await File.ReadAllBytesAsync(Path.Combine(rig.Settings.PhotosDirectory, rig.Files.Single()));
        Assert.Equal(Pictures.With(Pictures.Jpeg, 20, BotGateway.Photos.Cleaning.JpegOrientation.Segment(6)), kept);
        Assert.Empty(rig.AskedMedia);
        Assert.Null(await rig.Fetcher.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_Video_Of_The_Platform_Is_Cleaned_And_Kept_Like_A_Photo()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["film"] = () => new MediaAnswer.Content(new MemoryStream(Movies.FromAPhone()), "video/mp4");
        var video = await rig.TryOnceAsync(mediaId: "film");

        Assert.Equal((PhotoState.Kept, "video/mp4"), (video.State, video.ContentType));
        Assert.EndsWith(".mp4", rig.Files.Single(), StringComparison.Ordinal);
        var kept = await File.ReadAllBytesAsync(Path.Combine(rig.Settings.PhotosDirectory, rig.Files.Single()));
        Assert.False(CleanerTests.Holds(kept, Pictures.Planted));
    }

    [Fact]
    public async Task The_Content_Decides_Not_The_Type_It_Came_With()
    {
        await using var rig = await PhotoRig.StartAsync();
        Assert.Equal("image/png", (await rig.TryOnceAsync(rig.Host.Link("/png"))).ContentType);
    }

    [Fact]
    public async Task The_Same_Picture_Twice_Is_One_File()
    {
        await using var rig = await PhotoRig.StartAsync();
        await rig.Store.AddAsync([.. Enumerable.Range(0, 20).Select(n => PhotoRig.Photo("p" + n, rig.Host.Link("/jpeg")))]);
        Assert.Equal(20, await rig.Fetcher.RunDueAsync(CancellationToken.None));
        Assert.Equal(PhotoState.Kept, (await rig.Store.FindAsync("p19")).State);
        Assert.Single(rig.Files);
    }

    [Theory]
    [InlineData("/busy")]
    [InlineData("/nowhere")]
    [InlineData("/short")]
    [InlineData("/words.jpg")]
    [InlineData("/cut")]
    [InlineData("/round")]
    [InlineData("/elsewhere")]
    public async Task When_The_Link_Brings_No_Picture_The_Platform_Is_Asked(string path)
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["media"] = () => new MediaAnswer.Content(new MemoryStream(Pictures.Jpeg), "image/jpeg");
        var photo = await rig.TryOnceAsync(rig.Host.Link(path), "media");
        Assert.Equal(PhotoState.Kept, photo.State);
        Assert.Equal(["WeChat:media"], rig.AskedMedia);
    }

    [Theory]
    [InlineData(null, null, "Photo m1 not kept at attempt 1, given up: it came with neither a link nor a media id")]
    [InlineData("/busy", null, "Photo m1 not kept at attempt 1, tried again at 2026-05-20 01:00:10Z: link: status 503")]
    [InlineData("/words.jpg", "gone", "Photo m1 not kept at attempt 1, refused, its sender is told: link: neither JPEG, PNG, GIF, WebP nor MP4; media: code 40007")]
    public async Task The_Log_Says_In_Words_What_Became_Of_A_Photo(string? path, string? media, string line)
    {
        await using var rig = await PhotoRig.StartAsync();
        await rig.TryOnceAsync(path is null ? null : rig.Host.Link(path), media);
        Assert.Equal([line], rig.Log.Lines);
    }

    [Fact]
    public async Task A_Redirect_On_The_Same_Host_Is_Followed()
    {
        await using var rig = await PhotoRig.StartAsync();
        Assert.Equal(PhotoState.Kept, (await rig.TryOnceAsync(rig.Host.Link("/moved"))).State);
    }

    [Fact]
    public async Task A_Redirect_To_Another_Host_Is_Not_Followed()
    {
        await using var rig = await PhotoRig.StartAsync();
        await using var other = await PictureHost.StartAsync();
        rig.Host.Elsewhere = other.Link("/jpeg");
        var photo = await rig.TryOnceAsync(rig.Host.Link("/elsewhere"));
        Assert.Equal(PhotoState.Waiting, photo.State);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task A_Host_Nobody_Named_Is_Never_Called()
    {
        await using var rig = await PhotoRig.StartAsync(hostAllowed: false);
        Assert.Equal(PhotoState.Lost, (await rig.TryOnceAsync(rig.Host.Link("/jpeg"))).State);
        Assert.Empty(rig.Host.Asked);
    }

    [Fact]
    public async Task The_Simulator_May_Call_Itself()
    {
        await using var rig = await PhotoRig.StartAsync(PlatformMode.Simulator, hostAllowed: false);
        Assert.Equal(PhotoState.Kept, (await rig.TryOnceAsync(rig.Host.Link("/jpeg"))).State);
    }

    [Theory]
    [InlineData("/words.jpg")]
    [InlineData("/cut")]
    [InlineData("/large")]
    public async Task What_Is_No_Picture_Is_Refused_And_The_Sender_Hears_It_Once(string path)
    {
        await using var rig = await PhotoRig.StartAsync();
        var photo = await rig.TryOnceAsync(rig.Host.Link(path), "expired");
        Assert.Equal((PhotoState.Refused, null, null), (photo.State, photo.NextAttemptAt, photo.Hash));
        Assert.Equal(["m1 Refused"], rig.Told);
        Assert.Empty(rig.Files);

        Assert.Equal(0, await rig.Fetcher.RunDueAsync(CancellationToken.None));
        Assert.Single(rig.Told);
    }

    [Fact]
    public async Task An_Endless_Stream_Is_Left_At_The_Limit()
    {
        await using var rig = await PhotoRig.StartAsync();
        Assert.Equal(PhotoState.Refused, (await rig.TryOnceAsync(rig.Host.Link("/endless"))).State);
        await rig.Host.EndlessHungUp.Task;
    }

    [Fact]
    public async Task The_Platforms_Stream_Has_The_Same_Limit()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["large"] = () => new MediaAnswer.Content(new MemoryStream(new byte[10 * 1024 * 1024 + 1]), null);
        Assert.Equal(PhotoState.Refused, (await rig.TryOnceAsync(mediaId: "large")).State);
    }

    [Fact]
    public async Task A_Slow_Host_Is_Given_Up_For_Now_And_Asked_Again()
    {
        await using var rig = await PhotoRig.StartAsync(time: TimeSpan.FromMilliseconds(300));
        var photo = await rig.TryOnceAsync(rig.Host.Link("/slow"));
        Assert.Equal((PhotoState.Waiting, 1, PhotoRig.Start.AddSeconds(10)), (photo.State, photo.Attempts, photo.NextAttemptAt));
        Assert.Equal(PhotoRig.Start.AddSeconds(10), await rig.Fetcher.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_Busy_Platform_Is_Asked_Again_Until_It_Answers()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["m"] = () => new MediaAnswer.TryLater("45009");
        await rig.TryOnceAsync(mediaId: "m");
        Assert.Equal(0, await rig.Fetcher.RunDueAsync(CancellationToken.None));

        rig.Clock.HoldAt(PhotoRig.Start.AddSeconds(10));
        rig.Media["m"] = () => new MediaAnswer.Content(new MemoryStream(Pictures.WebPWithPlace()), null);
        Assert.Equal(1, await rig.Fetcher.RunDueAsync(CancellationToken.None));
        var photo = await rig.Store.FindAsync("m1");
        Assert.Equal((PhotoState.Kept, 2, "image/webp"), (photo.State, photo.Attempts, photo.ContentType));
    }

    [Fact]
    public async Task After_Three_Days_Of_Trying_It_Is_Lost()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["m"] = () => new MediaAnswer.TryLater("busy");
        await rig.Store.AddAsync(PhotoRig.Photo("m1", mediaId: "m"));
        while (await rig.Fetcher.NextAsync(CancellationToken.None) is { } next)
        {
            rig.Clock.HoldAt(next);
            Assert.Equal(1, await rig.Fetcher.RunDueAsync(CancellationToken.None));
        }
        Assert.Equal(PhotoState.Lost, (await rig.Store.FindAsync("m1")).State);
        Assert.Equal(PhotoRig.Start.AddDays(3), rig.Clock.GetUtcNow());
        Assert.InRange(rig.AskedMedia.Count, 10, 30);
    }

    [Fact]
    public async Task An_Expired_Id_Without_A_Link_Is_Lost_At_Once()
    {
        await using var rig = await PhotoRig.StartAsync();
        Assert.Equal(PhotoState.Lost, (await rig.TryOnceAsync(mediaId: "expired")).State);
        Assert.Empty(rig.Told);
    }

    [Fact]
    public async Task A_Failure_While_Telling_The_Sender_Is_Made_Up_For()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.TellingFails = new IOException("the store is away");
        var photo = await rig.TryOnceAsync(rig.Host.Link("/words.jpg"));
        Assert.Equal((PhotoState.Refused, PhotoRig.Start.AddMinutes(1)), (photo.State, photo.NextAttemptAt));

        rig.Clock.HoldAt(PhotoRig.Start.AddMinutes(1));
        Assert.Equal(1, await rig.Fetcher.RunDueAsync(CancellationToken.None));
        Assert.Equal(["m1 Refused"], rig.Told);
        Assert.Null((await rig.Store.FindAsync("m1")).NextAttemptAt);
    }

    [Fact]
    public async Task A_Refusal_Whose_Process_Died_Before_Telling_Is_Told_By_The_Next()
    {
        await using var rig = await PhotoRig.StartAsync();
        var photo = PhotoRig.Photo("m1");
        photo.State = PhotoState.Refused;
        await rig.Store.AddAsync(photo);
        await rig.Fetcher.RunDueAsync(CancellationToken.None);
        Assert.Equal(["m1 Refused"], rig.Told);
    }

    [Fact]
    public async Task One_Broken_Photo_Does_Not_Hold_Up_The_Others()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["broken"] = () => throw new InvalidOperationException("a mistake of ours");
        await rig.Store.AddAsync(PhotoRig.Photo("broken", mediaId: "broken"), PhotoRig.Photo("fine", rig.Host.Link("/jpeg")));
        await rig.Fetcher.RunDueAsync(CancellationToken.None);
        Assert.Equal(PhotoState.Kept, (await rig.Store.FindAsync("fine")).State);
        Assert.Equal((PhotoState.Waiting, PhotoRig.Start.AddSeconds(10)), ((await rig.Store.FindAsync("broken")).State, (await rig.Store.FindAsync("broken")).NextAttemptAt));
    }

    [Fact]
    public async Task A_Photo_Another_Node_Has_Decided_Stays_As_It_Is()
    {
        await using var rig = await PhotoRig.StartAsync();
        rig.Media["m"] = () =>
        {
            using var store = rig.Store.CreateDbContext();
            store.Photos.Single().State = PhotoState.Lost;
            store.SaveChanges();
            return new MediaAnswer.Content(new MemoryStream(Pictures.Ascii("no picture")), null);
        };
        Assert.Equal(PhotoState.Lost, (await rig.TryOnceAsync(mediaId: "m")).State);
        Assert.Empty(rig.Told);
    }

    [Fact]
    public async Task The_Bell_Is_Heard_Also_When_It_Rang_Before_Anybody_Listened()
    {
        var bell = new PhotoBell();
        bell.Ring();
        bell.Ring();
        await bell.WaitAsync(CancellationToken.None);
        var next = bell.WaitAsync(CancellationToken.None);
        Assert.False(next.IsCompleted);
        bell.Ring();
        await next;
    }
}
