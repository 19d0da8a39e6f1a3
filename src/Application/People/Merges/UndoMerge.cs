using CleanApp.Application.Common;
using CleanApp.Application.People.Contacts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>Two contacts that were merged are two again, each with what it had. Repeated, it changes nothing.</summary>
public sealed record UndoMerge(Guid ContactId, Guid MergeId) : ICommand<UndoMerge.Response>
{
    public sealed record Response(ContactView Survivor, ContactView Other);
}

internal sealed class UndoMergeHandler(IPeopleDb db, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<UndoMerge, UndoMerge.Response>
{
    public async Task<UndoMerge.Response> Handle(UndoMerge request, CancellationToken ct)
    {
        var merge =
            await db.ContactMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MergeId && m.SurvivorId == request.ContactId, ct)
            ?? throw new DomainException(PeopleErrors.MergeNotFound);
        var both = await db.LockContactsAsync(merge.SurvivorId, merge.MergedId, ct);
        var (survivor, other) = (both.Single(c => c.Id == merge.SurvivorId), both.Single(c => c.Id == merge.MergedId));
        var keys = await vault.OpenAsync(ct);
        if (await db.ContactMergeUndos.AnyAsync(u => u.MergeId == merge.Id, ct))
            return new UndoMerge.Response(keys.View(survivor), keys.View(other));

        var now = clock.GetUtcNow();
        var followers = await db.Contacts.Where(c => merge.Followers.Contains(c.Id)).ToListAsync(ct);
        survivor.Undo(merge, other, followers, now);
        // A name that somebody gave it after the merge stays: it was meant for the one that stayed.
        if (merge.TookName && keys.OpenName(survivor) == keys.OpenName(other))
            keys.Rename(survivor, merge.SurvivorName is { } former ? keys.Open(former, Merging.FormerName(merge.Id)) : null, now);
        db.ContactMergeUndos.Add(ContactMergeUndo.Of(Guid.CreateVersion7(now), merge.Id, user.Actor.UserId!.Value, now));
        await db.SaveChangesAsync(ct);
        await db.IndexNamesAsync(keys, [survivor, other], ct);
        return new UndoMerge.Response(keys.View(survivor), keys.View(other));
    }
}
