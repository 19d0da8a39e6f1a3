using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

/// <summary>Who saw, handed out or erased this contact's data, newest first.</summary>
public sealed record ListAccesses(Guid ContactId, string? After, int Limit) : IRequest<Page<ListAccesses.Response>>
{
    /// <param name="UserId">Null: the product itself, by the company's rule of how long people are kept.</param>
    public sealed record Response(Guid Id, Guid? UserId, string UserName, PersonalDataAction Action, string Reason, DateTimeOffset At);
}

internal sealed class ListAccessesHandler(IPeopleDb db, IMemberNames members) : IRequestHandler<ListAccesses, Page<ListAccesses.Response>>
{
    public async Task<Page<ListAccesses.Response>> Handle(ListAccesses request, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        // What was seen of those who were merged into it was seen of the same person.
        var person = db.Contacts.Where(c => c.Id == survivor || c.MergedInto == survivor).Select(c => c.Id);
        var accesses = db.PersonalDataAccesses.AsNoTracking().Where(a => person.Contains(a.ContactId));
        if (Cursor.Parse(request.After) is { } after)
            accesses = accesses.Where(a => a.At <= after.At && (a.At < after.At || a.Id < after.Id));
        var rows = await accesses.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).TakePage(request.Limit).ToListAsync(ct);
        var names = await members.OfAsync([.. rows.Select(r => r.UserId).OfType<Guid>().Distinct()], ct);
        return Page<PersonalDataAccess>
            .Of(rows, request.Limit, a => new Cursor(a.At, a.Id))
            .Select(a => new ListAccesses.Response(
                a.Id,
                a.UserId,
                a.UserId is { } by ? names.GetValueOrDefault(by, "") : "",
                a.Action,
                a.Reason,
                a.At
            ));
    }
}
