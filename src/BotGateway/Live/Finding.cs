namespace BotGateway.Live;

internal enum Verdict
{
    Good,

    /// <summary>Works, but somebody should look at it.</summary>
    Mind,

    /// <summary>The answer says neither: to be asked again.</summary>
    Unsure,
    Bad,
}

/// <param name="About">What was asked.</param>
/// <param name="Advice">What was found, or what to do; never a secret.</param>
internal sealed record Finding(Verdict Verdict, string About, string Advice)
{
    public override string ToString() => $"{Verdict switch { Verdict.Good => "[好]", Verdict.Mind => "[注意]", Verdict.Unsure => "[没查出来]", _ => "[要改]" }} {About}:{Advice}";
}
