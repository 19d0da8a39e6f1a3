using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Mails;
using CleanApp.Application.Identity.Members;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Identity;

internal static class MembersEndpoints
{
    public sealed record ChangeBody(Role Role, bool Active);

    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/members").WithTags("Members");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.MembersManage);
        group.MapPut("/{userId:guid}", ChangeAsync).RequirePermission(Permissions.MembersManage).Fails(404, 409);
        group.MapPost("/invites", InviteAsync).RequirePermission(Permissions.MembersManage).Fails(409, 429);
        group.MapGet("/invites", ListInvitesAsync).RequirePermission(Permissions.MembersManage);
        group.MapPost("/invites/{id:guid}/mails", ResendAsync).RequirePermission(Permissions.MembersManage).Fails(404, 409, 429);
        group.MapGet("/mail", MailAsync).RequirePermission(Permissions.MembersManage);
        group.MapGet("/{userId:guid}/avatar", AvatarAsync).RequireSignedIn().Produces<Stream>(200, "image/png").Fails(404);
        group.MapDelete("/invites/{id:guid}", RevokeAsync).RequirePermission(Permissions.MembersManage).Fails(404);
    }

    /// <summary>Members of the company, in the order they joined.</summary>
    private static async Task<Ok<Page<MemberView>>> ListAsync([AsParameters] Paging paging, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListMembers(paging.After, paging.Rows), ct));

    /// <summary>Changes a member's role, or ends or restores the membership.</summary>
    private static async Task<Ok<MemberView>> ChangeAsync(Guid userId, ChangeBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeMember(userId, body.Role, body.Active), ct));

    /// <summary>Makes a one-time link to join the company; it is mailed, or shown only here.</summary>
    private static async Task<Created<InviteMember.Response>> InviteAsync(InviteMember body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Invitations nobody has accepted, and what became of their mails.</summary>
    private static async Task<Ok<Page<ListInvites.Response>>> ListInvitesAsync(
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListInvites(paging.After, paging.Rows), ct));

    /// <summary>Mails an invitation again, with a new link, for the whole time; the link of before works no more.</summary>
    private static async Task<NoContent> ResendAsync(Guid id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ResendInvite(id), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Whether mails go out, how many wait, and what is in their way.</summary>
    private static async Task<Ok<GetMailHealth.Response>> MailAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetMailHealth(), ct));

    /// <summary>A colleague's picture.</summary>
    private static async Task<FileStreamHttpResult> AvatarAsync(Guid userId, IMediator mediator, CancellationToken ct)
    {
        var picture = await mediator.Send(new OpenAvatar(userId), ct);
        return TypedResults.Stream(picture.Content, picture.MimeType);
    }

    /// <summary>Takes an invitation back.</summary>
    private static async Task<NoContent> RevokeAsync(Guid id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RevokeInvite(id), ct);
        return TypedResults.NoContent();
    }
}
