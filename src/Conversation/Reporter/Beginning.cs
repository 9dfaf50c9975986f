using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>Words with no report open: a new report, several at once, danger, or something about the case just filed.</summary>
internal sealed class Beginning(CaseWords words, Understander understander, Talking talking, Absorbing absorbing, Measure measure)
{
    private const int MostRest = 4;

    /// <summary>For this long after filing, "不对,是5号楼" belongs to the case just filed.</summary>
    private static readonly TimeSpan Afterthought = TimeSpan.FromMinutes(30);

    private readonly PhraseBook _say = words.Book;

    public Turn Begin(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        state = state.Step == ReporterStep.Idle ? state : Talking.Idle(state);
        if (AboutCaseJustFiled(state, heard, facts) is { } afterthought)
        {
            return afterthought;
        }

        var read = heard.Read;
        if (measure.Answer(state, heard, facts.Now) is { } calm)
        {
            return calm;
        }

        if (Answering.Take(state, heard, facts) is { } answer)
        {
            return answer;
        }

        if (read.Intent == Intent.Chat && !Absorbing.IsOnlyPlace(read, heard.Words))
        {
            return new Turn(state, _say.Text(heard.Plain.Length <= 12 ? Say.Greeting : Say.NotUnderstood));
        }

        if (read.Parts is [var first, ..])
        {
            var waiting = state with { Rest = [.. read.Parts.Skip(1).Take(MostRest)] };
            return talking.Ask(
                talking.Begun(waiting, new Heard(first, understander), facts),
                _say.Text(Say.SeveralParts, ("count", read.Parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("text", Talking.Brief(first))));
        }

        return talking.Onward(talking.Begun(state, heard, facts), inbound, facts);
    }

    public Turn InDanger(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        if (Emergencies.MayRun(state, facts.Now) && !facts.KnowsCases)
        {
            return Talking.Lacking(state, new FactsNeeded.OwnCases());
        }

        if (Emergencies.Running(state, facts) is { } running && Emergencies.Add(running, heard) is { } more)
        {
            return new Turn(state, null, new DialogCommand.Act(running.Number, more));
        }

        // Photos without a word belong to the danger; a report in words waits.
        var begun = state.Draft;
        var parked = begun?.Text is null ? null : begun;
        var fresh = Pictures.Fresh(state, facts.Now);
        var draft = parked is null && begun is not null
            ? begun with { Kind = null, Subtype = null, ForPerson = false }
            : fresh with { CompoundId = begun?.CompoundId ?? fresh.CompoundId };
        return talking.Submit(
            state with { Draft = Talking.Elsewhere(absorbing.Absorb(draft, heard.Read, heard.Words), heard), Parked = parked ?? state.Parked }, inbound, facts);
    }

    /// <summary>What is said soon after filing and belongs to it: more of the emergency, or a correction. Null: something new.</summary>
    private static Turn? AboutCaseJustFiled(ReporterState state, Heard heard, Facts facts)
    {
        var emergency = Emergencies.MayRun(state, facts.Now);
        var correcting = heard.IsCorrection && state.LastCase is not null && facts.Now - state.LastCaseAt <= Afterthought;
        if (!emergency && !correcting)
        {
            return null;
        }

        if (!facts.KnowsCases)
        {
            return Talking.Lacking(state, new FactsNeeded.OwnCases());
        }

        if (Emergencies.Running(state, facts) is { } running)
        {
            return Emergencies.Add(running, heard) is { } more ? new Turn(state, null, new DialogCommand.Act(running.Number, more)) : null;
        }

        return correcting && facts.Cases.FirstOrDefault(c => c.Number == state.LastCase && c.IsInWork) is { } filed
            ? new Turn(state, null, new DialogCommand.Act(filed.Number, new CaseAct.Supplement(heard.Plain, [])))
            : null;
    }
}
