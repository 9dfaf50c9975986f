using CaseStore.Cases;
using CaseStore.People;

namespace Conversation.Tests.Support;

/// <summary>Something of a kind, for tests that do not care which.</summary>
internal static class Some
{
    internal sealed record CaseParts
    {
        public string Number { get; init; } = "WP-20261122-0007";

        public CaseKind Kind { get; init; } = CaseKind.PropertyService;

        public string? Subtype { get; init; } = "Sanitation";

        public CaseState State { get; init; } = CaseState.Dispatched;

        public string CompoundId { get; init; } = Wanghuyuan;

        public string Place { get; init; } = "3号楼2单元门口";

        public string Description { get; init; } = "垃圾桶满了没人清";

        public string? Handler { get; init; }

        public string? Member { get; init; }

        public DateTimeOffset? DueAt { get; init; } = new DateTimeOffset(2026, 11, 25, 10, 12, 0, TimeSpan.FromHours(8));

        public string? Note { get; init; }

        public int Reopened { get; init; }

        public bool Emergency { get; init; }

        public string Reporter { get; init; } = "o-resident-1";

        public Loop Loop { get; init; } = Loop.Micro;
    }

    public static string Wanghuyuan { get; } = Shipped.City.Compounds.First(c => c.Name == "望湖苑").Id;

    public static Case Case(Func<CaseParts, CaseParts>? with = null)
    {
        var parts = with is null ? new CaseParts() : with(new CaseParts());
        var start = new DateTimeOffset(2026, 11, 22, 10, 12, 0, TimeSpan.FromHours(8));
        return new Case
        {
            Number = parts.Number,
            Kind = parts.Kind,
            Subtype = parts.Subtype,
            CompoundId = parts.CompoundId,
            Place = parts.Place,
            Description = parts.Description,
            Emergency = parts.Emergency,
            Reporter = new Person { Channel = Channel.WeChat, ExternalId = parts.Reporter, FirstSeenAt = start },
            HandlerOrganisation = parts.Handler ?? Shipped.City.FindCompound(parts.CompoundId)!.Property!.Id,
            ReportedAt = start,
            PageToken = "page-token",
            State = parts.State,
            Loop = parts.Loop,
            DueAt = parts.DueAt,
            ClockStartedAt = start,
            HandlerMember = parts.Member,
            OutcomeNote = parts.Note,
            Reopened = parts.Reopened,
            DeadlineVersion = 1,
        };
    }
}
