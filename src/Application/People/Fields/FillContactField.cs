using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>Writes down what a contact is in one of the company's fields; null takes it away from the person, under whatever record it was written.</summary>
public sealed record FillContactField(Guid ContactId, Guid FieldId, string? Value) : ICommand<GetFieldsOfContact.Response>;

internal sealed class FillContactFieldValidator : AbstractValidator<FillContactField>
{
    public FillContactFieldValidator() => RuleFor(r => r.Value!).Name(ContactField.LongestValue).When(r => r.Value is not null);
}

internal sealed class FillContactFieldHandler(IPeopleDb db, FieldBook book, IPersonalVault vault, TimeProvider clock)
    : IRequestHandler<FillContactField, GetFieldsOfContact.Response>
{
    public async Task<GetFieldsOfContact.Response> Handle(FillContactField request, CancellationToken ct)
    {
        var contact = await db.LockContactAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var field =
            await db.ContactFields.AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.FieldId, ct)
            ?? throw new DomainException(ContactFieldErrors.NotFound);
        var now = clock.GetUtcNow();
        contact.Note(now);
        if (request.Value is { } text)
            await WriteAsync(contact.Id, field.Id, field.Canonical(text), now, ct);
        else
        {
            var ids = await db.ListIdsAsync(contact.Id, ct);
            await db.ContactFieldValues.Where(v => ids.Contains(v.ContactId) && v.FieldId == field.Id).ExecuteDeleteAsync(ct);
        }
        await db.SaveChangesAsync(ct);
        return new GetFieldsOfContact.Response(await book.ReadAsync(contact.Id, ct));
    }

    private async Task WriteAsync(Guid contactId, Guid fieldId, string value, DateTimeOffset now, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        if (await db.ContactFieldValues.SingleOrDefaultAsync(v => v.ContactId == contactId && v.FieldId == fieldId, ct) is { } known)
        {
            known.Replace(keys.Seal(value, FieldBook.Place(known.Id)), now);
            return;
        }
        var id = Guid.CreateVersion7(now);
        db.ContactFieldValues.Add(ContactFieldValue.Of(id, contactId, fieldId, keys.Seal(value, FieldBook.Place(id)), now));
    }
}
