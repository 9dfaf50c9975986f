using System.Text.RegularExpressions;
using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>注册: real name and phone, in one message or two, to be matched against the roster.</summary>
internal sealed partial class Registering(CaseWords words, Drafting drafting)
{
    private readonly PhraseBook _say = words.Book;

    public Turn Begin(ReporterState state, Resident me)
    {
        if (me.Verified)
        {
            return new Turn(state, _say.Text(Say.RegisteredAlready, ("role", RoleName(me.Role))));
        }

        var asking = state with { Step = ReporterMachine.After(state.Step, ReporterMove.AskName), Name = null, Phone = null };
        return new Turn(asking, drafting.Question(asking));
    }

    /// <summary>注册 张三 13800138000, all in one message.</summary>
    public static bool SaysAll(Heard heard) => heard.Plain.StartsWith("注册", StringComparison.Ordinal) && Phone().IsMatch(heard.Plain);

    public Turn BeginWith(ReporterState state, Resident me, Heard heard)
    {
        var begun = Begin(state, me);
        return begun.State is ReporterState { Step: ReporterStep.AskingName } asking ? Answer(asking, heard) ?? begun : begun;
    }

    /// <summary>A name, a phone, or both; null when the text is neither.</summary>
    public Turn? Answer(ReporterState state, Heard heard)
    {
        var plain = heard.Plain;
        var digits = Phone().Match(plain);
        var phone = digits.Success ? Separators().Replace(digits.Value, "") : null;
        var name = phone is null ? NameIn(plain, heard) : NameIn(plain.Remove(digits.Index, digits.Length), null);
        if (phone is not null)
        {
            phone = phone.TrimStart('+');
            phone = phone.Length == 13 && phone.StartsWith("86", StringComparison.Ordinal) ? phone[2..] : phone;
            if (phone.Length != 11 || phone[0] != '1')
            {
                return new Turn(name is null ? state : state with { Name = name }, _say.Text(Say.PhoneOdd));
            }
        }

        if (phone is null && name is null)
        {
            return null;
        }

        var known = state with { Name = name ?? state.Name, Phone = phone ?? state.Phone };
        return known is { Name: { } who, Phone: { } where }
            ? new Turn(known, null, new DialogCommand.Register(who, where))
            : new Turn(known, drafting.Question(known));
    }

    public string Outcome(Registration outcome) => outcome switch
    {
        Registration.Matched { CompoundId: { } compound } matched => _say.Text(
            Say.RegisteredIn, ("role", RoleName(matched.Role)), ("compound", words.CompoundName(compound))),
        Registration.Matched matched => _say.Text(Say.Registered, ("role", RoleName(matched.Role))),
        Registration.NotOnRoster => _say.Text(Say.NotOnRoster),
        Registration.Taken => _say.Text(Say.RosterEntryTaken),
        Registration.TooManyTries => _say.Text(Say.TooManyTries),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public string RoleName(ReporterRole role) => _say.Text(Say.RoleNames).Split('|')[(int)role];

    /// <summary>What is left beside the phone, when it can be a name: two to four Chinese characters, up to ten with a dot as in 阿依古丽·买买提.</summary>
    private static string? NameIn(string rest, Heard? heard)
    {
        var bare = PlainText.WithoutMarks(Labels().Replace(rest, " ")).Trim();
        if (!Name().IsMatch(bare))
        {
            return null;
        }

        // "电梯坏了" has four characters as well; beside a phone number it would be a name.
        return heard?.Read is { Intent: Intent.Report, Sure: true } or { Intent: Intent.Command } or { Intent: Intent.Consultation } or { Danger: not null } ? null : bare;
    }

    [GeneratedRegex(@"(?:\+?86[\s-]?(?=1))?[0-9](?:[\s-]?[0-9]){5,16}")]
    private static partial Regex Phone();

    [GeneratedRegex(@"[\s-]")]
    private static partial Regex Separators();

    [GeneratedRegex("注册|我叫|我是|姓名|名字|手机号码?|电话号码?|手机|电话|联系方式|[:：,，;；、是]")]
    private static partial Regex Labels();

    [GeneratedRegex(@"^(?:\p{IsCJKUnifiedIdeographs}{2,4}|\p{IsCJKUnifiedIdeographs}{2,6}[·•.]\p{IsCJKUnifiedIdeographs}{2,6})$")]
    private static partial Regex Name();
}
