using System.CommandLine;
using BotGateway.Live;
using CaseStore.City;

namespace BotGateway.Cli;

/// <summary><c>poster --compound x1 [--spot 3号楼电梯厅] --to FILE.svg</c>: a code that fills the place in, ready to print.</summary>
internal static class PosterVerb
{
    public static Command Command()
    {
        var compound = new Option<string>("--compound") { Description = "Its id in city.json", Required = true };
        var spot = new Option<string?>("--spot") { Description = "Where it will hang, e.g. 3号楼电梯厅" };
        var to = new Option<FileInfo>("--to") { Description = "The SVG to write (A4)", Required = true };
        var verb = new Command("poster", "A poster with a compound's QR code, to print (海报)") { compound, spot, to };
        verb.SetAction((parsed, cancellation) => LiveStart.RunAsync((platform, city) =>
            MakeAsync(platform, city, parsed.GetValue(compound)!, parsed.GetValue(spot)?.Trim() is { Length: > 0 } where ? where : null, parsed.GetValue(to)!, cancellation)));
        return verb;
    }

    private static async Task<int> MakeAsync(
        LivePlatform platform, CityDirectory city, string compoundId, string? spot, FileInfo file, CancellationToken cancellation)
    {
        if (compoundId.Length == 0 || city.FindCompound(compoundId) is not { } compound)
        {
            return await LiveStart.RefuseAsync($"--compound {compoundId}: city.json has none of that id; it has {string.Join(", ", city.Compounds.Select(c => c.Id))}");
        }

        var scene = Poster.SceneOf(compound.Id, spot);
        if (scene.Length > Poster.LongestScene)
        {
            return await LiveStart.RefuseAsync($"--spot: {scene.Length} characters with the compound's id, at most {Poster.LongestScene}");
        }

        var at = LivePlatform.BaseOf(platform.Settings.WeChat);
        var link = at is null ? $"{platform.Settings.PublicBaseUrl ?? "http://localhost:5080"}/simulator?scene={Uri.EscapeDataString(scene)}" : null;
        if (at is not null)
        {
            var reply = await platform.TokenAsync(platform.Settings.WeChat, cancellation);
            if (reply.TextOf("access_token") is { } token)
            {
                // Permanent: a poster hangs for years.
                reply = await platform.Ask.PostAsync(
                    LivePlatform.Address(at, "qrcode/create", token),
                    new { action_name = "QR_LIMIT_STR_SCENE", action_info = new { scene = new { scene_str = scene } } },
                    cancellation);
            }

            link = reply.TextOf("url");
            if (link is null)
            {
                await Console.Error.WriteLineAsync("没有生成:" + LiveAdvice.OfWeChat(reply));
                return LiveStart.ToMend;
            }
        }

        try
        {
            await File.WriteAllTextAsync(file.FullName, Poster.Svg(city.Name, compound.Name, spot, scene, link!, isSample: at is null), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return await LiveStart.RefuseAsync($"{file}: {error.Message}");
        }

        Console.WriteLine(at is null ? $"已写入样张 {file}(模拟模式:码里没有真实的公众号)" : $"已写入 {file},用浏览器打开,按 A4 打印");
        return LiveStart.Done;
    }
}
