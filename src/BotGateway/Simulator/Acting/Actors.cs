using BotGateway.Settings;
using BotGateway.Simulator.Platform;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Acting;

/// <summary>Does what a person does on a phone: it appears in the chat, goes to the gateway, and the answer appears below.</summary>
internal sealed class Actors(SimulatorStage stage, InnerXml xml, Gateway gateway, PictureBox pictures, CardBook cards, OwnAddress own)
{
    public Task<Pushed> SayAsync(Player who, string words, string? menuChoice, CancellationToken cancellation)
    {
        stage.Show(who.Chat, who.Id, new StageContent.Text(words));
        return PushAsync(who, xml.Text(who, words, menuChoice), cancellation);
    }

    /// <summary>One push a picture, as the platforms do it, also when they were sent in one go.</summary>
    public async Task<Pushed> SendPhotosAsync(Player who, IReadOnlyList<byte[]> photos, CancellationToken cancellation)
    {
        var sent = photos.Select(photo =>
        {
            var id = pictures.Put(photo);
            var path = StandInEndpoints.PathOfPicture(id);
            if (PictureBox.IsVideo(photo))
            {
                stage.Show(who.Chat, who.Id, new StageContent.Video(path));
                return xml.Video(who, id);
            }

            stage.Show(who.Chat, who.Id, new StageContent.Photo(path));
            return xml.Photo(who, own.Local + path, id);
        }).ToArray();
        var all = new Pushed(200, null);
        foreach (var message in sent)
        {
            var pushed = await PushAsync(who, message, cancellation);
            all = new Pushed(all.Accepted ? pushed.Status : all.Status, pushed.Reply ?? all.Reply);
        }

        return all;
    }

    public Task<Pushed> SendPlaceAsync(Player who, double latitude, double longitude, string? label, CancellationToken cancellation)
    {
        stage.Show(who.Chat, who.Id, new StageContent.Place(label, latitude, longitude));
        return PushAsync(who, xml.Place(who, latitude, longitude, label), cancellation);
    }

    public Task<Pushed> FollowAsync(Player who, string? scene, CancellationToken cancellation)
    {
        stage.Show(who.Chat, who.Id, new StageContent.Notice(scene is null ? "已关注" : "扫码关注:" + scene));
        return PushAsync(who, xml.Follow(who, scene), cancellation);
    }

    /// <summary>Somebody who follows already scans a poster.</summary>
    public Task<Pushed> ScanAsync(Player who, string scene, CancellationToken cancellation)
    {
        stage.Show(who.Chat, who.Id, new StageContent.Notice("扫码:" + scene));
        return PushAsync(who, xml.Scan(who, scene), cancellation);
    }

    public Task<Pushed> UnfollowAsync(Player who, CancellationToken cancellation)
    {
        stage.Show(who.Chat, who.Id, new StageContent.Notice("已取消关注"));
        return PushAsync(who, xml.Unfollow(who), cancellation);
    }

    /// <param name="words">What the platform's recognition made of it; null when nothing.</param>
    public Task<Pushed> SpeakAsync(Player who, string? words, CancellationToken cancellation)
    {
        stage.Show(who.Chat, who.Id, new StageContent.Voice(words));
        return PushAsync(who, xml.Voice(who, words), cancellation);
    }

    /// <returns>Null when this person has no such card or it never had that button.</returns>
    public async Task<Pushed?> ClickAsync(Player who, string taskId, string key, CancellationToken cancellation) =>
        cards.Click(who.Id, taskId, key) is { } click ? await PushAsync(who, xml.Click(who, click), cancellation) : null;

    private async Task<Pushed> PushAsync(Player who, string message, CancellationToken cancellation)
    {
        var pushed = await gateway.PushAsync(who.Platform, message, cancellation);
        if (pushed.Reply is { } reply)
            stage.Show(who.Chat, StageLine.Bot, reply);
        return pushed;
    }
}
