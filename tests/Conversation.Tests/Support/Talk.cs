using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
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

    /// <summary>Open cases of other residents.</summary>
    public List<Case> Neighbours { get; } = [];

    public List<Case> Followed { get; } = [];

    /// <summary>Cases of a compound without a property company, for volunteers.</summary>
    public List<Case> Free { get; } = [];

    /// <summary>What others were told: although no case changed, or because the desk did something of circulation.</summary>
    public List<Announcement> Told { get; } = [];

    /// <summary>What the ledger has about the last message to the reporter.</summary>
    public Conversation.Dialogs.Told Ledger { get; set; } = new Conversation.Dialogs.Told.Nothing();

    public Resident Me { get; set; } = Resident.Stranger;

    /// <summary>What the roster says to a registration.</summary>
    public Func<DialogCommand.Register, Registration> Roster { get; set; } = _ => new Registration.NotOnRoster();

    /// <summary>How the desk answers an act; by default it is done.</summary>
    public Func<string, CaseAct, ActResult>? Desk { get; set; }

    public string? Say(string words) => Send(new InboundContent.Text(words));

    public string? Photo() => Send(new InboundContent.Photo("http://mmbiz.qpic.cn/p", "media"));

    public string? Press(string key) => Send(new InboundContent.CardAct(key, "task", "button_interaction", null, []));

    public string? Send(InboundContent content)
    {
        var inbound = new Inbound(channel, who, $"key-{++_messages}", Now, content);
        var facts = Known(Facts.None(Now), dialog.Needs(State, inbound));
        var turn = dialog.Step(State, inbound, facts);
        for (var round = 0; turn.Lacks is { } lacks; round++)
        {
            Assert.True(round < 4, $"asks again and again for {lacks}");
            facts = Known(facts, lacks);
            turn = dialog.Step(State, inbound, facts);
        }

        Told.AddRange(turn.Tell);
        if (turn.Photo is { } photo)
        {
            Photos.Add(photo);
        }

        if (turn.Command is { } command)
        {
            Commands.Add(command);
            var result = Carry(command);
            turn = dialog.Conclude(turn, inbound, facts, result);
            Told.AddRange(result is ActResult.Done done ? Shipped.Announcer.Announce(done.Events) : []);
            Assert.Null(turn.Command);
        }

        // What is kept between messages is the written state, so every talk here also proves that it survives the writing.
        State = dialog.Restore(dialog.Save(turn.State));
        Reply = turn.Reply;
        return Reply;
    }

    private Facts Known(Facts facts, FactsNeeded needed) => needed switch
    {
        FactsNeeded.Nothing => facts,
        FactsNeeded.CaseOfPhoto of => facts with
        {
            Cases = [.. Cases.Concat(Free).Concat(Followed).Where(c => c.Photos.Any(p => p.Key == of.PhotoKey))],
        },
        FactsNeeded.OneCase one => facts with { Cases = [.. Cases.Where(c => c.Number.EndsWith(one.Number, StringComparison.OrdinalIgnoreCase))] },
        FactsNeeded.OtherCase other => facts with { Others = [.. Cases.Where(c => c.Number.EndsWith(other.Number, StringComparison.OrdinalIgnoreCase))] },
        FactsNeeded.Told => facts with { Told = Ledger },
        FactsNeeded.Claimable free => facts with
        {
            Claimable = [.. Free.Where(c => c.CompoundId == free.CompoundId && c is { IsInWork: true, ClaimedBy: null })],
            Claimed = [.. Free.Where(c => c.CompoundId == free.CompoundId && c is { IsInWork: true, ClaimedBy: not null })],
        },
        FactsNeeded.DeskCases => facts with { Cases = [.. Cases.Where(c => c.IsInWork && IsMine(c.HandlerOrganisation)).OrderBy(c => c.DueAt)], Watched = [.. Cases.Where(IsWatched)], Called = [.. Cases.Where(c => c.Calls.Any(w => w.ReportedInAt is null && IsMine(w.Organisation)))] },
        FactsNeeded.Myself => facts with { Me = Me },
        FactsNeeded.Nearby near => facts with
        {
            Nearby = [.. Neighbours.Concat(Cases).Where(c => c.IsInWork && c.CompoundId == near.CompoundId && c.Subtype == near.Subtype)],
        },
        FactsNeeded.OwnCases => facts with { Cases = [.. Cases.AsEnumerable().Reverse()], Followed = Followed, KnowsCases = true },
        _ => facts with { Cases = [.. Cases.AsEnumerable().Reverse()] },
    };

    private bool IsMine(string organisation) => Shipped.City.DutiesOf(who).Any(o => o.Id == organisation);

    private bool IsWatched(Case kase) =>
        kase.IsOverdue(Now) && !IsMine(kase.HandlerOrganisation) && Shipped.City.FindCompound(kase.CompoundId) is { } compound && IsMine(compound.Community.Id);

    private ActResult Carry(DialogCommand command)
    {
        switch (command)
        {
            case DialogCommand.Register register:
                return new ActResult.Registered(Roster(register));
            case DialogCommand.Act { What: CaseAct.Follow more } again when Desk is null && Followed.FirstOrDefault(c => c.Number == again.Number) is { } waited:
                return FakeDesk.Do(waited, new CaseAct.Supplement(more.Words, more.Photos), new Actor("R1", Role.Reporter), Now, Cases);
            case DialogCommand.Act { What: CaseAct.Follow } follow when Neighbours.FirstOrDefault(c => c.Number == follow.Number) is { } other:
                Followed.Add(other);
                return new ActResult.Done(other, []);
            case DialogCommand.Act { What: CaseAct.Locate where } locate when Cases.FirstOrDefault(c => c.Number == locate.Number) is { } lost:
                lost.CompoundId = where.CompoundId ?? lost.CompoundId;
                lost.Place = where.Place ?? lost.Place;
                lost.HandlerOrganisation = HandlerOf(lost.CompoundId, lost.Kind);
                return new ActResult.Done(lost, []);
            case DialogCommand.File { Report: var report }:
                var kase = Some.Case(c => c with
                {
                    Number = $"WP-20261122-{Cases.Count + 7:0000}",
                    Kind = report.Kind,
                    Subtype = report.Subtype,
                    CompoundId = report.CompoundId,
                    Place = report.Place,
                    Description = report.Description,
                    State = report is { Kind: CaseKind.LawEnforcement, Emergency: false } ? CaseState.UnderReview : CaseState.Dispatched,
                    Handler = report.Emergency ? HandlerOf(report.CompoundId, CaseKind.PropertyService) : HandlerOf(report.CompoundId, report.Kind),
                    DueAt = Now.AddDays(3),
                    Emergency = report.Emergency,
                });
                Cases.Add(kase);
                return new ActResult.Done(kase, []);
            case DialogCommand.Act act when Desk is not null:
                return Desk(act.Number, act.What);
            case DialogCommand.Act act:
                if (Cases.Concat(Free).Concat(Followed).FirstOrDefault(c => c.Number == act.Number) is not { } found)
                {
                    return new ActResult.Refused(Refusal.NoSuchCase, null);
                }

                return FakeDesk.Do(found, act.What, new Actor(channel == Channel.WeCom ? who : "R1", channel == Channel.WeCom ? Shipped.City.DutiesOf(who).Select(o => o.Role).FirstOrDefault(Role.InfoOfficer) : Role.Reporter), Now, Cases);
            default:
                throw new InvalidOperationException();
        }
    }

    private static string HandlerOf(string compoundId, CaseKind kind)
    {
        if (Shipped.City.FindCompound(compoundId) is not { Community: not null } compound || compoundId.Length == 0)
        {
            return Shipped.City.CommandCentre.Id;
        }

        return (kind switch
        {
            CaseKind.LawEnforcement => compound.Township,
            CaseKind.Suggestion or CaseKind.Consultation => compound.Community,
            _ => compound.Property ?? compound.Community,
        }).Id;
    }
}
