using CleanApp.Application.Common;
using CleanApp.Application.People.Contacts;
using CleanApp.Application.People.Fields;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>What merging another contact into this one would make of them. Changes nothing.</summary>
public sealed record PreviewMerge(Guid Id, Guid OtherId) : IRequest<PreviewMerge.Response>
{
    /// <param name="Survivor">Whom the first id means today.</param>
    /// <param name="Other">Whom the other id means today; it would become part of the survivor.</param>
    /// <param name="NameFrom">Whose name the result has when nothing else is said.</param>
    /// <param name="Identifiers">What the result would be recognised by.</param>
    /// <param name="Fields">What is written down of either in the company's own fields; where of both, the survivor's stays.</param>
    /// <param name="Conflicts">Kinds of which a person has one and each of the two has one: while there are any, a merge is refused.</param>
    public sealed record Response(
        ContactView Survivor,
        ContactView Other,
        NameSource NameFrom,
        IReadOnlyList<ContactIdentifierView> Identifiers,
        IReadOnlyList<IdentifierKind> Conflicts,
        IReadOnlyList<FieldOfBoth> Fields
    );

    public sealed record FieldOfBoth(Guid FieldId, string Name, ContactFieldKind Kind, string? Survivor, string? Other);
}

internal sealed class PreviewMergeHandler(IPeopleDb db, IPersonalVault vault, FieldBook book) : IRequestHandler<PreviewMerge, PreviewMerge.Response>
{
    public async Task<PreviewMerge.Response> Handle(PreviewMerge request, CancellationToken ct)
    {
        var (survivorId, otherId) = await db.ResolveAsync(request.Id, request.OtherId, ct);
        if (survivorId == otherId)
            throw new DomainException(PeopleErrors.MergeSame);
        var both = await db.Contacts.AsNoTracking().Include(c => c.Identifiers).Where(c => c.Id == survivorId || c.Id == otherId).ToListAsync(ct);
        var (survivor, other) = (both.Single(c => c.Id == survivorId), both.Single(c => c.Id == otherId));
        var keys = await vault.OpenAsync(ct);
        var (survivorView, otherView) = (keys.View(survivor), keys.View(other));
        var others = (await book.ReadAsync(otherId, ct)).ToDictionary(f => f.FieldId, f => f.Value);
        var fields =
            from field in await book.ReadAsync(survivorId, ct)
            let theirs = others.GetValueOrDefault(field.FieldId)
            where field.Value is not null || theirs is not null
            select new PreviewMerge.FieldOfBoth(field.FieldId, field.Name, field.Kind, field.Value, theirs);
        return new PreviewMerge.Response(
            survivorView,
            otherView,
            Merging.NameFrom(null, survivor),
            [.. survivorView.Identifiers.Concat(otherView.Identifiers).OrderBy(i => i.Kind)],
            survivor.ConflictsWith(other),
            [.. fields]
        );
    }
}
