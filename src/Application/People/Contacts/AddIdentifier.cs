using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.People.Contacts;

/// <summary>Adds what a contact can be recognised by; repeated, it changes nothing.</summary>
public sealed record AddIdentifier(Guid ContactId, IdentifierKind Kind, string Text) : ICommand<ContactView>;

internal sealed class AddIdentifierValidator : AbstractValidator<AddIdentifier>
{
    public AddIdentifierValidator()
    {
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Text).Name(254);
    }
}

internal sealed class AddIdentifierHandler(IPeopleDb db, IPersonalVault vault, TimeProvider clock) : IRequestHandler<AddIdentifier, ContactView>
{
    public async Task<ContactView> Handle(AddIdentifier request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        // The number before the contact, as everybody does who takes both.
        await db.LockIdentifiersAsync([keys.Index(request.Kind, Identifiers.Canonical(request.Kind, request.Text))], ct);
        var contact = await db.LockContactAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        contact.Identify(keys, new IdentifierInput(request.Kind, request.Text), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return keys.View(contact);
    }
}
