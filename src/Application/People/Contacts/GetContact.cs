using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

public sealed record GetContact(Guid Id) : IRequest<ContactView>;

internal sealed class GetContactHandler(IPeopleDb db, IPersonalVault vault) : IRequestHandler<GetContact, ContactView>
{
    public async Task<ContactView> Handle(GetContact request, CancellationToken ct)
    {
        var contact =
            await db.Contacts.AsNoTracking().Include(c => c.Identifiers).SingleOrDefaultAsync(c => c.Id == request.Id, ct)
            ?? throw new DomainException(PeopleErrors.ContactNotFound);
        return (await vault.OpenAsync(ct)).View(contact);
    }
}
