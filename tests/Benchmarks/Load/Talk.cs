using System.Security.Cryptography;
using System.Text;

namespace Benchmarks.Load;

/// <summary>What the people of a run write.</summary>
internal abstract record Talk(string Name)
{
    public abstract string TextOf(int index, int people);

    /// <summary>Never the same text twice, and the shortest way through any server.</summary>
    public sealed record Greetings() : Talk("greetings")
    {
        public override string TextOf(int index, int people) => $"你好{index}";
    }

    /// <summary>What residents write: everybody asks for help, then for progress, then reports, and so on.</summary>
    public sealed record Mixed() : Talk("mixed")
    {
        private static readonly string[] Texts = ["帮助", "进度", "3号楼2单元楼道灯坏了好几天了", "东门垃圾桶满了没人清", "你好"];

        public override string TextOf(int index, int people) => Texts[index / people % Texts.Length];
    }

    public static string PersonOf(int index, int people) =>
        "o" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"person {index % people}")))[..27];
}
