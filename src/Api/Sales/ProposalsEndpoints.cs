using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class ProposalsEndpoints
{
    public const string Pdf = "application/pdf";

    public static void MapProposals(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/proposals").WithTags("Sales").AddEndpointFilter(VersionTag.WriteAsync);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.OpportunitiesRead);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409);
        var one = group.MapGroup("/{proposalId:guid}");
        one.MapGet("/", GetAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        one.MapPut("/draft", SaveDraftAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPost("/versions", BeginVersionAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPost("/sending", SendAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412, 429);
        one.MapPost("/discard", DiscardAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        one.MapPost("/refusal", RefuseAsync).RequirePermission(Permissions.OpportunitiesWrite).Fails(404, 409, 412);
        var version = one.MapGroup("/versions/{version}");
        version.MapGet("/", GetVersionAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
        version.MapGet("/pdf", OpenPdfAsync).RequirePermission(Permissions.OpportunitiesRead).Produces<Stream>(200, Pdf).Fails(404, 409);
        version.MapGet("/views", ListViewsAsync).RequirePermission(Permissions.OpportunitiesRead).Fails(404);
    }

    /// <summary>Proposals for what the caller may see, newest first by when something happened to them.</summary>
    private static async Task<Ok<Page<ProposalSummary>>> ListAsync(
        [AsParameters] ProposalQuery query,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new ListProposals(
                    query.Status is null ? null : QueryEnum.ParseOne("status", query.Status, ProposalStatus.Draft),
                    query.OpportunityId,
                    query.OwnerId,
                    query.Unowned ?? false,
                    query.ContactId,
                    query.Number,
                    query.PipelineId,
                    query.Source is null ? null : QueryEnum.ParseOne("source", query.Source, LeadSource.Other),
                    DaySpan.Of(query.SentFrom, query.SentTo),
                    DaySpan.Of(query.AcceptedFrom, query.AcceptedTo),
                    paging.After,
                    paging.Rows
                ),
                ct
            )
        );

    /// <summary>Begins a proposal for an opportunity. A repeated request with the same Idempotency-Key is the same proposal.</summary>
    private static async Task<Created<ProposalDetails>> CreateAsync(CreateProposal body, IMediator mediator, CancellationToken ct)
    {
        var proposal = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/sales/proposals/{proposal.Id}", proposal);
    }

    /// <summary>One proposal; its <c>ETag</c> is what <c>If-Match</c> takes.</summary>
    private static async Task<Ok<ProposalDetails>> GetAsync(Guid proposalId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetProposal(proposalId), ct));

    /// <summary>Writes the draft, whole; what it comes to is computed by the server.</summary>
    private static async Task<Ok<ProposalDetails>> SaveDraftAsync(
        Guid proposalId,
        ProposalDraftBody body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(
                new SaveProposalDraft(proposalId, body.Lines, body.Discount, body.ValidityDays, body.Terms, body.Note, VersionTag.Read(ifMatch)),
                ct
            )
        );

    /// <summary>Another version to write, beginning with what the newest says.</summary>
    private static async Task<Ok<ProposalDetails>> BeginVersionAsync(
        Guid proposalId,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new BeginProposalVersion(proposalId, VersionTag.Read(ifMatch)), ct));

    /// <summary>Sends the draft, or once more the link of what was sent. A repeated request with the same Idempotency-Key sends nothing again.</summary>
    private static async Task<Ok<ProposalDetails>> SendAsync(
        Guid proposalId,
        ProposalSending body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await mediator.Send(new SendProposal(proposalId, body.Via, body.To, body.ConversationId, body.Text, VersionTag.Read(ifMatch)), ct)
        );

    /// <summary>Puts the draft away; the number stays.</summary>
    private static async Task<Ok<ProposalDetails>> DiscardAsync(
        Guid proposalId,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new DiscardProposalDraft(proposalId, VersionTag.Read(ifMatch)), ct));

    /// <summary>The customer said no, to somebody who writes it down.</summary>
    private static async Task<Ok<ProposalDetails>> RefuseAsync(
        Guid proposalId,
        ProposalRefusal body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new RefuseProposal(proposalId, body.Reason, VersionTag.Read(ifMatch)), ct));

    /// <summary>One version, as it was sent.</summary>
    private static async Task<Ok<ProposalVersionDetails>> GetVersionAsync(Guid proposalId, int version, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetProposalVersion(proposalId, version), ct));

    /// <summary>A version as it is printed; of a draft, as it would be.</summary>
    private static async Task<FileContentHttpResult> OpenPdfAsync(Guid proposalId, int version, IMediator mediator, CancellationToken ct)
    {
        var file = await mediator.Send(new OpenProposalPdf(proposalId, version), ct);
        return TypedResults.File(file.Content, Pdf, file.Name);
    }

    /// <summary>When somebody with the link looked at a version, newest first.</summary>
    private static async Task<Ok<ListProposalViews.Response>> ListViewsAsync(
        Guid proposalId,
        int version,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListProposalViews(proposalId, version), ct));
}

