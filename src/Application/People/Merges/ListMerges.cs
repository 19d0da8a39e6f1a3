using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contacts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>What was merged into this contact, newest first, undone merges too.</summary>
public sealed record ListMerges(Guid ContactId, string? After, int Limit) : IRequest<Page<ListMerges.Response>>
{
    /// <param name="OtherName">The merged one's own name; null when not known.</param>
    /// <param name="UndoneAt">Null while it is in force.</param>
    public sealed record Response(
        Guid Id,
        Guid OtherId,
        string? OtherName,
        int Identifiers,
        Guid UserId,
        string UserName,
        DateTimeOffset At,
        DateTimeOffset? UndoneAt
    );
}

internal sealed class ListMergesHandler(IPeopleDb db, IPersonalVault vault, IMemberNames members)
    : IRequestHandler<ListMerges, Page<ListMerges.Response>>
{
    public async Task<Page<ListMerges.Response>> Handle(ListMerges request, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var merges = db.ContactMerges.AsNoTracking().Where(m => m.SurvivorId == survivor);
        if (Cursor.Parse(request.After) is { } after)
            merges = merges.Where(m => m.At <= after.At && (m.At < after.At || m.Id < after.Id));
        var rows = await merges.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).TakePage(request.Limit).ToListAsync(ct);

        var (ids, mergedIds) = (rows.Select(r => r.Id).ToList(), rows.Select(r => r.MergedId).ToList());
        var undone = await db.ContactMergeUndos.Where(u => ids.Contains(u.MergeId)).ToDictionaryAsync(u => u.MergeId, u => u.At, ct);
        var merged = await db.Contacts.AsNoTracking().Where(c => mergedIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var names = await members.OfAsync([.. rows.Select(r => r.UserId).Distinct()], ct);
        var keys = await vault.OpenAsync(ct);
        return Page<ContactMerge>
            .Of(rows, request.Limit, m => new Cursor(m.At, m.Id))
            .Select(m => new ListMerges.Response(
                m.Id,
                m.MergedId,
                keys.OpenName(merged[m.MergedId]),
                m.Identifiers.Length,
                m.UserId,
                names.GetValueOrDefault(m.UserId, ""),
                m.At,
                undone.TryGetValue(m.Id, out var at) ? at : null
            ));
    }
}
