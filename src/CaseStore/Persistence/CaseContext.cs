using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseStore.Persistence;

/// <summary>The model: one shape for both providers. Moments are stored as Unix milliseconds, which both can compare and index.</summary>
public sealed class CaseContext(DbContextOptions<CaseContext> options) : DbContext(options)
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    public DbSet<Photo> Photos => Set<Photo>();

    public DbSet<UploadedPhoto> UploadedPhotos => Set<UploadedPhoto>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Follower> Followers => Set<Follower>();

    public DbSet<RosterEntry> Roster => Set<RosterEntry>();

    public DbSet<PointsEntry> Points => Set<PointsEntry>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<InvalidMember> InvalidMembers => Set<InvalidMember>();

    public DbSet<SentCard> Cards => Set<SentCard>();

    public DbSet<Send> Sends => Set<Send>();

    public DbSet<DigestRow> Digests => Set<DigestRow>();

    /// <summary>When this person (<c>channel:id</c>) last wrote and last touched the account.</summary>
    public Task<LastHeard> LastHeardAsync(string person, CancellationToken cancellation = default) =>
        Set<ConversationRow>().Where(c => c.Person == person).Select(c => new LastHeard(c.HeardAt, c.TouchedAt)).FirstOrDefaultAsync(cancellation);

    /// <summary>The next moment at which <see cref="WriteSession.DueOutboxAsync"/> finds something, if nothing new is written.</summary>
    public Task<DateTimeOffset?> NextOutboxAsync(CancellationToken cancellation = default) => OutboxClaim.NextAsync(this, cancellation);

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.Property(p => p.ExternalId).HasMaxLength(128);
            person.Property(p => p.Name).HasMaxLength(64);
            person.Property(p => p.Phone).HasMaxLength(16);
            person.Property(p => p.CompoundId).HasMaxLength(64);
            person.HasIndex(p => new { p.Channel, p.ExternalId }).IsUnique();
            person.HasIndex(p => p.Phone);
            person.Ignore(p => p.PublicId);
        });
        model.Entity<Case>(kase =>
        {
            kase.ToTable("cases");
            kase.Property(c => c.Number).HasMaxLength(32);
            kase.Property(c => c.Subtype).HasMaxLength(64);
            kase.Property(c => c.Danger).HasMaxLength(64);
            kase.Property(c => c.CompoundId).HasMaxLength(64);
            kase.Property(c => c.HandlerOrganisation).HasMaxLength(64);
            kase.Property(c => c.HandlerMember).HasMaxLength(64);
            kase.Property(c => c.PageToken).HasMaxLength(64);
            kase.Property(c => c.MergedInto).HasMaxLength(32);
            kase.Property(c => c.Version).IsConcurrencyToken();
            kase.HasOne(c => c.Reporter).WithMany().HasForeignKey("ReporterId").IsRequired().OnDelete(DeleteBehavior.Restrict);
            kase.HasMany(c => c.History).WithOne().HasForeignKey(h => h.CaseId).OnDelete(DeleteBehavior.Restrict);
            kase.HasMany(c => c.Photos).WithOne().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
            kase.Property(c => c.ClaimedBy).HasMaxLength(64);
            kase.HasIndex(c => c.Number).IsUnique();
            kase.HasIndex(c => c.PageToken).IsUnique();
            kase.HasIndex(c => c.NextDueAt);
            kase.HasIndex(c => new { c.HandlerOrganisation, c.State });
            kase.HasIndex(c => c.ReportedAt);
            kase.HasIndex(c => new { c.State, c.ReportedAt });
            kase.HasIndex("ReporterId", nameof(Case.State));
            kase.HasIndex(c => new { c.ClaimedBy, c.State }).HasFilter("\"ClaimedBy\" IS NOT NULL");
            kase.HasIndex(c => new { c.CompoundId, c.Subtype, c.ReportedAt });
            kase.HasMany(c => c.Calls).WithOne().HasForeignKey(w => w.CaseId).OnDelete(DeleteBehavior.Restrict);
            kase.HasMany(c => c.Followers).WithOne().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Follower>(follower =>
        {
            follower.ToTable("case_followers");
            follower.HasOne(f => f.Person).WithMany().HasForeignKey(f => f.PersonId).IsRequired().OnDelete(DeleteBehavior.Restrict);
            follower.Property(f => f.PageToken).HasMaxLength(64);
            follower.HasIndex(f => new { f.CaseId, f.PersonId }).IsUnique();
            follower.HasIndex(f => f.PageToken).IsUnique();
        });
        model.Entity<WhistleCall>(call =>
        {
            call.ToTable("case_calls");
            call.Property(w => w.Organisation).HasMaxLength(64);
            call.Property(w => w.Member).HasMaxLength(64);
            call.HasIndex(w => w.Organisation);
        });
        model.Entity<InvalidMember>(member =>
        {
            member.ToTable("invalid_members");
            member.HasKey(m => m.UserId);
            member.Property(m => m.UserId).HasMaxLength(64);
        });
        model.Entity<RosterEntry>(entry =>
        {
            entry.ToTable("roster");
            entry.Property(r => r.Name).HasMaxLength(64);
            entry.Property(r => r.Phone).HasMaxLength(16);
            entry.Property(r => r.CompoundId).HasMaxLength(64);
            entry.HasIndex(r => r.Phone).IsUnique();
        });
        model.Entity<PointsEntry>(entry =>
        {
            entry.ToTable("points");
            entry.Property(p => p.CaseNumber).HasMaxLength(32);
            entry.HasOne(p => p.Person).WithMany().HasForeignKey(p => p.PersonId).IsRequired().OnDelete(DeleteBehavior.Restrict);
            entry.HasIndex(p => new { p.PersonId, p.CaseNumber, p.Reason }).IsUnique();
        });
        model.Entity<Reminder>(reminder =>
        {
            reminder.ToTable("reminders");
            reminder.HasKey(r => r.Person);
            reminder.Property(r => r.Person).HasMaxLength(160);
            reminder.HasIndex(r => r.DueAt);
        });
        model.Entity<HistoryEntry>(entry =>
        {
            entry.ToTable("case_history");
            entry.Property(h => h.Act).HasMaxLength(32);
            entry.Property(h => h.By).HasMaxLength(64);
            entry.HasIndex(h => h.At);
        });
        model.Entity<Photo>(photo =>
        {
            photo.ToTable("photos");
            photo.HasKey(p => p.Key);
            photo.Property(p => p.Key).HasMaxLength(256);
            photo.Property(p => p.Sender).HasMaxLength(128);
            photo.Property(p => p.Token).HasMaxLength(64);
            photo.Property(p => p.Hash).HasMaxLength(64);
            photo.Property(p => p.ContentType).HasMaxLength(32);
            photo.HasIndex(p => p.Token).IsUnique();
            photo.HasIndex(p => p.NextAttemptAt);
        });
        model.Entity<UploadedPhoto>(upload =>
        {
            upload.ToTable("uploaded_photos");
            upload.HasKey(u => new { u.PhotoKey, u.Channel });
            upload.Property(u => u.PhotoKey).HasMaxLength(256);
            upload.Property(u => u.MediaId).HasMaxLength(512);
        });
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            message.Property(m => m.Destination).HasMaxLength(192);
            message.Property(m => m.CaseNumber).HasMaxLength(32);
            message.Property(m => m.TraceParent).HasMaxLength(64);
            message.Property(m => m.AtOnce).HasDefaultValue(false);
            message.HasIndex(m => new { m.State, m.NextAttemptAt });
            message.HasIndex(m => new { m.Destination, m.State });
            message.HasIndex(m => new { m.Urgent, m.AtOnce, m.Id }, OutboxClaim.QueueIndex).IsDescending(true, true, false).HasFilter(OutboxClaim.IsLive);
            message.HasIndex(m => m.CaseNumber);
            message.HasIndex(m => m.SentWith).HasFilter("\"SentWith\" IS NOT NULL");
            message.HasIndex(m => m.HourLine).HasFilter("\"HourLine\" IS NOT NULL");
        });
        model.Entity<Send>(send =>
        {
            send.ToTable("sends");
            send.Property(s => s.Lane).HasMaxLength(192);
            send.Property(s => s.MessageId).HasMaxLength(128);
            send.HasIndex(s => s.OutboxId);
            send.HasIndex(s => new { s.Lane, s.EndedAt });
            send.HasIndex(s => new { s.Lane, s.HoldsLaneUntil }).HasFilter("\"HoldsLaneUntil\" IS NOT NULL");
            send.HasIndex(s => s.MessageId);
        });
        model.Entity<DigestRow>(digest =>
        {
            digest.ToTable("digests");
            digest.HasKey(d => new { d.Organisation, d.Day });
            digest.Property(d => d.Organisation).HasMaxLength(64);
            digest.Property(d => d.Day).HasMaxLength(8);
        });
        model.Entity<SentCard>(card =>
        {
            card.ToTable("cards");
            card.HasKey(c => c.TaskId);
            card.Property(c => c.TaskId).HasMaxLength(128);
            card.Property(c => c.CaseNumber).HasMaxLength(32);
            card.Property(c => c.Users).HasMaxLength(1024);
            card.Property(c => c.ResponseCode).HasMaxLength(512);
            card.HasIndex(c => c.CaseNumber);
        });

        // The three tables of the hot path: read and written by prepared commands, here so that the model is the whole schema.
        model.Entity<ConversationRow>(row =>
        {
            row.ToTable("conversations");
            row.HasKey(c => c.Person);
            row.Property(c => c.News).HasDefaultValue(false);
            row.Property(c => c.Person).HasMaxLength(160);
        });
        model.Entity<InboxRow>(row =>
        {
            row.ToTable("inbox");
            row.HasKey(i => i.Key);
            row.Property(i => i.Key).HasMaxLength(256);
            row.HasIndex(i => i.At);
        });
        model.Entity<NumberRow>(row =>
        {
            row.ToTable("case_numbers");
            row.HasKey(n => n.Day);
            row.Property(n => n.Day).HasMaxLength(8);
        });
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
}
