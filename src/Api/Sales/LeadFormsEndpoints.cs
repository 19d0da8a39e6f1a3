using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.LeadForms;
using CleanApp.Application.Sales.PublicLeadForms;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class LeadFormsEndpoints
{
    public static void MapLeadForms(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/lead-forms").WithTags("Sales").AddEndpointFilter(VersionTag.WriteAsync);
        group.MapGet("/", ListAsync).RequirePermission(Permissions.LeadFormsManage);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.LeadFormsManage).Fails(404, 409);
        var one = group.MapGroup("/{leadFormId:guid}");
        one.MapGet("/", GetAsync).RequirePermission(Permissions.LeadFormsManage).Fails(404);
        one.MapPut("/", ChangeAsync).RequirePermission(Permissions.LeadFormsManage).Fails(404, 409, 412);
        one.MapPost("/link", RenewLinkAsync).RequirePermission(Permissions.LeadFormsManage).Fails(404, 412);

        var open = api.MapGroup("/public/lead-forms/{token}").WithTags("Public").AllowAnybody();
        open.MapGet("/", OpenAsync).Fails(404);
        open.MapPost("/entries", SendAsync).AddEndpointFilter<FormLimit>().Fails(404, 409, 429);
    }

    /// <summary>Pages by which people become leads, by name, those that are switched off among them; at most 50.</summary>
    private static async Task<Ok<ListLeadForms.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListLeadForms(), ct));

    /// <summary>Makes a page that anybody may fill in to become a lead. A repeated request with the same Idempotency-Key is the same form.</summary>
    private static async Task<Created<LeadFormView>> CreateAsync(CreateLeadForm body, IMediator mediator, CancellationToken ct)
    {
        var form = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/sales/lead-forms/{form.Id}", form);
    }

    /// <summary>One form; its <c>ETag</c> is what <c>If-Match</c> takes.</summary>
    private static async Task<Ok<LeadFormView>> GetAsync(Guid leadFormId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetLeadForm(leadFormId), ct));

    /// <summary>Changes what a form says and asks, or switches it off or on again. Off, its link shows nothing; what came by it stays.</summary>
    private static async Task<Ok<LeadFormView>> ChangeAsync(
        Guid leadFormId,
        LeadFormChanges body,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ChangeLeadForm(leadFormId, body.ToContent(), body.Active, VersionTag.Read(ifMatch)), ct));

    /// <summary>Gives a form another link; the one there was leads nowhere from then on.</summary>
    private static async Task<Ok<LeadFormView>> RenewLinkAsync(
        Guid leadFormId,
        [FromHeader(Name = VersionTag.IfMatch)] string? ifMatch,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new RenewLeadFormLink(leadFormId, VersionTag.Read(ifMatch)), ct));

    /// <summary>What a form's page shows before anything is sent.</summary>
    private static async Task<Ok<OpenLeadForm.Response>> OpenAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new OpenLeadForm(token), ct));

    /// <summary>Sends a form. Repeated with the same <c>entryId</c> it is the same; the answer is the same for all, whoever is known already.</summary>
    private static async Task<Ok<SendLeadForm.Response>> SendAsync(string token, LeadFormEntry body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(
            await mediator.Send(
                new SendLeadForm(
                    token,
                    body.EntryId,
                    body.Version,
                    body.Name,
                    body.Phone,
                    body.Email,
                    body.Message,
                    body.Query,
                    body.Referrer,
                    body.Website
                ),
                ct
            )
        );
}

/// <param name="Name">Up to 60 characters; only the company sees it.</param>
/// <param name="Title">Up to 120 characters.</param>
/// <param name="Notice">What becomes of what is sent, up to 600 characters.</param>
/// <param name="Text">Under the title, up to 1,000 characters; null: nothing.</param>
/// <param name="Thanks">Shown to whoever has sent it, up to 500 characters; null: the page's usual words.</param>
/// <param name="OwnerId">Looks after leads that come by it; null: nobody in particular.</param>
internal sealed record LeadFormChanges(
    string Name,
    string Title,
    FieldDemand Phone,
    FieldDemand Email,
    FieldDemand Message,
    string Notice,
    bool Active,
    string? Text = null,
    string? Thanks = null,
    Guid? OwnerId = null
)
{
    public LeadFormContent ToContent() => new(Name, Title, Text, Phone, Email, Message, Thanks, Notice, OwnerId);
}

/// <param name="EntryId">Chosen by the page for what is sent: repeated, it is the same.</param>
/// <param name="Version">Of the form as it was shown.</param>
/// <param name="Name">Up to 120 characters.</param>
/// <param name="Message">Up to 2,000 characters.</param>
/// <param name="Query">Of the address by which they came to the form, for its <c>utm_</c> tags.</param>
/// <param name="Referrer">The site they came from.</param>
/// <param name="Website">To be left empty: nobody sees where this is written.</param>
internal sealed record LeadFormEntry(
    Guid EntryId,
    int Version,
    string Name,
    string? Phone = null,
    string? Email = null,
    string? Message = null,
    string? Query = null,
    string? Referrer = null,
    string? Website = null
);
