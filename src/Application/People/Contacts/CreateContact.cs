using CleanApp.Application.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.People.Contacts;

public sealed record CreateContact(string? Name = null, IReadOnlyList<IdentifierInput>? Identifiers = null) : ICommand<ContactView>;

internal sealed class CreateContactValidator : AbstractValidator<CreateContact>
{
    public CreateContactValidator()
    {
        RuleFor(r => r.Name!).Name(120).When(r => r.Name is not null);
        RuleFor(r => r.Identifiers!)
            .Must(list => list.Count <= Contact.MaxIdentifiers)
            .WithMessage($"Must have at most {Contact.MaxIdentifiers} entries.")
            .When(r => r.Identifiers is not null);
        RuleForEach(r => r.Identifiers).NotNull();
    }
}

internal sealed class CreateContactHandler(IPeopleDb db, IPersonalVault vault, TimeProvider clock) : IRequestHandler<CreateContact, ContactView>
{
    public async Task<ContactView> Handle(CreateContact request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var contact = Contact.Create(Guid.CreateVersion7(now), now);
        foreach (var identifier in request.Identifiers ?? [])
            contact.Identify(keys, identifier, now);
        if (request.Name?.Trim() is { } name)
            keys.Rename(contact, name, now);
        await db.LockIdentifiersAsync(contact.Identifiers.Select(i => i.Lookup), ct);
        db.Contacts.Add(contact);
        await db.SaveChangesAsync(ct);
        return keys.View(contact);
    }
}
