using CaseStore.Catalogue;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// The questions of a subtype, one at a time: a choice, any words, or 跳过. An answer that tells of danger to life ("有人困在电梯里") makes the
/// report an emergency on the spot.
/// </summary>
internal sealed class Details(Understander understander, Drafting drafting)
{
    private const int Longest = 200;

    /// <summary>A number or label of the choices, or the wish to go on; null when it is none.</summary>
    public ReporterState? Choose(ReporterState state, Heard heard)
    {
        if (Open(state) is not { } question)
        {
            return null;
        }

        if (SaysSkip(heard.Bare))
        {
            return Take(state, question, null);
        }

        return question.Choices.Count > 0 && (Choice.Read(heard.Words, question.Choices) ?? ReadLoosely(question, heard)) is { } chosen
            ? Take(state, question, question.Choices[chosen])
            : null;
    }

    /// <summary>Words of danger that belong to what is being reported; null when they tell of something else.</summary>
    public ReporterState? TakeDanger(ReporterState state, Heard heard) =>
        Open(state) is { } question && heard.Read is { Place: null, Compound: null } && DangerOf(state.Draft!, question, heard.Plain) is not null
            ? Take(state, question, heard.Plain)
            : null;

    /// <summary>Any words that may be an answer.</summary>
    public ReporterState? Fill(ReporterState state, Heard heard)
    {
        if (Open(state) is not { } question || MustChoose(question))
        {
            return null;
        }

        var bare = heard.Bare;
        var says = question.Choices.Count > 0 ? bare.Any(char.IsLetter) : bare.Any(char.IsLetterOrDigit);
        return says && !IsSmallTalk(bare) && heard.Read.Abuse == Abuse.None && (heard.Read.Intent != Intent.Consultation || bare.Length < 6)
            ? Take(state, question, heard.Plain)
            : null;
    }

    /// <summary>Something else in the middle of it: another kind of matter, or a problem that names its own place.</summary>
    public static bool IsAnother(ReporterState state, Heard heard) => Adding.IsAnother(state, heard)
        && heard.Read is { Intent: Intent.Suggestion or Intent.Praise } or { Place: not null } or { Compound: not null };

    private SubtypeQuestion? Open(ReporterState state) => state is { Step: ReporterStep.AskingDetail, Draft: { } draft } ? drafting.OpenQuestion(draft) : null;

    private ReporterState Take(ReporterState state, SubtypeQuestion question, string? said)
    {
        var draft = state.Draft!;
        return drafting.Proceed(state, draft with
        {
            Details = [.. draft.Details ?? [], new Detail(draft.Subtype!, question.Code, question.Ask, said is null ? null : Drafting.Shorten(said, Longest))],
            Danger = said is null ? null : DangerOf(draft, question, said)?.Code,
        });
    }

    /// <summary>Read together with the report: "有人困在里面" is said of the lift. Where a choice tells of danger, any danger counts.</summary>
    private Danger? DangerOf(Draft draft, SubtypeQuestion question, string said) =>
        understander.Read(said).Danger is not { } alone ? null
        : understander.Read($"{draft.Text};{said}").Danger is { } together && together.Subtype == draft.Subtype ? together
        : alone.Subtype == draft.Subtype || MustChoose(question) ? alone
        : null;

    /// <summary>Where an answer may mean danger, words that leave it open are asked about again.</summary>
    private bool MustChoose(SubtypeQuestion question) => question.Choices.Any(c => understander.Read(c).Danger is not null);

    /// <summary>"有", "没有": how the only choice begins that begins so. Where nothing depends on it, the words themselves are kept.</summary>
    private int? ReadLoosely(SubtypeQuestion question, Heard heard)
    {
        if (heard.Bare.Length == 0 || !MustChoose(question) || heard.Read.Danger is not null)
        {
            return null;
        }

        var alike = Enumerable.Range(0, question.Choices.Count).Where(i => question.Choices[i][0] == heard.Bare[0]).ToList();
        return alike is [var only] ? only : null;
    }

    private static bool SaysSkip(string bare) =>
        bare is "跳过" or "跳过吧" or "略过" or "下一个" or "不知道" or "不清楚" or "不晓得" or "不太清楚" or "说不清" or "说不清楚" or "忘了" or "不记得" or "不想说";

    private static bool IsSmallTalk(string bare) => bare is "你好" or "您好" or "在吗" or "谢谢" or "嗯" or "哦" or "ok" or "OK";
}
