using System.CommandLine;
using BotGateway.Live;

namespace BotGateway.Cli;

/// <summary><c>check-live</c>: what stands between these settings and the first real message.</summary>
internal static class CheckLiveVerb
{
    public static Command Command()
    {
        var verb = new Command("check-live", "Asks WeChat and WeCom, with the configured credentials, whether everything is set right; sends nobody anything");
        verb.SetAction((_, cancellation) => LiveStart.RunAsync(async (platform, city) =>
        {
            var worst = Verdict.Good;
            await foreach (var finding in new LiveCheck(platform, city).RunAsync(cancellation))
            {
                Console.WriteLine(finding);
                worst = finding.Verdict > worst ? finding.Verdict : worst;
            }

            Console.WriteLine(worst switch
            {
                Verdict.Bad => "还有要改的,改好后再查一次。",
                Verdict.Unsure => "还有没查出来的,过一会儿再查一次。",
                _ => "可以上线。",
            });
            return worst is Verdict.Bad or Verdict.Unsure ? LiveStart.ToMend : LiveStart.Done;
        }));
        return verb;
    }
}
