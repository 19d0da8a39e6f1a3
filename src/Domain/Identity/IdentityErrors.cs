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
    public static readonly Error InviteWithoutAddress = new(
        "identity.invite.without_address",
        ErrorKind.Invalid,
        "To send the invitation, say to which e-mail address."
    );
    public static readonly Error InvitePending = new(
        "identity.invite.pending",
        ErrorKind.Conflict,
        "There is an open invitation to this address; send it again, or take it back first."
    );
    public static readonly Error InviteJustSent = new(
        "identity.invite.just_sent",
        ErrorKind.TooMany,
        "The invitation was sent a moment ago; wait a minute before sending it again."
    );
    public static readonly Error TooManyInvites = new(
        "identity.invite.too_many",
        ErrorKind.TooMany,
        "The company has mailed as many invitations as it may within an hour; wait, or hand a link over."
    );
    public static readonly Error TooManyMails = new(
        "identity.mail.too_many",
        ErrorKind.TooMany,
        "The company has mailed as many customers as it may within an hour; wait, or hand the link over."
    );
    public static readonly Error MailNotConfigured = new(
        "identity.mail.not_configured",
        ErrorKind.Conflict,
        "This installation sends no e-mail; hand the link over yourself, or have its operator configure a mail server."
    );
    public static readonly Error TooManyResets = new(
        "identity.password_reset.too_many",
        ErrorKind.TooMany,
        "Too many new passwords asked for from this address; wait a moment."
    );
    public static readonly Error LinkNotFound = new(
        "identity.link.not_found",
        ErrorKind.NotFound,
        "The link does not exist, was used or has expired; ask for a new one."
    );
    public static readonly Error PasswordWrong = new("identity.password.wrong", ErrorKind.Invalid, "This is not your present password.");
    public static readonly Error TooManyPasswords = new("identity.password.too_many", ErrorKind.TooMany, "Too many wrong passwords; wait a moment.");
    public static readonly Error TooManyEmailChanges = new(
        "identity.email_change.too_many",
        ErrorKind.TooMany,
        "Too many changes of e-mail address asked for; wait a while."
    );
    public static readonly Error EmailUnchanged = new("identity.email_change.same", ErrorKind.Invalid, "This is your e-mail address already.");
    public static readonly Error EmailChangeNotFound = new(
        "identity.email_change.not_found",
        ErrorKind.NotFound,
        "No change of e-mail address is waiting to be confirmed."
    );
    public static readonly Error SessionNotFound = new("identity.session.not_found", ErrorKind.NotFound, "The session does not exist or has ended.");
    public static readonly Error AvatarMissing = new("identity.avatar.missing", ErrorKind.Invalid, "The form has no picture.");
    public static readonly Error AvatarNotFound = new("identity.avatar.not_found", ErrorKind.NotFound, "There is no picture of this person.");
    public static readonly Error AvatarNotAPicture = new(
        "identity.avatar.not_a_picture",
        ErrorKind.Invalid,
        "The file is not a PNG or JPEG picture, whatever its name says."
    );
    public static readonly Error AvatarTooLarge = new(
        "identity.avatar.too_large",
        ErrorKind.Invalid,
        "A picture may have 512 KB and 1024 pixels on each side."
    );
    public static readonly Error SecondStepNeeded = new(
        "identity.second_factor.code_needed",
        ErrorKind.Unauthenticated,
        "The password is right; now the code of the authenticator app, or a recovery code."
    );
    public static readonly Error EnrolmentNeeded = new(
        "identity.second_factor.enrolment_needed",
        ErrorKind.Unauthenticated,
        "This company lets nobody in without a second factor: set yours up to sign in."
    );
    public static readonly Error CodeWrong = new(
        "identity.second_factor.code_wrong",
        ErrorKind.Invalid,
        "The code is wrong, was used already or is too old; take the one the app shows now."
    );
    public static readonly Error TooManyCodes = new(
        "identity.second_factor.too_many",
        ErrorKind.TooMany,
        "Too many wrong codes; wait before trying again."
    );
    public static readonly Error SecondStepOver = new(
        "identity.second_factor.step_over",
        ErrorKind.Unauthenticated,
        "Signing in took too long, or too many wrong codes were given; begin again with the password."
    );
    public static readonly Error SecondFactorOn = new("identity.second_factor.already_on", ErrorKind.Conflict, "The second factor is on already.");
    public static readonly Error SecondFactorOff = new("identity.second_factor.off", ErrorKind.Conflict, "The second factor is not on.");
    public static readonly Error SecondFactorRequired = new(
        "identity.second_factor.required",
        ErrorKind.Conflict,
        "A company you work for requires the second factor; set it up, or leave it on."
    );
}
