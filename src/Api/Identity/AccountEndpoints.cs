using CleanApp.Api.Common;
using CleanApp.Application.Identity.Passwords;
using CleanApp.Application.Identity.Profile;
using CleanApp.Application.Identity.SecondFactors;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Identity;

/// <summary>What a person does about an account without being signed in: links from mails, and a second factor on the way in.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder api)
    {
        var passwords = api.MapGroup("/auth/password-resets").WithTags("Auth");
        passwords.MapPost("/", AskAsync).AllowAnybody().Fails(429);
        passwords.MapPost("/open", OpenAsync).AllowAnybody().Fails(404);
        passwords.MapPost("/use", UseAsync).AllowAnybody().Fails(404, 429);
        var factors = api.MapGroup("/auth/second-factor").WithTags("Auth");
        factors.MapPost("/", EnrolAsync).AllowAnybody().Fails(401, 409);
        factors.MapPost("/confirm", ConfirmAsync).AllowAnybody().Fails(401, 404, 409, 429);
        api.MapPost("/auth/email-changes/confirm", ConfirmEmailAsync).AllowAnybody().Fails(404, 409).WithTags("Auth");
    }

    /// <summary>Mails a link to set a new password, if the address has an account. The answer is the same, at the same time, if it has none.</summary>
    private static async Task<Accepted> AskAsync(AskForNewPassword body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>Whether a mailed link still works.</summary>
    private static async Task<Ok<OpenPasswordReset.Response>> OpenAsync(OpenPasswordReset body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Sets a new password by a mailed link, once; every session of the account ends.</summary>
    private static async Task<NoContent> UseAsync(SetNewPassword body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Begins to set up a second factor on the way in, where a company lets nobody in without.</summary>
    private static async Task<Ok<SecondFactorSecret>> EnrolAsync(BeginEnrolment body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Confirms it by a first code, and signs in. The recovery codes are shown only here.</summary>
    private static async Task<Ok<ConfirmEnrolment.Response>> ConfirmAsync(
        ConfirmEnrolment body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Ok(Deliver(await mediator.Send(body, ct), cookie, http));

    private static ConfirmEnrolment.Response Deliver(ConfirmEnrolment.Response enrolled, RefreshCookie cookie, HttpContext http) =>
        enrolled with
        {
            Session = cookie.Deliver(http, enrolled.Session),
        };

    /// <summary>Makes the address that a mailed link was sent to the account's.</summary>
    private static async Task<Ok<ConfirmEmailChange.Response>> ConfirmEmailAsync(ConfirmEmailChange body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));
}
