using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.People.Contacts;

/// <summary>A contact's numbers in clear. Who looked, when and why is written down in the same transaction.</summary>
public sealed record RevealContact(Guid Id, string Reason) : ICommand<RevealContact.Response>
{
    public sealed record Response(Guid Id, string? Name, IReadOnlyList<RevealedIdentifier> Identifiers);

    public sealed record RevealedIdentifier(Guid Id, IdentifierKind Kind, string Text);
}

internal sealed class RevealContactValidator : AbstractValidator<RevealContact>
{
    public RevealContactValidator() => RuleFor(r => r.Reason).Name(200);
}

internal sealed class RevealContactHandler(IPeopleDb db, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<RevealContact, RevealContact.Response>
{
    public async Task<RevealContact.Response> Handle(RevealContact request, CancellationToken ct)
    {
        var contact = await db.LockContactAsync(request.Id, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        db.PersonalDataAccesses.Add(PersonalDataAccess.Of(Guid.CreateVersion7(now), contact.Id, user.Actor.UserId, request.Reason, now));
        await db.SaveChangesAsync(ct);
        return new RevealContact.Response(
            contact.Id,
            keys.OpenName(contact),
            [
                .. contact
                    .Identifiers.OrderBy(i => i.Kind)
                    .ThenBy(i => i.CreatedAt)
                    .ThenBy(i => i.Id)
                    .Select(i => new RevealContact.RevealedIdentifier(i.Id, i.Kind, keys.Open(i))),
            ]
        );
    }
}
