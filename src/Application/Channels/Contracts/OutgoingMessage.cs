using CleanApp.Application.Channels.Messages;
using CleanApp.Domain.Channels;
using FluentValidation;

namespace CleanApp.Application.Channels.Contracts;

/// <param name="ReplyTo">Our id of the message that is quoted, or reacted to.</param>
/// <param name="MediaId">The file of a content of type <c>media</c>, put here before.</param>
public sealed record OutgoingMessage(MessageContent Content, Guid? ReplyTo = null, Guid? MediaId = null);

/// <summary>What a message must be, wherever it is written.</summary>
public sealed class OutgoingMessageRules : AbstractValidator<OutgoingMessage>
{
    public OutgoingMessageRules()
    {
        RuleFor(r => r.Content).NotNull().SetValidator(new MessageContentValidator()!);
        RuleFor(r => r.Content)
            .Must(c => c is not MediaContent { Link: null })
            .When(r => r.MediaId is null)
            .OverridePropertyName("Content.Link")
            .WithMessage("Give an address, or put the file here first.");
        RuleFor(r => r.ReplyTo).NotNull().When(r => r.Content is ReactionContent).WithMessage("A reaction is to a message.");
    }
}
