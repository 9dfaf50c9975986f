using System.Globalization;
using Conversation.Phrases;

namespace Conversation.Dialogs;

/// <summary>What became of the last message about a case to whoever reported it, as the ledger has it.</summary>
public abstract record Told
{
    private Told()
    {
    }

    /// <summary>Nothing was sent yet: what they know they read in the reply.</summary>
    public sealed record Nothing : Told;

    /// <param name="At">When it arrived.</param>
    public sealed record Heard(DateTimeOffset At) : Told;

    public sealed record UnderWay : Told;

    /// <summary>Sent off and never answered: it may have arrived.</summary>
    public sealed record Unsure(DateTimeOffset At) : Told;

    /// <param name="HasLeft">No message reaches them any more.</param>
    public sealed record AtNextContact(bool HasLeft) : Told;

    public sealed record Never(WhyNever Why) : Told;
}

/// <summary>In the order of the phrase <c>staff.whyNotTold</c>.</summary>
public enum WhyNever
{
    PlatformAway,
    PlatformBusy,
    ContentRefused,
    NoWay,
    SetUpWrongly,
}

/// <summary>… in words for staff, as a line of its own; empty when there is nothing to say.</summary>
internal static class ToldWords
{
    public static string Line(CaseWords words, Told? told)
    {
        string When(DateTimeOffset at) => words.City.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        var say = words.Book;
        return told switch
        {
            null or Told.Nothing => "",
            Told.Heard heard => say.Text(Say.StaffTold, ("when", When(heard.At))),
            Told.UnderWay => say.Text(Say.StaffTellingNow),
            Told.Unsure unsure => say.Text(Say.StaffToldUnsure, ("when", When(unsure.At))),
            Told.AtNextContact { HasLeft: true } => say.Text(Say.StaffCannotTell),
            Told.AtNextContact => say.Text(Say.StaffTellLater),
            Told.Never never => say.Text(Say.StaffNotTold, ("why", say.Text(Say.WhyNotTold).Split('|')[(int)never.Why])),
            _ => throw new ArgumentOutOfRangeException(nameof(told), told, null),
        };
    }
}
