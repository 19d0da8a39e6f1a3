using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.ProposalSettings;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class ProposalSettingsEndpoints
{
    /// <summary>What a form has around its file.</summary>
    private const long FormBytes = 64 * 1024;

    public static void MapProposalSettings(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/proposal-settings").WithTags("Sales");
        group.MapGet("/", GetAsync).RequirePermission(Permissions.OpportunitiesRead);
        group.MapPut("/", ChangeAsync).RequirePermission(Permissions.ProposalsManage);
        group.MapGet("/logo", OpenLogoAsync).RequirePermission(Permissions.OpportunitiesRead).Produces<Stream>(200, "image/png").Fails(404);
        group
            .MapPut("/logo", SetLogoAsync)
            .RequirePermission(Permissions.ProposalsManage)
            .WithMetadata(new RequestSizeLimitAttribute(ProposalLogo.MostBytes + FormBytes), FileForm.Instance);
        group.MapDelete("/logo", RemoveLogoAsync).RequirePermission(Permissions.ProposalsManage);
    }

    /// <summary>How the company's proposals begin and look.</summary>
    private static async Task<Ok<ProposalSettingsView>> GetAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetProposalSettings(), ct));

    /// <summary>Says how the company's proposals begin and look from now on; what was sent stays as it is.</summary>
    private static async Task<Ok<ProposalSettingsView>> ChangeAsync(ChangeProposalSettings body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>The logo of proposals at present.</summary>
    private static async Task<FileContentHttpResult> OpenLogoAsync(IMediator mediator, CancellationToken ct)
    {
        var logo = await mediator.Send(new OpenProposalLogo(), ct);
        return TypedResults.File(logo.Content, logo.MimeType);
    }

    /// <summary>The logo of proposals from now on: a PNG or JPEG of at most 500 kB.</summary>
    private static async Task<Ok<ProposalSettingsView>> SetLogoAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new SetProposalLogo(new MultipartFile(request)), ct));

    /// <summary>No logo from now on; what was sent with it keeps it.</summary>
    private static async Task<Ok<ProposalSettingsView>> RemoveLogoAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new RemoveProposalLogo(), ct));
}
