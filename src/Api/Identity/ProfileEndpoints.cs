using CleanApp.Api.Common;
using CleanApp.Application.Identity.Passwords;
using CleanApp.Application.Identity.Profile;
using CleanApp.Application.Identity.SecondFactors;
using CleanApp.Application.Identity.Sessions;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Identity;

/// <summary>One's own account.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfile(this IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Profile");
        me.MapGet("/profile", GetAsync).RequireSignedIn();
        me.MapPut("/profile", ChangeAsync).RequireSignedIn();
        me.MapPut("/avatar", SetAvatarAsync).RequireSignedIn().WithMetadata(FileForm.Instance);
        me.MapDelete("/avatar", RemoveAvatarAsync).RequireSignedIn().Fails(404);
        me.MapPut("/password", ChangePasswordAsync).RequireSignedIn().Fails(429);
        me.MapPost("/email-change", AskForEmailChangeAsync).RequireSignedIn().Fails(409, 429);
        me.MapDelete("/email-change", CancelEmailChangeAsync).RequireSignedIn().Fails(404);
        me.MapGet("/sessions", ListSessionsAsync).RequireSignedIn();
        me.MapDelete("/sessions/{sessionId:guid}", EndSessionAsync).RequireSignedIn().Fails(404);
        me.MapDelete("/sessions", EndOtherSessionsAsync).RequireSignedIn();
        me.MapGet("/second-factor", GetSecondFactorAsync).RequireSignedIn();
        me.MapPost("/second-factor", BeginSecondFactorAsync).RequireSignedIn().Fails(409, 429);
        me.MapPost("/second-factor/confirm", ConfirmSecondFactorAsync).RequireSignedIn().Fails(409, 429);
        me.MapPost("/second-factor/recovery-codes", RenewRecoveryCodesAsync).RequireSignedIn().Fails(409, 429);
        me.MapPost("/second-factor/disable", DisableSecondFactorAsync).RequireSignedIn().Fails(409, 429);
    }

    /// <summary>One's own account, and how one appears in this company.</summary>
    private static async Task<Ok<ProfileView>> GetAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetProfile(), ct));

    /// <summary>Changes one's own name and language.</summary>
    private static async Task<NoContent> ChangeAsync(ChangeProfile body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Shows one's colleagues in this company a picture: the part <c>file</c> of a form, PNG or JPEG by its content, 512 KB at most.</summary>
    private static async Task<Ok<SetAvatar.Response>> SetAvatarAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new SetAvatar(new MultipartFile(request)), ct));

    /// <summary>Takes one's own picture down.</summary>
    private static async Task<NoContent> RemoveAvatarAsync(IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RemoveAvatar(), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Changes one's own password; every other session ends.</summary>
    private static async Task<NoContent> ChangePasswordAsync(ChangePassword body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Mails a link to a new address of one's own; following it makes it the account's.</summary>
    private static async Task<Accepted> AskForEmailChangeAsync(AskForEmailChange body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>Makes the link to the new address worthless.</summary>
    private static async Task<NoContent> CancelEmailChangeAsync(IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new CancelEmailChange(), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Where one is signed in.</summary>
    private static async Task<Ok<ListSessions.Response>> ListSessionsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListSessions(), ct));

    /// <summary>Signs one of one's own devices out, at once.</summary>
    private static async Task<NoContent> EndSessionAsync(Guid sessionId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new EndSession(sessionId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>Signs every device of one's own out but this one.</summary>
    private static async Task<Ok<EndOtherSessions.Response>> EndOtherSessionsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new EndOtherSessions(), ct));

    /// <summary>Whether signing in asks for a code as well, and whether a company demands it.</summary>
    private static async Task<Ok<GetSecondFactor.Response>> GetSecondFactorAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetSecondFactor(), ct));

    /// <summary>Begins to set up a second factor: a secret for the authenticator app.</summary>
    private static async Task<Ok<SecondFactorSecret>> BeginSecondFactorAsync(BeginSecondFactor body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Turns the second factor on by a first code. The recovery codes are shown only here.</summary>
    private static async Task<Ok<RecoveryCodes>> ConfirmSecondFactorAsync(ConfirmSecondFactor body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>New recovery codes; those of before work no more.</summary>
    private static async Task<Ok<RecoveryCodes>> RenewRecoveryCodesAsync(RenewRecoveryCodes body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>Turns the second factor off, with password and code.</summary>
    private static async Task<NoContent> DisableSecondFactorAsync(DisableSecondFactor body, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(body, ct);
        return TypedResults.NoContent();
    }
}
