using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>Names a field otherwise, offers other options, or asks for it no more; what was written down stays.</summary>
public sealed record ChangeContactField(Guid Id, string Name, bool Active, IReadOnlyList<string>? Options = null) : ICommand<ContactFieldView>;

internal sealed class ChangeContactFieldValidator : AbstractValidator<ChangeContactField>
{
    public ChangeContactFieldValidator()
    {
        RuleFor(r => r.Name).Name(60);
        RuleFor(r => r.Options!)
            .Must(list => list.Count <= ContactField.MostOptions)
            .WithMessage(CreateContactFieldValidator.TooMany)
            .When(r => r.Options is not null);
        RuleForEach(r => r.Options!).Name(60).When(r => r.Options is not null);
    }
}

internal sealed class ChangeContactFieldHandler(IPeopleDb db) : IRequestHandler<ChangeContactField, ContactFieldView>
{
    public async Task<ContactFieldView> Handle(ChangeContactField request, CancellationToken ct)
    {
        var field =
            await db.ContactFields.SingleOrDefaultAsync(f => f.Id == request.Id, ct) ?? throw new DomainException(ContactFieldErrors.NotFound);
        field.Describe(request.Name, request.Options ?? [], request.Active);
        await db.SaveChangesAsync(ct);
        return ContactFieldView.Of(field);
    }
}
