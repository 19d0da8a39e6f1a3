using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

public static class ChannelErrors
{
    public static readonly Error NotFound = new("channels.channel.not_found", ErrorKind.NotFound, "The channel does not exist.");
    public static readonly Error NumberTaken = new("channels.channel.number_taken", ErrorKind.Conflict, "This WhatsApp number is connected already.");
    public static readonly Error HostNotAllowed = new(
        "channels.channel.host_not_allowed",
        ErrorKind.Invalid,
        "This installation does not call that address."
    );
    public static readonly Error Unreachable = new(
        "channels.channel.unreachable",
        ErrorKind.Unavailable,
        "Meta could not be asked; try again in a moment."
    );
    public static readonly Error RefusedByMeta = new(
        "channels.channel.refused_by_meta",
        ErrorKind.Refused,
        "Meta did not answer the question: token, permission or account are not right."
    );
    public static readonly Error WebhookNotFound = new("channels.webhook.not_found", ErrorKind.NotFound, "No channel has this address.");
    public static readonly Error SignatureInvalid = new(
        "channels.webhook.signature_invalid",
        ErrorKind.Forbidden,
        "The body is not signed with this channel's app secret."
    );
    public static readonly Error VerificationRefused = new(
        "channels.webhook.verification_refused",
        ErrorKind.Forbidden,
        "The verify token is not this channel's."
    );
}

public static class DeadLetterErrors
{
    public static readonly Error NotFound = new(
        "channels.dead_letter.not_found",
        ErrorKind.NotFound,
        "What Meta is said to have posted is not on this channel."
    );
}

public static class MessageErrors
{
    public static readonly Error NotFound = new("channels.message.not_found", ErrorKind.NotFound, "The message does not exist.");
    public static readonly Error RecipientInvalid = new(
        "channels.message.recipient_invalid",
        ErrorKind.Invalid,
        "The recipient is neither a telephone number nor an id of WhatsApp."
    );
    public static readonly Error WindowClosed = new(
        "channels.message.window_closed",
        ErrorKind.Conflict,
        "The customer has not written for 24 hours: only a template may be sent."
    );
    public static readonly Error ReplyToNotFound = new(
        "channels.message.reply_to_not_found",
        ErrorKind.NotFound,
        "The message that is quoted or reacted to does not exist on this channel."
    );
    public static readonly Error NotUndecided = new(
        "channels.message.not_undecided",
        ErrorKind.Conflict,
        "What became of the message is known, or somebody has decided."
    );
    public static readonly Error RecipientMissing = new(
        "channels.message.recipient_missing",
        ErrorKind.Invalid,
        "Say whom it is to, or which message it answers."
    );
    public static readonly Error Erased = new(
        "channels.message.erased",
        ErrorKind.Conflict,
        "The person was anonymised; nothing is kept that could be sent."
    );
    public static readonly Error UnderWay = new(
        "channels.message.under_way",
        ErrorKind.Conflict,
        "A message to this person is being sent at this moment; try again in a minute."
    );
    public static readonly Error TooLate = new(
        "channels.message.too_late",
        ErrorKind.Conflict,
        "The message is on its way already and cannot be taken back."
    );
    public static readonly Error NotFailed = new("channels.message.not_failed", ErrorKind.Conflict, "The message has not failed.");
}

public static class TemplateErrors
{
    public static readonly Error NotFound = new(
        "channels.template.not_found",
        ErrorKind.NotFound,
        "The channel has no such template in this language; synchronise the templates."
    );
    public static readonly Error Pending = new("channels.template.pending", ErrorKind.Conflict, "Meta is still reviewing the template.");
    public static readonly Error Rejected = new("channels.template.rejected", ErrorKind.Conflict, "Meta rejected the template.");
    public static readonly Error Paused = new(
        "channels.template.paused",
        ErrorKind.Conflict,
        "Meta paused the template for a while, since people complained of it."
    );
    public static readonly Error Disabled = new("channels.template.disabled", ErrorKind.Conflict, "Meta disabled the template.");
    public static readonly Error Deleted = new("channels.template.deleted", ErrorKind.Conflict, "The template was deleted at Meta.");
    public static readonly Error NotUsable = new(
        "channels.template.not_usable",
        ErrorKind.Conflict,
        "The template is in a state in which Meta does not send it."
    );
    public static readonly Error NotSupported = new(
        "channels.template.not_supported",
        ErrorKind.Conflict,
        "The template has a part that cannot be sent from here, such as a carousel or a catalogue."
    );
}

public static class MediaErrors
{
    public static readonly Error NotFound = new("channels.media.not_found", ErrorKind.NotFound, "There is no such file on this channel.");
    public static readonly Error Gone = new("channels.media.gone", ErrorKind.NotFound, "The file was refused, has ended or was erased.");
    public static readonly Error Pending = new(
        "channels.media.pending",
        ErrorKind.Conflict,
        "The file is still being fetched; try again in a moment."
    );
    public static readonly Error Missing = new("channels.media.missing", ErrorKind.Invalid, "Send one file, as the part named file of a form.");
    public static readonly Error Empty = new("channels.media.empty", ErrorKind.Invalid, "The file has no content.");
    public static readonly Error TooLarge = new("channels.media.too_large", ErrorKind.Invalid, "WhatsApp does not take files of this kind so large.");
    public static readonly Error TypeUnsupported = new(
        "channels.media.type_unsupported",
        ErrorKind.Invalid,
        "WhatsApp does not take files of this type."
    );
    public static readonly Error TypeMismatch = new(
        "channels.media.type_mismatch",
        ErrorKind.Invalid,
        "The content of the file is not what its type or name says."
    );
    public static readonly Error KindMismatch = new(
        "channels.media.kind_mismatch",
        ErrorKind.Invalid,
        "The message does not carry a file, or not one of this kind."
    );
}
