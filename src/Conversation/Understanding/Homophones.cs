using System.Reflection;

namespace Conversation.Understanding;

/// <summary>Which characters sound alike, tones and the pairs that dialects do not tell apart aside: what an input method mistakes.</summary>
internal static class Homophones
{
    private static readonly Dictionary<char, string> Sounds = Read();

    /// <param name="one">Simplified.</param>
    public static bool Are(char one, char other) => Sounds.TryGetValue(one, out var a) && Sounds.TryGetValue(other, out var b) && a == b;

    private static Dictionary<char, string> Read()
    {
        var sounds = new Dictionary<char, string>();
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Conversation.Understanding.Pinyin.txt")!);
        while (file.ReadLine() is { } line)
        {
            if (line.Split(' ') is [{ Length: > 0 } sound, var characters] && !line.StartsWith('#'))
            {
                foreach (var c in characters)
                {
                    sounds[c] = Blurred(sound);
                }
            }
        }

        return sounds;
    }

    /// <summary>zh and z, ng and n, l and n are one to half the country.</summary>
    private static string Blurred(string sound)
    {
        sound = sound is ['z' or 'c' or 's', 'h', .. var rest] ? sound[0] + rest : sound;
        sound = sound.EndsWith("ng", StringComparison.Ordinal) && sound is not ("ang" or "eng") ? sound[..^1] : sound;
        return sound.StartsWith('l') ? 'n' + sound[1..] : sound;
    }
}
