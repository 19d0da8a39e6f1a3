using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

public static class IdentityErrors
{
    public static readonly Error CredentialsInvalid = new("identity.credentials.invalid", ErrorKind.Unauthenticated, "E-mail or password is wrong.");
    public static readonly Error EmailTaken = new(
        "identity.user.email_taken",
        ErrorKind.Conflict,
        "There is an account with this e-mail already; sign in instead."
    );
    public static readonly Error TooManySignIns = new(
        "identity.sign_in.too_many",
        ErrorKind.TooMany,
        "Too many attempts for this account from this address; wait a minute."
    );
    public static readonly Error TooManyRegistrations = new(
        "identity.register.too_many",
        ErrorKind.TooMany,
        "Too many companies registered from this address; wait a minute."
    );
    public static readonly Error HashingBusy = new("identity.sign_in.busy", ErrorKind.TooMany, "Many people are signing in; try again in a moment.");
    public static readonly Error RefreshTokenInvalid = new(
        "identity.refresh_token.invalid",
        ErrorKind.Unauthenticated,
        "The session has ended; sign in again."
    );
    public static readonly Error RefreshTokenReused = new(
        "identity.refresh_token.reused",
        ErrorKind.Unauthenticated,
        "An old refresh token was used again, so the session was ended; sign in again."
    );
    public static readonly Error TenantNotFound = new("identity.tenant.not_found", ErrorKind.NotFound, "The company does not exist.");
    public static readonly Error MemberNotFound = new("identity.member.not_found", ErrorKind.NotFound, "The member does not exist.");
    public static readonly Error LastOwner = new("identity.member.last_owner", ErrorKind.Conflict, "A company keeps at least one active owner.");
    public static readonly Error InviteNotFound = new(
        "identity.invite.not_found",
        ErrorKind.NotFound,
        "The invitation does not exist, was used or has expired."
    );
    public static readonly Error InviteAccountNeeded = new(
        "identity.invite.account_needed",
        ErrorKind.Invalid,
        "Sign in, or give name, e-mail and password to create an account."
    );
    public static readonly Error InviteForAnother = new(
        "identity.invite.for_another",
        ErrorKind.Conflict,
        "The invitation was made out to another e-mail address."
    );
    public static readonly Error AlreadyMember = new(
        "identity.invite.already_member",
        ErrorKind.Conflict,
        "This person is a member of the company already."
    );
}
