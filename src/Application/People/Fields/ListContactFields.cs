using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Fields;

/// <summary>What the company wants to know of everybody, in its order; those not asked for any more too.</summary>
public sealed record ListContactFields : IRequest<ListContactFields.Response>
{
    public sealed record Response(IReadOnlyList<ContactFieldView> Items);
}

/// <param name="Options">Of a choice.</param>
/// <param name="Active">Whether it is asked for.</param>
public sealed record ContactFieldView(Guid Id, string Name, ContactFieldKind Kind, IReadOnlyList<string> Options, bool Active)
{
    internal static ContactFieldView Of(ContactField field) => new(field.Id, field.Name, field.Kind, field.Options, field.Active);
}

internal sealed class ListContactFieldsHandler(IPeopleDb db) : IRequestHandler<ListContactFields, ListContactFields.Response>
{
    public async Task<ListContactFields.Response> Handle(ListContactFields request, CancellationToken ct) =>
        new([.. (await db.ContactFields.AsNoTracking().OrderBy(f => f.Position).ThenBy(f => f.Id).ToListAsync(ct)).Select(ContactFieldView.Of)]);
}
