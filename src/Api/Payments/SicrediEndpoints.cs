using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Payments.Sicredi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Payments;

internal static class SicrediEndpoints
{
    public static void MapSicredi(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/payments").WithTags("Payments");
        group.MapGet("/sicredi", GetAsync).RequirePermission(Permissions.PaymentsSettingsManage).Fails(409);
        group.MapPut("/sicredi", ConfigureAsync).RequirePermission(Permissions.PaymentsSettingsManage).Fails(409);
        group.MapPost("/sicredi/test", TestAsync).RequirePermission(Permissions.PaymentsSettingsManage).Fails(409);
    }

    /// <summary>The company's Pix account; secrets are masked.</summary>
    private static async Task<Ok<SicrediAccountView>> GetAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetSicrediAccount(), ct));

    /// <summary>Sets up or changes the Pix account; secrets left out stay as they are.</summary>
    private static async Task<Ok<SicrediAccountView>> ConfigureAsync(ConfigureSicredi body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Signs in at the bank and asks a harmless question.</summary>
    private static async Task<Ok<TestSicredi.Response>> TestAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new TestSicredi(), ct));
}
