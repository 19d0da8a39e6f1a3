using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Holds;

/// <summary>Who is under a hold; contacts that were merged are one person, under whichever of their ids it was placed.</summary>
internal sealed class LegalHolds(IPrivacyDb db, IPeople people, IPersonalVault vault, IMemberNames members) : IHeldPeople
{
    private const string Table = "legal_holds";

    public static SealedPlace ReasonOf(Guid id) => new(Table, "reason", id);

    /// <exception cref="DomainException">There is one.</exception>
    public async Task RequireNoneAsync(Guid contactId, CancellationToken ct)
    {
        if ((await HeldAmongAsync(await people.IdsOfAsync(contactId, ct), ct)).Count > 0)
            throw new DomainException(PrivacyErrors.ContactHeld);
    }

    /// <summary>Of these ids themselves.</summary>
    public async Task<IReadOnlyCollection<Guid>> HeldAmongAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) =>
        await db.LegalHolds.Where(h => h.LiftedAt == null && contactIds.Contains(h.ContactId)).Select(h => h.ContactId).Distinct().ToListAsync(ct);

    /// <summary>Of these ids, those whose person is held under any id.</summary>
    public async Task<HashSet<Guid>> HeldPeopleAmongAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct)
    {
        var held = new HashSet<Guid>();
        foreach (var id in contactIds)
            if ((await HeldAmongAsync(await people.IdsOfAsync(id, ct), ct)).Count > 0)
                held.Add(id);
        return held;
    }

    public async Task<IReadOnlyCollection<Guid>> AllAsync(CancellationToken ct)
    {
        var all = new HashSet<Guid>();
        foreach (var id in await db.LegalHolds.Where(h => h.LiftedAt == null).Select(h => h.ContactId).Distinct().ToListAsync(ct))
            all.UnionWith(await people.IdsOfAsync(id, ct));
        return all;
    }

    public async Task<Func<LegalHold, LegalHoldView>> ViewsAsync(IReadOnlyList<LegalHold> holds, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var names = await members.OfAsync([.. holds.SelectMany(h => new[] { h.PlacedByUserId, h.LiftedByUserId }).OfType<Guid>().Distinct()], ct);
        return hold => new LegalHoldView(
            hold.Id,
            hold.ContactId,
            keys.Open(hold.Reason, ReasonOf(hold.Id)),
            hold.PlacedAt,
            hold.PlacedByUserId is { } by ? names.GetValueOrDefault(by) : null,
            hold.LiftedAt,
            hold.LiftedByUserId is { } lifter ? names.GetValueOrDefault(lifter) : null
        );
    }
}

/// <param name="LiftedAt">Null while it stands.</param>
public sealed record LegalHoldView(
    Guid Id,
    Guid ContactId,
    string Reason,
    DateTimeOffset PlacedAt,
    string? PlacedBy,
    DateTimeOffset? LiftedAt,
    string? LiftedBy
);
