using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Takes a message for sending; what becomes of it is told by its status.</summary>
/// <param name="To">Telephone number, or Meta's id of a person who hides theirs (<c>BR.123…</c>); null: whoever <paramref name="ReplyTo"/> is from or to.</param>
/// <param name="Class">
/// What it means to get it twice or not at all; decides what is done when nobody can tell whether it was sent. A template's category decides
/// for templates: only of notices it may be said, and left out is a notice.
/// </param>
/// <param name="ReplyTo">Our id of the message that is quoted, or reacted to.</param>
/// <param name="MediaId">The file of a content of type <c>media</c>, put here before; in place of a link.</param>
/// <param name="ExpiresAt">Not sent later than this, within 30 days. A code expires after ten minutes unless said otherwise.</param>
public sealed record SendMessage(
    Guid ChannelId,
    string? To,
    MessageContent Content,
    MessageClass? Class = null,
    Guid? ReplyTo = null,
    DateTimeOffset? ExpiresAt = null,
    Guid? MediaId = null
) : ICommand<SendMessage.Response>
{
    /// <param name="WindowUntil">Until when the customer may be written to freely; null when only templates may be sent.</param>
    /// <param name="Class">What it counts as.</param>
    public sealed record Response(Guid Id, OutboundStatus Status, MessageClass Class, DateTimeOffset? WindowUntil);
}

internal sealed class SendMessageValidator : AbstractValidator<SendMessage>
{
    public SendMessageValidator(TimeProvider clock)
    {
        RuleFor(r => r.To).MaximumLength(300);
        RuleFor(r => new OutgoingMessage(r.Content, r.ReplyTo, r.MediaId)).SetValidator(new OutgoingMessageRules()).OverridePropertyName("");
        RuleFor(r => r.Class).IsInEnum().NotNull().When(r => r.Content is not TemplateContent, ApplyConditionTo.CurrentValidator);
        RuleFor(r => r.ExpiresAt)
            .Must(at => at > clock.GetUtcNow() && at < clock.GetUtcNow().AddDays(30))
            .When(r => r.ExpiresAt is not null)
            .WithMessage("Must be in the future, within 30 days.");
    }
}

internal sealed class SendMessageHandler(Recipients recipients, TakeMessage take) : IRequestHandler<SendMessage, SendMessage.Response>
{
    public async Task<SendMessage.Response> Handle(SendMessage request, CancellationToken ct)
    {
        var recipient = await recipients.FindAsync(request.ChannelId, request.To, request.ReplyTo, ct);
        var message = new OutgoingMessage(request.Content, request.ReplyTo, request.MediaId);
        var (taken, _, window) = await take.RunAsync(request.ChannelId, recipient, message, request.Class, request.ExpiresAt, ct);
        return new SendMessage.Response(taken.Id, taken.Status, taken.Class, window);
    }
}
