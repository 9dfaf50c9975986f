using System.Text.Json.Serialization;
using CaseStore.People;

namespace Conversation.Announcements;

/// <summary>Something to be said unasked. Kept in the outbox as JSON until a courier has delivered it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(GroupMessage), "group")]
[JsonDerivedType(typeof(CardMessage), "card")]
[JsonDerivedType(typeof(CardUpdate), "cardUpdate")]
[JsonDerivedType(typeof(StaffMessage), "staff")]
[JsonDerivedType(typeof(ResidentMessage), "resident")]
[JsonDerivedType(typeof(StaffPhoto), "staffPhoto")]
[JsonDerivedType(typeof(ResidentPhoto), "residentPhoto")]
public abstract record Notification
{
    private Notification()
    {
    }

    /// <summary>Whose turn it waits for: order and rate are kept per destination.</summary>
    [JsonIgnore]
    public abstract string Destination { get; }

    /// <summary>A group robot's text. Never holds a resident's name, phone, openid or words.</summary>
    /// <param name="OrganisationId">Whose group; the robot's key is a secret and is looked up when sending.</param>
    /// <param name="Mentions">WeCom userids.</param>
    /// <param name="Line">The same on one line (<see cref="DigestLine"/>), for when a crowd of them becomes a digest; null: never merged.</param>
    public sealed record GroupMessage(
        string OrganisationId, string Text, IReadOnlyList<string> Mentions, string? Line = null, Topic? Topic = null) : Notification
    {
        public override string Destination => "group:" + OrganisationId;
    }

    /// <summary>An action card to members of one organisation, one card for all of them.</summary>
    public sealed record CardMessage(string OrganisationId, IReadOnlyList<string> Users, OfficerCard Card) : Notification
    {
        public override string Destination => "card:" + OrganisationId;
    }

    /// <summary>The case has moved on: every card of it that can still be changed becomes this one.</summary>
    /// <param name="Holders">Only cards that one of these userids has; null: everybody's.</param>
    /// <param name="Instead">What holders read whose card would lead them astray and cannot be changed any more; null: nothing.</param>
    /// <param name="Aware">Userids who know without: they did it, heard it otherwise, or have seen a card change.</param>
    public sealed record CardUpdate(
        string CaseNumber, OfficerCard Card, IReadOnlyList<string>? Holders = null, string? Instead = null, IReadOnlyList<string>? Aware = null) : Notification
    {
        public override string Destination => "update:" + CaseNumber;

        /// <summary>Whether a card that these userids got is meant.</summary>
        public bool IsFor(IEnumerable<string> users) => Holders is null || users.Intersect(Holders, StringComparer.OrdinalIgnoreCase).Any();
    }

    /// <param name="Line">The same on one line, as in a group's; null: never merged.</param>
    public sealed record StaffMessage(string User, string Text, string? Line = null, Topic? Topic = null) : Notification
    {
        public override string Destination => "staff:" + User;
    }

    /// <param name="About">What it is about in short, for the ways that carry no text of ours; null: no case.</param>
    /// <param name="Outcome">How a case ended: where only one more message is possible, the place is kept for this.</param>
    public sealed record ResidentMessage(Channel Channel, string ExternalId, string Text, CaseNotice? About = null, bool Outcome = false) : Notification
    {
        public override string Destination => $"resident:{Channel}:{ExternalId}";
    }

    /// <summary>A resident's photo, to members who must act; never to a group.</summary>
    /// <param name="Behind">The destination of the card or text to which it belongs, and behind which it goes.</param>
    /// <param name="PhotoKey">It need not have been fetched yet.</param>
    public sealed record StaffPhoto(string Behind, IReadOnlyList<string> Users, string PhotoKey) : Notification
    {
        public override string Destination => Behind;
    }

    /// <summary>What it looks like now, to a resident who has just read that it is done: as long as there is room for it, else not at all.</summary>
    public sealed record ResidentPhoto(Channel Channel, string ExternalId, string PhotoKey) : Notification
    {
        public override string Destination => $"resident:{Channel}:{ExternalId}";
    }
}

/// <summary>A case in the keywords of a template or subscription message (protocol.md 2.3, 2.4).</summary>
/// <param name="State">At most five Chinese characters.</param>
/// <param name="At">When it came to stand so, in words.</param>
/// <param name="Link">The reader's own page of the case.</param>
public sealed record CaseNotice(string Number, string Subject, string State, string At, string Link);

/// <summary>A case on an officer's card (template_card, button_interaction), free of the platform's field names.</summary>
/// <param name="Title">At most 36 characters: short number and subject.</param>
/// <param name="Subtitle">At most 44 characters.</param>
/// <param name="Text">At most 160 characters.</param>
/// <param name="Fields">At most 6; names of at most 5, values of at most 30 characters.</param>
/// <param name="Buttons">At most 6; none makes a text_notice.</param>
/// <param name="Link">Where a tap on the card leads; required by the platform when there are no buttons.</param>
public sealed record OfficerCard(
    string CaseNumber, string Title, string? Subtitle, string? Text, IReadOnlyList<CardField> Fields, IReadOnlyList<CardButton> Buttons, string? Link, bool Urgent = false);

public sealed record CardField(string Name, string Value);

/// <param name="Key">Comes back as EventKey: <c>act:case number</c>, e.g. <c>accept:WP-20261122-0007</c>.</param>
/// <param name="Style">1 main, 2 plain, 3 warning, 4 quiet (protocol.md 5.4).</param>
public sealed record CardButton(string Key, string Text, int Style = 1);
