using System.Net;
using System.Net.Http.Headers;
using BotGateway.Photos;
using BotGateway.Photos.Thumbnails;
using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Photos;

public sealed class PhotoEndpointTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private PhotoRig _rig = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _rig = await PhotoRig.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IDbContextFactory<CaseContext>>(_rig.Store).AddSingleton(_rig.Shelf).AddSingleton<ThumbnailStore>();
        _app = builder.Build();
        _app.MapPhotos();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task A_Kept_Photo_Is_Served_As_What_It_Is()
    {
        var photo = await _rig.TryOnceAsync(_rig.Host.Link("/png"));
        var response = await Http.GetAsync(LinkTo(photo));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(Pictures.Png, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("inline; filename=\"photo.png\"", response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal($"\"{photo.Hash}\"", response.Headers.ETag!.Tag);
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.Contains("immutable", response.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task A_Small_One_Is_Served_As_A_Jpeg()
    {
        var photo = await _rig.TryOnceAsync(_rig.Host.Link("/png"));
        var response = await Http.GetAsync(PhotoEndpoints.PathOfSmall(LinkTo(photo)));
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(MediaKind.Jpeg, MediaKind.Detect(await response.Content.ReadAsByteArrayAsync()));
        Assert.Equal($"\"{photo.Hash}-small\"", response.Headers.ETag!.Tag);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task What_Moves_Is_Served_As_It_Is_Also_Where_It_Should_Be_Small()
    {
        _rig.Media["gif"] = () => new MediaAnswer.Content(new MemoryStream(Pictures.Gif), null);
        var moving = await Http.GetAsync(PhotoEndpoints.PathOfSmall(LinkTo(await _rig.TryOnceAsync(mediaId: "gif"))));
        Assert.Equal("image/gif", moving.Content.Headers.ContentType!.ToString());
        Assert.Equal(Pictures.Gif, await moving.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_Video_Is_Served_In_The_Pieces_A_Player_Asks_For()
    {
        _rig.Media["film"] = () => new MediaAnswer.Content(new MemoryStream(Movies.Plain()), null);
        var video = await _rig.TryOnceAsync(mediaId: "film");
        var request = new HttpRequestMessage(HttpMethod.Get, LinkTo(video));
        request.Headers.Range = new RangeHeaderValue(4, 11);
        var response = await Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.PartialContent, "video/mp4"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal(Movies.Plain()[4..12], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("inline; filename=\"photo.mp4\"", response.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task Head_Tells_The_Same_Without_The_Picture()
    {
        var photo = await _rig.TryOnceAsync(_rig.Host.Link("/png"));
        var response = await Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, LinkTo(photo)));
        Assert.Equal((HttpStatusCode.OK, Pictures.Png.Length), (response.StatusCode, response.Content.Headers.ContentLength));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_Has_It_Already_Is_Not_Sent_It_Again()
    {
        var photo = await _rig.TryOnceAsync(_rig.Host.Link("/png"));
        var request = new HttpRequestMessage(HttpMethod.Get, LinkTo(photo));
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{photo.Hash}\""));
        Assert.Equal(HttpStatusCode.NotModified, (await Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData(PhotoState.Waiting)]
    [InlineData(PhotoState.Refused)]
    [InlineData(PhotoState.Lost)]
    public async Task A_Photo_That_Is_Not_Kept_Is_Not_There_And_May_Be_Asked_For_Again(PhotoState state)
    {
        var photo = PhotoRig.Photo("m1");
        photo.State = state;
        await _rig.Store.AddAsync(photo);
        var response = await Http.GetAsync(LinkTo(photo));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_Photo_Whose_File_Is_Gone_Is_Not_There()
    {
        var photo = await _rig.TryOnceAsync(_rig.Host.Link("/png"));
        Directory.Delete(_rig.Settings.PhotosDirectory, recursive: true);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(LinkTo(photo))).StatusCode);
    }

    [Theory]
    [InlineData("/photos/unknown")]
    [InlineData("/photos/unknown/small")]
    [InlineData("/photos/TOKEN-OF-M1")]
    [InlineData("/photos/..%2f..%2fphotos.db")]
    [InlineData("/photos/")]
    public async Task Nothing_Else_Is_Served(string path)
    {
        await _rig.TryOnceAsync(_rig.Host.Link("/png"));
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(_app.Urls.First() + path)).StatusCode);
    }

    private string LinkTo(Photo photo) => _app.Urls.First() + PhotoEndpoints.PathOf(photo.Token);
}
