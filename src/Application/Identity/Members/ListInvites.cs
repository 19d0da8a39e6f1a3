using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Members;

/// <summary>Invitations nobody has accepted, those that have run out as well: they can be sent again.</summary>
public sealed record ListInvites(string? After, int Limit) : IRequest<Page<ListInvites.Response>>
{
    /// <param name="Mail">What became of its mail; null for one that is handed over.</param>
    /// <param name="MailError">Why the mail server refused it, or why it waits: a reply code or a word.</param>
    public sealed record Response(
        Guid Id,
        Role Role,
        string? Email,
        string? Name,
        MailStatus? Mail,
        string? MailError,
        DateTimeOffset? MailedAt,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt
    );
}

internal sealed class ListInvitesHandler(IIdentityDb db) : IRequestHandler<ListInvites, Page<ListInvites.Response>>
{
    public async Task<Page<ListInvites.Response>> Handle(ListInvites request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await (
            from invite in db.Invites.AsNoTracking()
            join sent in db.Mails.AsNoTracking() on invite.MailId equals sent.Id into mails
            from mail in mails.DefaultIfEmpty()
            where
                invite.AcceptedAt == null
                && (after == null || invite.CreatedAt < after.Value.At || (invite.CreatedAt == after.Value.At && invite.Id < after.Value.Id))
            orderby invite.CreatedAt descending, invite.Id descending
            select new ListInvites.Response(
                invite.Id,
                invite.Role,
                invite.Email,
                invite.Name,
                mail == null ? null : mail.Status,
                mail == null ? null : mail.LastError,
                invite.MailedAt,
                invite.CreatedAt,
                invite.ExpiresAt
            )
        )
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return Page<ListInvites.Response>.Of(rows, request.Limit, i => new Cursor(i.CreatedAt, i.Id));
    }
}
