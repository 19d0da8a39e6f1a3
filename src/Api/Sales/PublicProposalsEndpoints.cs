using System.Text.Json;
using CleanApp.Api.Common;
using CleanApp.Api.Counter;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Application.Sales.PublicProposals;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Sales;

/// <summary>What a customer does with a proposal, without signing in: the token of the link shows one version.</summary>
internal static class PublicProposalsEndpoints
{
    public static void MapPublicProposals(this IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/api/v1/public/proposals/{token}").WithTags("Public").AllowAnybody();
        one.MapGet("/", FollowAsync).Fails(404);
        one.MapGet("/logo", OpenLogoAsync).Produces<Stream>(200, "image/png").Fails(404);
        one.MapGet("/pdf", OpenPdfAsync).AddEndpointFilter<CodeLimit>().Produces<Stream>(200, ProposalsEndpoints.Pdf).Fails(404, 429);
        one.MapPost("/views", ViewAsync).AddEndpointFilter<CodeLimit>().Fails(404, 422, 429);
        one.MapPost("/acceptance", AcceptAsync).AddEndpointFilter<CodeLimit>().Fails(404, 409, 422, 429);
        one.MapPost("/refusal", RefuseAsync).AddEndpointFilter<CodeLimit>().Fails(404, 409, 422, 429);
        one.MapPost("/pix", PayAsync).AddEndpointFilter<CodeLimit>().Fails(404, 409, 422, 429, 502);
    }

    /// <summary>A version of a proposal, as its customer sees it.</summary>
    private static async Task<Ok<PublicProposal>> FollowAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new FollowProposal(token), ct));

    /// <summary>The logo it was sent with.</summary>
    private static async Task<FileContentHttpResult> OpenLogoAsync(string token, IMediator mediator, CancellationToken ct)
    {
        var logo = await mediator.Send(new OpenPublicLogo(token), ct);
        return TypedResults.File(logo.Content, logo.MimeType);
    }

    /// <summary>The same file the company has.</summary>
    private static async Task<FileContentHttpResult> OpenPdfAsync(string token, IMediator mediator, CancellationToken ct)
    {
        var file = await mediator.Send(new OpenProposalDocument(token), ct);
        return TypedResults.File(file.Content, ProposalsEndpoints.Pdf, file.Name);
    }

    /// <summary>The page was looked at; what is no browser is not written down.</summary>
    private static async Task<NoContent> ViewAsync(
        string token,
        IClientAddress address,
        IClientDevice device,
        IMediator mediator,
        CancellationToken ct
    )
    {
        await mediator.Send(new ViewProposal(token, VisitorOf(address, device)), ct);
        return TypedResults.NoContent();
    }

    /// <summary>The customer accepts what they have read, by name and CPF. Of several at once, and of a repetition, the first counts.</summary>
    private static async Task<Ok<PublicProposal>> AcceptAsync(
        string token,
        PublicAcceptance body,
        IClientAddress address,
        IClientDevice device,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new AcceptProposal(token, body.Name, body.Cpf, body.ContentHash, VisitorOf(address, device)), ct));

    /// <summary>The customer says no.</summary>
    private static async Task<Ok<PublicProposal>> RefuseAsync(string token, ProposalRefusal body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new DeclineProposal(token, body.Reason), ct));

    /// <summary>A Pix for what was accepted; still <c>creating</c> while the bank has not answered, and then shown by the page.</summary>
    private static async Task<Ok<ChargeView>> PayAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new PayProposal(token), ct));

    private static Visitor VisitorOf(IClientAddress address, IClientDevice device) =>
        new(address.Whole, device.Value == default ? "" : Words(device.Value));

    private static string Words(Device device) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName($"{device.Browser}") + " / " + JsonNamingPolicy.SnakeCaseLower.ConvertName($"{device.Platform}");
}

/// <param name="Name">Up to 120 characters.</param>
/// <param name="Cpf">With or without points and dash.</param>
/// <param name="ContentHash">As the page gave it: what exactly is accepted.</param>
internal sealed record PublicAcceptance(string Name, string Cpf, string ContentHash);
