using CaseStore.City;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Reporter;

/// <summary>Where somebody says they are without typing it: a compound's QR poster, a position.</summary>
internal sealed class Arrivals(CaseWords words, Drafting drafting)
{
    private const string CompoundScene = "compound:";

    /// <summary>For this long after the scan a report is taken to be about that spot.</summary>
    private static readonly TimeSpan PosterLife = TimeSpan.FromHours(2);

    private readonly PhraseBook _say = words.Book;

    public static string? SpotOfPoster(ReporterState state, DateTimeOffset now) =>
        state.PosterAt is { } at && now - at <= PosterLife ? state.PosterSpot : null;

    /// <summary>Followed, perhaps through a poster; whoever comes back finds nothing of what they left.</summary>
    public Turn Follow(ReporterState state, string? scene, DateTimeOffset now)
    {
        var turn = Read(scene) is { } poster ? At(state, poster.Compound, poster.Spot, now) : null;
        return (turn is null ? new Turn(state, _say.Text(Say.Welcome)) : turn with { Reply = $"{_say.Text(Say.WelcomeBrief)}\n{turn.Reply}" }) with { Reachable = true };
    }

    /// <returns>Null when the code is not one of ours.</returns>
    public Turn? Scan(ReporterState state, string scene, DateTimeOffset now) =>
        Read(scene) is { } poster ? At(state, poster.Compound, poster.Spot, now) : null;

    /// <returns>Null when no compound is near.</returns>
    public Turn? Locate(ReporterState state, double latitude, double longitude)
    {
        var near = Position.Nearest(words.City.Compounds, latitude, longitude);
        if (near.Count == 0)
        {
            return null;
        }

        var draft = (state.Draft ?? new Draft()) with { Latitude = latitude, Longitude = longitude };
        if (near is [var only])
        {
            var known = draft with { CompoundId = only.Id, OfferedCompounds = null, Same = null, SameAsked = false };
            return state.Draft is null
                ? new Turn(state with { CompoundId = only.Id }, _say.Text(Say.PlaceKnown, ("place", only.Name)))
                : Asked(state, known);
        }

        return Asked(state, draft with { CompoundId = null, OfferedCompounds = [.. near.Select(c => c.Id)] });
    }

    private Turn Asked(ReporterState state, Draft draft)
    {
        var after = draft.CompoundId is null
            ? state with { Step = ReporterMachine.After(state.Step, ReporterMove.AskCompound), Draft = draft }
            : drafting.Proceed(state, draft);
        return new Turn(after, drafting.Question(after));
    }

    /// <summary><c>compound:x1</c> or <c>compound:x1:3号楼电梯厅</c>.</summary>
    private (Compound Compound, string? Spot)? Read(string? scene)
    {
        if (scene is null || !scene.StartsWith(CompoundScene, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = scene[CompoundScene.Length..].Split(':', 2);
        return parts[0].Length > 0 && words.City.FindCompound(parts[0]) is { } compound
            ? (compound, parts.Length == 2 && parts[1].Trim() is { Length: > 0 } spot ? Drafting.Shorten(spot, 60) : null)
            : null;
    }

    private Turn At(ReporterState state, Compound compound, string? spot, DateTimeOffset now)
    {
        var known = state with { CompoundId = compound.Id, PosterSpot = spot, PosterAt = spot is null ? null : now };
        if (state.Draft is not { } draft)
        {
            return new Turn(known, _say.Text(Say.PlaceKnown, ("place", words.Place(compound.Id, spot ?? ""))));
        }

        var after = drafting.Proceed(known, draft with
        {
            CompoundId = compound.Id,
            OfferedCompounds = null,
            Place = spot ?? draft.Place,
            PlaceIsFinal = spot is not null || draft.PlaceIsFinal,
            Same = null,
            SameAsked = false,
        });
        return new Turn(after, drafting.Question(after));
    }
}
