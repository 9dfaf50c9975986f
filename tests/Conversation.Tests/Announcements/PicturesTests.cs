using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Tests.Support;

namespace Conversation.Tests.Announcements;

public sealed class PicturesTests
{
    private static readonly Announcer Announcer = new(Shipped.Words, Shipped.Links);
    private static readonly Actor Resident = Actor.Reporter("R1");
    private static readonly Actor Officer = new("officer-1", Role.InfoOfficer);

    [Theory]
    [InlineData(CaseEventKind.Dispatched)]
    [InlineData(CaseEventKind.SentToReview)]
    [InlineData(CaseEventKind.HandedOver)]
    public void Whoever_gets_the_case_sees_three_of_its_photos_behind_their_card(CaseEventKind kind)
    {
        var kase = With(Some.Case(c => c with { Member = kind == CaseEventKind.HandedOver ? "officer-2" : null }), 5);
        var heard = Hear(new CaseEvent(kind, kase, Officer));
        var card = Assert.Single(heard.OfType<Notification.CardMessage>());
        var photos = heard.OfType<Notification.StaffPhoto>().ToList();
        Assert.Equal(["photo-0", "photo-1", "photo-2"], photos.Select(p => p.PhotoKey));
        Assert.All(photos, p => Assert.Equal((card.Destination, card.Users), (p.Destination, p.Users)));
        Assert.True(heard.IndexOf(card) < heard.IndexOf(photos[0]));
    }

    [Fact]
    public void A_desk_that_had_it_before_has_the_pictures()
    {
        var kase = With(Some.Case(), 2);
        foreach (var desk in (string[])["p1", "c1", "p1"])
        {
            kase.Record(kase.ReportedAt, "Dispatch", Actor.Clock, desk);
        }

        Assert.Equal("p1", kase.HandlerOrganisation);
        Assert.Empty(Hear(new CaseEvent(CaseEventKind.Dispatched, kase, Officer)).OfType<Notification.StaffPhoto>());
    }

    [Fact]
    public void Films_and_what_was_no_picture_stay_where_they_are()
    {
        var kase = Some.Case();
        kase.Attach(Photo("film", contentType: "video/mp4"), PhotoRole.Report);
        kase.Attach(Photo("refused", PhotoState.Refused), PhotoRole.Report);
        kase.Attach(Photo("lost", PhotoState.Lost), PhotoRole.Report);
        kase.Attach(Photo("result"), PhotoRole.Result);
        kase.Attach(Photo("waiting", PhotoState.Waiting), PhotoRole.Report);
        Assert.Equal(["waiting"], Hear(new CaseEvent(CaseEventKind.Dispatched, kase, Resident)).OfType<Notification.StaffPhoto>().Select(p => p.PhotoKey));
    }

    [Theory]
    [InlineData(CaseEventKind.Supplemented)]
    [InlineData(CaseEventKind.Followed)]
    [InlineData(CaseEventKind.Answered)]
    public void What_is_added_later_reaches_whoever_has_it_in_hand_below_the_words(CaseEventKind kind)
    {
        var kase = With(Some.Case(c => c with { State = CaseState.Accepted, Member = "officer-1" }), 2);
        var heard = Hear(new CaseEvent(kind, kase, Resident, "更严重了", [Photo("new")]));
        var text = Assert.Single(heard.OfType<Notification.StaffMessage>());
        var photo = Assert.Single(heard.OfType<Notification.StaffPhoto>());
        Assert.Equal(("new", text.Destination), (photo.PhotoKey, photo.Destination));
        Assert.Equal(["officer-1"], photo.Users);
        Assert.True(heard.IndexOf(text) < heard.IndexOf(photo));
        Assert.Empty(Hear(new CaseEvent(kind, kase, Resident, "更严重了")).OfType<Notification.StaffPhoto>());
    }

    [Fact]
    public void Whoever_waits_for_it_sees_one_picture_of_this_result()
    {
        var kase = With(Some.Case(c => c with { State = CaseState.Resolved }), 2);
        kase.Attach(Photo("of the first try"), PhotoRole.Result);
        kase.Join(new Follower { Person = new Person { Channel = Channel.MiniProgram, ExternalId = "o-neighbour", FirstSeenAt = kase.ReportedAt }, At = kase.ReportedAt, PageToken = "t" });
        var heard = Hear(new CaseEvent(CaseEventKind.Resolved, kase, Officer, "已清运", [Photo("after"), Photo("after-2")]));
        Assert.Equal(
            [(Channel.WeChat, "o-resident-1", "after"), (Channel.MiniProgram, "o-neighbour", "after")],
            heard.OfType<Notification.ResidentPhoto>().Select(p => (p.Channel, p.ExternalId, p.PhotoKey)));
        Assert.All(heard.OfType<Notification.ResidentPhoto>(), p =>
        {
            var text = heard.OfType<Notification.ResidentMessage>().Single(t => t.Destination == p.Destination);
            Assert.Equal(heard.IndexOf(text) + 1, heard.IndexOf(p));
        });
    }

    public static TheoryData<CaseEventKind> Kinds() => [.. Enum.GetValues<CaseEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_photo_goes_to_members_of_the_desk_and_never_to_a_group(CaseEventKind kind)
    {
        foreach (var state in Enum.GetValues<CaseState>())
        {
            var kase = With(Some.Case(c => c with { State = state, Member = "officer-1" }), 4);
            kase.Call(new WhistleCall { Organisation = "t1-fire", CalledAt = kase.ReportedAt, DueAt = kase.ReportedAt.AddHours(4) });
            var desk = Shipped.City.FindOrganisation(kase.HandlerOrganisation)!.Members;
            var heard = Hear(new CaseEvent(kind, kase, Resident, "p1", [Photo("new")]));
            Assert.All(heard.OfType<Notification.StaffPhoto>(), p => Assert.Subset(desk.ToHashSet(), p.Users.ToHashSet()));
            Assert.All(heard.OfType<Notification.StaffPhoto>(), p => Assert.Matches("^(card|staff):", p.Destination));
            Assert.DoesNotContain(heard.OfType<Notification.GroupMessage>(), g => g.Text.Contains("photo", StringComparison.Ordinal));
        }
    }

    private static List<Notification> Hear(CaseEvent happened) => [.. Announcer.Announce(happened).Select(a => a.What)];

    private static Case With(Case kase, int photos)
    {
        for (var i = 0; i < photos; i++)
        {
            kase.Attach(Photo($"photo-{i}"), PhotoRole.Report);
        }

        return kase;
    }

    private static Photo Photo(string key, PhotoState state = PhotoState.Kept, string? contentType = "image/jpeg") => new()
    {
        Key = key,
        Channel = Channel.WeChat,
        Sender = "o-resident-1",
        Token = key,
        ReceivedAt = default,
        State = state,
        ContentType = state == PhotoState.Kept ? contentType : null,
    };
}
