using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>Removes a field in which nothing is written down of anybody.</summary>
public sealed record DeleteContactField(Guid Id) : ICommand<Done>;

internal sealed class DeleteContactFieldHandler(IPeopleDb db) : IRequestHandler<DeleteContactField, Done>
{
    public async Task<Done> Handle(DeleteContactField request, CancellationToken ct)
    {
        await db.LockFieldsAsync(ct);
        // Whoever writes something down in it at this moment is waited for, or finds it gone.
        var field = await db.LockFieldAsync(request.Id, ct) ?? throw new DomainException(ContactFieldErrors.NotFound);
        if (await db.ContactFieldValues.AnyAsync(v => v.FieldId == field.Id, ct))
            throw new DomainException(ContactFieldErrors.InUse);
        db.ContactFields.Remove(field);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
