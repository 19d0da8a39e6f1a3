using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>What the company asks for, in its order, and what is written down of this contact.</summary>
public sealed record GetFieldsOfContact(Guid ContactId) : IRequest<GetFieldsOfContact.Response>
{
    public sealed record Response(IReadOnlyList<FieldOfContact> Items);
}

/// <param name="Value">A number with a point, a day as 2026-11-29, an option (which may be offered no more), words; null when nothing is known.</param>
public sealed record FieldOfContact(Guid FieldId, string Name, ContactFieldKind Kind, IReadOnlyList<string> Options, string? Value);

internal sealed class GetFieldsOfContactHandler(IPeopleDb db, FieldBook book) : IRequestHandler<GetFieldsOfContact, GetFieldsOfContact.Response>
{
    public async Task<GetFieldsOfContact.Response> Handle(GetFieldsOfContact request, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        return new GetFieldsOfContact.Response(await book.ReadAsync(survivor, ct));
    }
}

/// <summary>
/// What is written down stays with the record it was written in, so that a merge moves nothing and its undoing has nothing to give back: of the
/// person counts what their own record says, else what was last written of those merged into it.
/// </summary>
internal sealed class FieldBook(IPeopleDb db, IPersonalVault vault)
{
    public static SealedPlace Place(Guid valueId) => new("contact_field_values", "value", valueId);

    public async Task<IReadOnlyList<FieldOfContact>> ReadAsync(Guid contactId, CancellationToken ct)
    {
        var fields = await db.ContactFields.AsNoTracking().Where(f => f.Active).OrderBy(f => f.Position).ThenBy(f => f.Id).ToListAsync(ct);
        var ids = await db.ListIdsAsync(contactId, ct);
        var values = await db.ContactFieldValues.AsNoTracking().Where(v => ids.Contains(v.ContactId)).ToListAsync(ct);
        var keys = values.Count > 0 ? await vault.OpenAsync(ct) : null;
        return
        [
            .. fields.Select(f =>
            {
                var value = values
                    .Where(v => v.FieldId == f.Id)
                    .OrderByDescending(v => v.ContactId == contactId)
                    .ThenByDescending(v => v.ChangedAt)
                    .FirstOrDefault();
                return new FieldOfContact(f.Id, f.Name, f.Kind, f.Options, value is null ? null : keys!.Open(value.Value, Place(value.Id)));
            }),
        ];
    }
}
