using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Privacy.Requests;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Privacy;

internal static class RequestsEndpoints
{
    /// <param name="Note">In words; kept sealed.</param>
    public sealed record NoteBody(string Note);

    public sealed record ShortAnswerBody(bool HoldsData);

    public sealed record LinkBody(Guid ContactId);

    /// <param name="Reach">Where to answer to: a telephone number, an address.</param>
    public sealed record SubmitBody(DataSubjectRequestKind Kind, string Name, string Reach, string? Message = null);

    public static void MapDataSubjectRequests(this IEndpointRouteBuilder api)
    {
        api.MapGet("/privacy/form", FormAsync).RequirePermission(Permissions.PrivacyManage).WithTags("Data subjects");

        var requests = api.MapGroup("/privacy/requests").WithTags("Data subjects");
        requests.MapGet("/", ListAsync).RequirePermission(Permissions.PrivacyManage);
        requests.MapPost("/", ReceiveAsync).RequirePermission(Permissions.PrivacyManage);
        requests.MapGet("/{requestId:guid}", GetAsync).RequirePermission(Permissions.PrivacyManage).Fails(404);
        requests.MapPost("/{requestId:guid}/short-answer", ShortAnswerAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        requests.MapPost("/{requestId:guid}/identification", IdentifyAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        requests.MapPost("/{requestId:guid}/contact", LinkAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        requests.MapPost("/{requestId:guid}/completion", FinishAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);
        requests.MapPost("/{requestId:guid}/refusal", RefuseAsync).RequirePermission(Permissions.PrivacyManage).Fails(404, 409);

        var open = api.MapGroup("/public/privacy").WithTags("Public").AllowAnybody();
        open.MapGet("/{token}", OpenFormAsync).Fails(404);
        open.MapPost("/{token}", SubmitAsync).AddEndpointFilter<FormLimit>().Fails(404, 429);
        open.MapGet("/requests/{token}", FollowAsync).Fails(404);
    }

    /// <summary>The address of the company's public form for requests.</summary>
    private static async Task<Ok<GetRequestForm.Response>> FormAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetRequestForm(), ct));

    /// <summary>Open requests, the one due first on top; or the closed ones.</summary>
    private static async Task<Ok<Page<DataSubjectRequestView>>> ListAsync(
        [FromQuery(Name = "closed")] bool? closed,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListRequests(closed ?? false, paging.After, paging.Rows), ct));

    /// <summary>Writes down a request that reached the company otherwise than by the form.</summary>
    private static async Task<Created<ReceiveRequest.Response>> ReceiveAsync(ReceiveRequest body, IMediator mediator, CancellationToken ct)
    {
        var received = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/privacy/requests/{received.Request.Id}", received);
    }

    /// <summary>A request with what the person wrote and every step since.</summary>
    private static async Task<Ok<DataSubjectRequestDetails>> GetAsync(Guid requestId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetRequest(requestId), ct));

    /// <summary>The simplified answer: the company holds data of the person, or it does not.</summary>
    private static async Task<Ok<DataSubjectRequestDetails>> ShortAnswerAsync(
        Guid requestId,
        ShortAnswerBody body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new AnswerShortly(requestId, body.HoldsData), ct));

    /// <summary>Whoever asks was found to be the person; says how.</summary>
    private static async Task<Ok<DataSubjectRequestDetails>> IdentifyAsync(Guid requestId, NoteBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new IdentifyRequester(requestId, body.Note), ct));

    /// <summary>Says whose data the request is about.</summary>
    private static async Task<Ok<DataSubjectRequestDetails>> LinkAsync(Guid requestId, LinkBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new LinkRequest(requestId, body.ContactId), ct));

    /// <summary>The request was answered in full; only once the person is identified.</summary>
    private static async Task<Ok<DataSubjectRequestDetails>> FinishAsync(Guid requestId, NoteBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new FinishRequest(requestId, body.Note), ct));

    /// <summary>The request is not granted, and why.</summary>
    private static async Task<Ok<DataSubjectRequestDetails>> RefuseAsync(Guid requestId, NoteBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RefuseRequest(requestId, body.Note), ct));

    /// <summary>What the public form shows before anything is sent.</summary>
    private static async Task<Ok<OpenRequestForm.Response>> OpenFormAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new OpenRequestForm(token), ct));

    /// <summary>A person's request to a company; answered at once with a protocol number and the deadline.</summary>
    private static async Task<Created<SubmitRequest.Response>> SubmitAsync(string token, SubmitBody body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new SubmitRequest(token, body.Kind, body.Name, body.Reach, body.Message), ct));

    /// <summary>How a request goes, without anything personal.</summary>
    private static async Task<Ok<FollowRequest.Response>> FollowAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new FollowRequest(token), ct));
}
