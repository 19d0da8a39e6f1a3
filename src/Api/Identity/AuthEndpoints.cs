using CleanApp.Api.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Members;
using CleanApp.Application.Identity.SecondFactors;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Identity;

internal static class AuthEndpoints
{
    /// <param name="RefreshToken">Left out by browsers that keep it in the cookie.</param>
    public sealed record TokenBody(string? RefreshToken = null);

    public sealed record AcceptBody(string? Name = null, string? Email = null, string? Password = null);

    public static void MapAuth(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("Auth");
        group.MapPost("/register", RegisterAsync).AllowAnybody().Fails(409, 429);
        group.MapPost("/login", LoginAsync).AllowAnybody().Fails(401, 404, 429);
        group.MapPost("/second-step", ShowSecondFactorAsync).AllowAnybody().Fails(401, 404, 429);
        group.MapPost("/refresh", RefreshAsync).AllowAnybody().Fails(401);
        group.MapPost("/logout", LogoutAsync).AllowAnybody();
        group.MapPost("/switch-tenant", SwitchTenantAsync).RequireSignedIn().Fails(404, 409);
        group.MapGet("/invites/{token}", OpenInviteAsync).AllowAnybody().Fails(404);
        group.MapPost("/invites/{token}/accept", AcceptInviteAsync).AllowAnybody().Fails(401, 404, 409, 429);
        api.MapGet("/me", MeAsync).RequireSignedIn().Fails(404).WithTags("Auth");
    }

    /// <summary>Registers a company with its first owner and signs the owner in.</summary>
    private static async Task<Created<SessionView>> RegisterAsync(
        Register body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Created((string?)null, cookie.Deliver(http, await mediator.Send(body, ct)));

    /// <summary>
    /// Signs a person in. Unknown e-mail and wrong password are answered alike, in like time. With a second factor the answer is 401
    /// <c>identity.second_factor.code_needed</c> and a <c>token</c> for the second step; where the company requires one and there is none,
    /// <c>identity.second_factor.enrolment_needed</c> and a <c>token</c> to set it up.
    /// </summary>
    private static async Task<Ok<SessionView>> LoginAsync(
        Login body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Ok(cookie.Deliver(http, await mediator.Send(body, ct)));

    /// <summary>The second step of signing in: the first one's token, and the app's code or a recovery code. Five wrong codes end it.</summary>
    private static async Task<Ok<SessionView>> ShowSecondFactorAsync(
        ShowSecondFactor body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Ok(cookie.Deliver(http, await mediator.Send(body, ct)));

    /// <summary>Exchanges the refresh token for a new pair. A token works once; used again it ends the session.</summary>
    private static async Task<Ok<SessionView>> RefreshAsync(
        TokenBody? body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Ok(cookie.Deliver(http, await mediator.Send(new RefreshSession(cookie.Read(http, body?.RefreshToken)), ct)));

    /// <summary>Ends the session at once, by the access token or by the refresh token.</summary>
    private static async Task<NoContent> LogoutAsync(
        TokenBody? body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    )
    {
        await mediator.Send(new Logout(cookie.Read(http, body?.RefreshToken)), ct);
        cookie.Clear(http);
        return TypedResults.NoContent();
    }

    /// <summary>Continues the session in another of the person's companies.</summary>
    private static async Task<Ok<SessionView>> SwitchTenantAsync(
        SwitchTenant body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Ok(cookie.Deliver(http, await mediator.Send(body, ct)));

    /// <summary>What an invitation's link leads to.</summary>
    private static async Task<Ok<OpenInvite.Response>> OpenInviteAsync(string token, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new OpenInvite(token), ct));

    /// <summary>Joins the company: signed in with an empty body, or as a new person with name, e-mail and password.</summary>
    private static async Task<Ok<SessionView>> AcceptInviteAsync(
        string token,
        AcceptBody body,
        IMediator mediator,
        RefreshCookie cookie,
        HttpContext http,
        CancellationToken ct
    ) => TypedResults.Ok(cookie.Deliver(http, await mediator.Send(new AcceptInvite(token, body.Name, body.Email, body.Password), ct)));

    /// <summary>Who is signed in, where, and what the role allows.</summary>
    private static async Task<Ok<GetMe.Response>> MeAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetMe(), ct));
}
