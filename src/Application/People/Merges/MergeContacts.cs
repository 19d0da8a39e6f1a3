using CleanApp.Application.Common;
using CleanApp.Application.People.Contacts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>
/// Two contacts are one person: the other one becomes part of this one, and its id means this one from then on. Repeated, it changes nothing.
/// </summary>
/// <param name="NameFrom">Whose name stays; when not said, this one's, or the other's where this one has none.</param>
public sealed record MergeContacts(Guid Id, Guid OtherId, NameSource? NameFrom = null) : ICommand<MergeContacts.Response>
{
    /// <param name="MergeId">To undo it by.</param>
    public sealed record Response(Guid MergeId, ContactView Contact);
}

internal sealed class MergeContactsValidator : AbstractValidator<MergeContacts>
{
    public MergeContactsValidator() => RuleFor(r => r.NameFrom).IsInEnum();
}

internal sealed class MergeContactsHandler(IPeopleDb db, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<MergeContacts, MergeContacts.Response>
{
    public async Task<MergeContacts.Response> Handle(MergeContacts request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var (survivorId, otherId) = await db.ResolveAsync(request.Id, request.OtherId, ct);
        var both = survivorId == otherId ? [] : await db.LockContactsAsync(survivorId, otherId, ct);
        // Asked after the locks: the same may have been asked twice at once.
        if (await FindDoneAsync(request, ct) is { } done)
        {
            var today = await db.FindSurvivorAsync(request.Id, ct);
            return new(done, keys.View(await db.Contacts.AsNoTracking().Include(c => c.Identifiers).SingleAsync(c => c.Id == today, ct)));
        }
        if (both.Count < 2)
            throw new DomainException(PeopleErrors.MergeSame);
        var (survivor, other) = (both.Single(c => c.Id == survivorId), both.Single(c => c.Id == otherId));
        var followers = await db.Contacts.Where(c => c.MergedInto == otherId).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var merge = survivor.Merge(Guid.CreateVersion7(now), other, followers, user.Actor.UserId!.Value, now);
        if (Merging.NameFrom(request.NameFrom, survivor) == NameSource.Other)
        {
            var (former, taken) = (keys.OpenName(survivor), keys.OpenName(other));
            merge.TakeName(former is null ? null : keys.Seal(former, Merging.FormerName(merge.Id)));
            keys.Rename(survivor, taken, now);
        }
        db.ContactMerges.Add(merge);
        await db.SaveChangesAsync(ct);
        await db.IndexNamesAsync(keys, [survivor], ct);
        return new MergeContacts.Response(merge.Id, keys.View(survivor));
    }

    /// <summary>The merge that has made one of the two already.</summary>
    private Task<Guid?> FindDoneAsync(MergeContacts request, CancellationToken ct) =>
        db
            .ContactMerges.Where(m => m.SurvivorId == request.Id && m.MergedId == request.OtherId)
            .Where(m => !db.ContactMergeUndos.Any(u => u.MergeId == m.Id))
            .Select(m => (Guid?)m.Id)
            .SingleOrDefaultAsync(ct);
}
