using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <param name="Avatar">Names the member's picture; null without one.</param>
/// <param name="SecondFactor">Whether they sign in with one.</param>
public sealed record MemberView(Guid UserId, string Name, string Email, Role Role, bool Active, Guid? Avatar, bool SecondFactor);

public sealed record ListMembers(string? After, int Limit) : IRequest<Page<MemberView>>;

internal sealed class ListMembersHandler(IIdentityDb db) : IRequestHandler<ListMembers, Page<MemberView>>
{
    public async Task<Page<MemberView>> Handle(ListMembers request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await (
            from membership in db.Memberships.AsNoTracking()
            join person in db.Users.AsNoTracking() on membership.UserId equals person.Id
            join picture in db.Avatars.AsNoTracking() on membership.Id equals picture.Id into pictures
            from avatar in pictures.DefaultIfEmpty()
            where after == null || membership.CreatedAt > after.Value.At || (membership.CreatedAt == after.Value.At && membership.Id > after.Value.Id)
            orderby membership.CreatedAt, membership.Id
            select new
            {
                View = new MemberView(
                    person.Id,
                    person.Name,
                    person.Email,
                    membership.Role,
                    membership.Active,
                    avatar == null ? null : avatar.FileId,
                    person.SecondFactorAt != null
                ),
                membership.CreatedAt,
            }
        )
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return PageExtensions.Of(rows, request.Limit, r => new Cursor(r.CreatedAt, r.View.UserId)).Select(r => r.View);
    }
}
