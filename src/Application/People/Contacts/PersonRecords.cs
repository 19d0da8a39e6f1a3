using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

internal sealed class PersonRecords(IPeopleDb db, IUserContext user, TimeProvider clock) : IPersonRecords
{
    public async Task NoteExportAsync(Guid contactId, string reason, CancellationToken ct)
    {
        // Locked, so that nobody takes apart what is being read.
        await LockAsync(contactId, ct);
        await NoteAsync(contactId, reason, PersonalDataAction.Export, user.Actor, ct);
    }

    public async Task LockAsync(Guid contactId, CancellationToken ct) =>
        _ = await db.LockContactAsync(contactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);

    public async Task<(DateTimeOffset At, bool IsNew)> AnonymiseAsync(Guid contactId, CancellationToken ct)
    {
        var contact = await db.LockContactAsync(contactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        if (contact.AnonymisedAt is { } before)
            return (before, false);
        // With everybody who was merged into it: each row keeps its own name for the way back, which there is none of any more.
        var now = clock.GetUtcNow();
        foreach (var row in (await db.Contacts.Where(c => c.MergedInto == contact.Id).ToListAsync(ct)).Append(contact))
            db.ContactIdentifiers.RemoveRange(row.Anonymise(now));
        await db.SaveChangesAsync(ct);
        await db.EraseFormerNamesAsync(contact.Id, ct);
        return (contact.AnonymisedAt!.Value, true);
    }

    public async Task<IReadOnlyList<Guid>> UnchangedSinceAsync(DateTimeOffset since, Guid? after, int limit, CancellationToken ct) =>
        await db
            .Contacts.Where(c => c.ChangedAt < since && c.AnonymisedAt == null && c.MergedInto == null && (after == null || c.Id > after))
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .Take(limit)
            .ToListAsync(ct);

    public Task NoteAnonymisationAsync(Guid contactId, string reason, Actor by, CancellationToken ct) =>
        NoteAsync(contactId, reason, PersonalDataAction.Anonymisation, by, ct);

    private Task NoteAsync(Guid contactId, string reason, PersonalDataAction action, Actor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.PersonalDataAccesses.Add(PersonalDataAccess.Of(Guid.CreateVersion7(now), contactId, by.UserId, reason, now, action));
        return db.SaveChangesAsync(ct);
    }
}
