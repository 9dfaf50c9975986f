using Benchmarks.Figures;

namespace Benchmarks;

internal static class Table
{
    public static void Print(IReadOnlyList<Figure> figures)
    {
        var what = figures.Max(f => f.What.Length);
        var measured = figures.Max(f => f.Measured.Length);
        foreach (var figure in figures)
        {
            var verdict = figure.Holds switch { true => "holds", false => "MISSED", null => "" };
            Console.WriteLine($"{figure.What.PadRight(what)}  {figure.Measured.PadLeft(measured)}  {figure.Bar,-10} {verdict}".TrimEnd());
        }
    }
}
