using CaseStore.Cases;
using CaseStore.People;
using Conversation.Dialogs;

namespace Conversation.Tests.Support;

/// <summary>A talk with one dialog, with a desk that does whatever it is asked: what was said and done, nothing stored.</summary>
internal sealed class Talk(Dialog dialog, Channel channel = Channel.WeChat, string who = "o-resident-1")
{
    private int _messages;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 12, 0, TimeSpan.FromHours(8));

    public DialogState State { get; private set; } = dialog.Restore(null);

    public string? Reply { get; private set; }

    public List<DialogCommand> Commands { get; } = [];

    public List<KeepPhoto> Photos { get; } = [];

    /// <summary>What the store knows; filing adds to it.</summary>
    public List<Case> Cases { get; } = [];

    /// <summary>How the desk answers an act; by default it is done.</summary>
    public Func<string, CaseAct, ActResult>? Desk { get; set; }

    public string? Say(string words) => Send(new InboundContent.Text(words));

    public string? Photo() => Send(new InboundContent.Photo("http://mmbiz.qpic.cn/p", "media"));

    public string? Press(string key) => Send(new InboundContent.CardAct(key, "task", "button_interaction", null, []));

    public string? Send(InboundContent content)
    {
        var inbound = new Inbound(channel, who, $"key-{++_messages}", Now, content);
        var facts = new Facts(Now, dialog.Needs(State, inbound) switch
        {
            FactsNeeded.Nothing => [],
            FactsNeeded.CaseOfPhoto of => [.. Cases.Where(c => Commands.OfType<DialogCommand.Act>()
                .Any(a => a.Number == c.Number && a.What is CaseAct.Resolve done && done.Photos.Contains(of.PhotoKey)))],
            FactsNeeded.OneCase one => [.. Cases.Where(c => c.Number.EndsWith(one.Number, StringComparison.OrdinalIgnoreCase))],
            _ => [.. Cases.AsEnumerable().Reverse()],
        });
        var turn = dialog.Step(State, inbound, facts);
        if (turn.Photo is { } photo)
        {
            Photos.Add(photo);
        }

        if (turn.Command is { } command)
        {
            Commands.Add(command);
            turn = dialog.Conclude(turn, inbound, facts, Carry(command));
            Assert.Null(turn.Command);
        }

        // What is kept between messages is the written state, so every talk here also proves that it survives the writing.
        State = dialog.Restore(dialog.Save(turn.State));
        Reply = turn.Reply;
        return Reply;
    }

    private ActResult Carry(DialogCommand command)
    {
        switch (command)
        {
            case DialogCommand.File { Report: var report }:
                var kase = Some.Case(c => c with
                {
                    Number = $"WP-20261122-{Cases.Count + 7:0000}",
                    Kind = report.Kind,
                    Subtype = report.Subtype,
                    CompoundId = report.CompoundId,
                    Place = report.Place,
                    Description = report.Description,
                    State = report.Kind == CaseKind.LawEnforcement ? CaseState.UnderReview : CaseState.Dispatched,
                    Handler = report.Kind == CaseKind.LawEnforcement
                        ? Shipped.City.FindCompound(report.CompoundId)!.Township.Id
                        : (Shipped.City.FindCompound(report.CompoundId)!.Property ?? Shipped.City.FindCompound(report.CompoundId)!.Community).Id,
                    DueAt = Now.AddDays(3),
                    Emergency = report.Emergency,
                });
                Cases.Add(kase);
                return new ActResult.Done(kase, []);
            case DialogCommand.Act act when Desk is not null:
                return Desk(act.Number, act.What);
            case DialogCommand.Act act:
                if (Cases.FirstOrDefault(c => c.Number == act.Number) is not { } found)
                {
                    return new ActResult.Refused(Refusal.NoSuchCase, null);
                }

                found.State = act.What switch
                {
                    CaseAct.Accept => CaseState.Accepted,
                    CaseAct.Resolve => CaseState.Resolved,
                    CaseAct.Recall => CaseState.Accepted,
                    CaseAct.Decline => CaseState.UnderReview,
                    CaseAct.Rate { Grade: >= 3 } => CaseState.Closed,
                    CaseAct.Rate or CaseAct.NotFixed or CaseAct.Approve or CaseAct.Return => CaseState.Dispatched,
                    CaseAct.Withdraw => CaseState.Withdrawn,
                    CaseAct.Reject => CaseState.Rejected,
                    _ => found.State,
                };
                if (act.What is CaseAct.Decline)
                {
                    found.HandlerOrganisation = Shipped.City.FindCompound(found.CompoundId)!.Township.Id;
                }

                return new ActResult.Done(found, []);
            default:
                throw new InvalidOperationException();
        }
    }
}
