using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.People.Contacts;

/// <summary>Corrects a contact's name; null takes it away.</summary>
public sealed record ChangeContact(Guid Id, string? Name) : ICommand<ContactView>;

internal sealed class ChangeContactValidator : AbstractValidator<ChangeContact>
{
    public ChangeContactValidator() => RuleFor(r => r.Name!).Name(120).When(r => r.Name is not null);
}

internal sealed class ChangeContactHandler(IPeopleDb db, IPersonalVault vault, TimeProvider clock) : IRequestHandler<ChangeContact, ContactView>
{
    public async Task<ContactView> Handle(ChangeContact request, CancellationToken ct)
    {
        var contact = await db.LockContactAsync(request.Id, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var keys = await vault.OpenAsync(ct);
        keys.Rename(contact, request.Name?.Trim(), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return keys.View(contact);
    }
}
