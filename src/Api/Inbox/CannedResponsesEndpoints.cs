using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.CannedResponses;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class CannedResponsesEndpoints
{
    public static void MapCannedResponses(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/canned-responses").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.CannedResponsesManage).Fails(409);
        group.MapPut("/{id:guid}", ChangeAsync).RequirePermission(Permissions.CannedResponsesManage).Fails(404, 409);
        group.MapDelete("/{id:guid}", DeleteAsync).RequirePermission(Permissions.CannedResponsesManage).Fails(404);
    }

    /// <summary>Answers the company gives often, by shortcut; at most 500.</summary>
    private static async Task<Ok<ListCannedResponses.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListCannedResponses(), ct));

    /// <summary>Adds an answer the company gives often.</summary>
    private static async Task<Created<CannedResponseView>> CreateAsync(CreateCannedResponse body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Changes a canned response; what was sent with it stays as it was.</summary>
    private static async Task<Ok<CannedResponseView>> ChangeAsync(Guid id, CannedResponseChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeCannedResponse(id, body.Shortcut, body.Text), ct));

    /// <summary>Removes a canned response; what was sent with it stays.</summary>
    private static async Task<NoContent> DeleteAsync(Guid id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DeleteCannedResponse(id), ct);
        return TypedResults.NoContent();
    }
}

internal sealed record CannedResponseChanges(string Shortcut, string Text);
