using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Labels;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class LabelsEndpoints
{
    public static void MapLabels(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/labels").WithTags("Inbox");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ConversationsRead);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.LabelsManage).Fails(409);
        group.MapPut("/{labelId:guid}", ChangeAsync).RequirePermission(Permissions.LabelsManage).Fails(404, 409);
        group.MapDelete("/{labelId:guid}", DeleteAsync).RequirePermission(Permissions.LabelsManage).Fails(404);
    }

    /// <summary>The company's labels, by name; at most 200.</summary>
    private static async Task<Ok<ListLabels.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListLabels(), ct));

    /// <summary>Adds a word by which conversations are found together.</summary>
    private static async Task<Created<LabelView>> CreateAsync(CreateLabel body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Changes a label wherever it is on.</summary>
    private static async Task<Ok<LabelView>> ChangeAsync(Guid labelId, LabelChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeLabel(labelId, body.Name, body.Color), ct));

    /// <summary>Removes a label from every conversation, and the filters that look for it.</summary>
    private static async Task<NoContent> DeleteAsync(Guid labelId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DeleteLabel(labelId), ct);
        return TypedResults.NoContent();
    }
}

internal sealed record LabelChanges(string Name, LabelColor Color);
