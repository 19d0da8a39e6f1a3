using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;

namespace CleanApp.Application.People.Contacts;

public sealed record RemoveIdentifier(Guid ContactId, Guid IdentifierId) : ICommand<ContactView>;

internal sealed class RemoveIdentifierHandler(IPeopleDb db, IPersonalVault vault, TimeProvider clock) : IRequestHandler<RemoveIdentifier, ContactView>
{
    public async Task<ContactView> Handle(RemoveIdentifier request, CancellationToken ct)
    {
        var contact = await db.LockContactAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        db.ContactIdentifiers.Remove(contact.Forget(request.IdentifierId, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return (await vault.OpenAsync(ct)).View(contact);
    }
}
