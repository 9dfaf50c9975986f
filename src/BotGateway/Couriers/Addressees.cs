using BotGateway.Couriers.Lanes;
using BotGateway.PlatformApi;
using BotGateway.Settings;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>
/// To which members a message goes when its turn comes. It may have been written a night ago, and whoever is on duty there no more is not to read a
/// resident's words and address.
/// </summary>
internal sealed class Addressees(CityNow city, IDbContextFactory<CaseContext> reads)
{
    private const string CardPrefix = "card:";

    /// <summary>A card's: those it was written for who are still on duty, spelt and in order as written, so that a repeat stays the same; when none is, whoever is now.</summary>
    public static IReadOnlyList<string> Of(Notification.CardMessage card, CityDirectory city) => Of(card.OrganisationId, card.Users, city);

    /// <returns>The message for those who may read it now; or how it ends, when that is nobody.</returns>
    public async Task<(Notification Message, Delivery? End)> FindAsync(Claim claim, CancellationToken cancellation)
    {
        var now = city();
        var (message, end) = claim.Message switch
        {
            Notification.CardMessage card => await ToDeskAsync(
                claim, card.OrganisationId, card.Users, users => card with { Users = users }, now, cancellation),
            Notification.StaffMessage digest when claim.Row.Destination.StartsWith(CardPrefix, StringComparison.Ordinal) => await ToDeskAsync(
                claim, claim.Row.Destination[CardPrefix.Length..], digest.User.Split('|'), users => digest with { User = string.Join('|', users) }, now, cancellation),
            Notification.StaffMessage { User: var user } when claim.Row.CaseNumber is not null && now.DutiesOf(user).Count == 0 =>
                (claim.Message, new Delivery.Dropped("not on duty any more")),
            var other => (other!, null),
        };
        return (message, end ?? Uncounted(claim, message));
    }

    private async Task<(Notification Message, Delivery? End)> ToDeskAsync(
        Claim claim, string organisation, IReadOnlyList<string> written, Func<IReadOnlyList<string>, Notification> to, CityDirectory now, CancellationToken cancellation)
    {
        var users = Of(organisation, written, now);
        return (to(users), users switch
        {
            [] => new Delivery.Dropped("nobody is on duty"),
            _ when !Still(written, users).Any() && !await AreTheirsAsync(claim, organisation, now, cancellation) => new Delivery.Dropped("not on duty any more"),
            _ => null,
        });
    }

    /// <summary>Whether something of what is said concerns this organisation: it handles the case, looks after the compound, or is called to the spot.</summary>
    private async Task<bool> AreTheirsAsync(Claim claim, string organisation, CityDirectory now, CancellationToken cancellation)
    {
        var numbers = claim.Others.Append(claim.Row).Select(r => r.CaseNumber).Distinct().ToList();
        await using var context = await reads.CreateDbContextAsync(cancellation);
        var cases = await context.Cases.AsNoTracking().Include(c => c.Calls).Where(c => numbers.Contains(c.Number)).ToListAsync(cancellation);

        // A digest says no more of a case than a group may read: better one line too many than all of them lost.
        return cases.Exists(c => c.IsInWork
            && (c.HandlerOrganisation == organisation
                || (now.FindCompound(c.CompoundId) ?? now.Nowhere).Community.Id == organisation
                || c.Calls.Any(call => call.Organisation == organisation && call.ReportedInAt is null)));
    }

    /// <summary>city.json changed since the claim: their limits are counted with the next one.</summary>
    private static Delivery.Failed? Uncounted(Claim claim, Notification message)
    {
        string[] users = message switch
        {
            Notification.CardMessage card => [.. card.Users],
            Notification.StaffMessage staff => staff.User.Split('|'),
            _ => [],
        };
        return users.Select(Lane.OfMember).Except(claim.Sends.Select(s => s.Lane)).Any()
            ? new Delivery.Failed(Reaction.NotYet, "others are on duty since a moment ago")
            : null;
    }

    private static IReadOnlyList<string> Of(string organisation, IReadOnlyList<string> written, CityDirectory city)
    {
        var present = city.FindOrganisation(organisation)?.Members ?? [];
        return Still(written, present).ToList() is { Count: > 0 } still ? still : present;
    }

    private static IEnumerable<string> Still(IEnumerable<string> written, IReadOnlyList<string> present) =>
        written.Where(u => present.Contains(u, StringComparer.OrdinalIgnoreCase));
}
