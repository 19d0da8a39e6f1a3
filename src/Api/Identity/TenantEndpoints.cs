using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Tenants;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Identity;

internal static class TenantEndpoints
{
    public static void MapTenant(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tenant").WithTags("Tenant");
        group.MapGet("/", GetAsync).RequireSignedIn();
        group.MapPut("/second-factor", RequireSecondFactorAsync).RequirePermission(Permissions.TenantManage).Fails(409);
        group.MapPut("/", ChangeAsync).RequirePermission(Permissions.TenantManage);
    }

    /// <summary>The company's name, time zone and business day.</summary>
    private static async Task<Ok<TenantView>> GetAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetTenant(), ct));

    /// <summary>Changes the company's name, time zone and business day.</summary>
    private static async Task<Ok<TenantView>> ChangeAsync(ChangeTenant body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Requires a second factor of everybody who works in the company, after a grace, or stops requiring it.</summary>
    private static async Task<Ok<TenantView>> RequireSecondFactorAsync(RequireSecondFactor body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));
}