/// <param name="Status">Of the version that is looked at; left out: whatever.</param>
/// <param name="OwnerId">Only for what this one sells.</param>
/// <param name="Unowned">True: only for what nobody sells.</param>
/// <param name="ContactId">To this person, under whatever id they are known.</param>
/// <param name="PipelineId">Only for opportunities of this one.</param>
/// <param name="Source">Only for opportunities of people who came so.</param>
/// <param name="SentFrom">Only those that can be answered and were sent on this business day or later; the newest first by that.</param>
/// <param name="SentTo">Only those that can be answered and were sent on this business day or earlier.</param>
/// <param name="AcceptedFrom">Only those that were accepted on this business day or later; the newest first by that.</param>
/// <param name="AcceptedTo">Only those that were accepted on this business day or earlier.</param>
internal readonly record struct ProposalQuery(
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "opportunityId")] Guid? OpportunityId,
    [property: FromQuery(Name = "ownerId")] Guid? OwnerId,
    [property: FromQuery(Name = "unowned")] bool? Unowned,
    [property: FromQuery(Name = "contactId")] Guid? ContactId,
    [property: FromQuery(Name = "number")] int? Number,
    [property: FromQuery(Name = "pipelineId")] Guid? PipelineId,
    [property: FromQuery(Name = "source")] string? Source,
    [property: FromQuery(Name = "sentFrom")] DateOnly? SentFrom,
    [property: FromQuery(Name = "sentTo")] DateOnly? SentTo,
    [property: FromQuery(Name = "acceptedFrom")] DateOnly? AcceptedFrom,
    [property: FromQuery(Name = "acceptedTo")] DateOnly? AcceptedTo
);

/// <param name="Lines">In their order, at most 500.</param>
/// <param name="ValidityDays">From the day it is sent, 1 to 365.</param>
/// <param name="Terms">Up to 8,000 characters; null: none.</param>
/// <param name="Note">To the customer, up to 4,000 characters; null: none.</param>
internal sealed record ProposalDraftBody(
    IReadOnlyList<ProposalLineInput> Lines,
    ProposalDiscountView Discount,
    int ValidityDays,
    string? Terms = null,
    string? Note = null
);

/// <param name="To">By mail: the address; null: the person's own, where it is known.</param>
/// <param name="ConversationId">By WhatsApp; null: the person's newest that the caller may see.</param>
/// <param name="Text">What is written above the link, up to 1,000 characters; null: the usual.</param>
internal sealed record ProposalSending(ProposalWay Via, string? To = null, Guid? ConversationId = null, string? Text = null);

/// <param name="Reason">Up to 1,000 characters; null: they did not say.</param>
internal sealed record ProposalRefusal(string? Reason = null);
