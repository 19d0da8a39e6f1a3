using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

public sealed record MemberView(Guid UserId, string Name, string Email, Role Role, bool Active);

public sealed record ListMembers(string? After, int Limit) : IRequest<Page<MemberView>>;

internal sealed class ListMembersHandler(IIdentityDb db) : IRequestHandler<ListMembers, Page<MemberView>>
{
    public async Task<Page<MemberView>> Handle(ListMembers request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await (
            from membership in db.Memberships.AsNoTracking()
            join person in db.Users.AsNoTracking() on membership.UserId equals person.Id
            where after == null || membership.CreatedAt > after.Value.At || (membership.CreatedAt == after.Value.At && membership.Id > after.Value.Id)
            orderby membership.CreatedAt, membership.Id
            select new { View = new MemberView(person.Id, person.Name, person.Email, membership.Role, membership.Active), membership.CreatedAt }
        )
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return PageExtensions.Of(rows, request.Limit, r => new Cursor(r.CreatedAt, r.View.UserId)).Select(r => r.View);
    }
}
