using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>Adds something that the company wants to know of everybody, behind what it has.</summary>
/// <param name="Name">Up to 60 characters.</param>
/// <param name="Options">Of a choice, up to 50; of another kind none.</param>
public sealed record CreateContactField(string Name, ContactFieldKind Kind, IReadOnlyList<string>? Options = null) : ICommand<ContactFieldView>;

internal sealed class CreateContactFieldValidator : AbstractValidator<CreateContactField>
{
    public CreateContactFieldValidator()
    {
        RuleFor(r => r.Name).Name(60);
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Options!).Must(list => list.Count <= ContactField.MostOptions).WithMessage(TooMany).When(r => r.Options is not null);
        RuleForEach(r => r.Options!).Name(60).When(r => r.Options is not null);
    }

    public static readonly string TooMany = $"Must have at most {ContactField.MostOptions} entries.";
}

internal sealed class CreateContactFieldHandler(IPeopleDb db, TimeProvider clock) : IRequestHandler<CreateContactField, ContactFieldView>
{
    public async Task<ContactFieldView> Handle(CreateContactField request, CancellationToken ct)
    {
        await db.LockFieldsAsync(ct);
        var positions = await db.ContactFields.Select(f => f.Position).ToListAsync(ct);
        if (positions.Count >= ContactField.Most)
            throw new DomainException(ContactFieldErrors.TooMany);
        var now = clock.GetUtcNow();
        var field = ContactField.Create(
            Guid.CreateVersion7(now),
            request.Name,
            request.Kind,
            request.Options ?? [],
            positions.DefaultIfEmpty().Max() + 1,
            now
        );
        db.ContactFields.Add(field);
        await db.SaveChangesAsync(ct);
        return ContactFieldView.Of(field);
    }
}
