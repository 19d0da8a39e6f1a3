using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Writes first: by a template, to somebody who has not written for 24 hours. Goes on with the conversation there is.</summary>
/// <param name="To">Telephone number, or Meta's id of a person who hides theirs (<c>BR.123…</c>).</param>
public sealed record StartConversation(Guid ChannelId, string To, OutgoingMessage Message) : ICommand<ConversationSummary>;

internal sealed class StartConversationValidator : AbstractValidator<StartConversation>
{
    public StartConversationValidator()
    {
        RuleFor(r => r.To).NotEmpty().MaximumLength(300);
        RuleFor(r => r.Message).SetValidator(new OutgoingMessageRules()).OverridePropertyName("");
    }
}

internal sealed class StartConversationHandler(Sights sights, KeepConversations keep, IMessages messages, ConversationViews views, IUserContext user)
    : IRequestHandler<StartConversation, ConversationSummary>
{
    public async Task<ConversationSummary> Handle(StartConversation request, CancellationToken ct)
    {
        var sent = await messages.QueueToAsync(request.ChannelId, request.To, request.Message, ct);
        var conversation = await keep.TakeUpAsync(sent, user.Actor, ct);
        if (!(await sights.OfCallerAsync(ct)).Sees(conversation))
            throw new DomainException(ConversationErrors.OfAnotherTeam);
        return await views.OfAsync(conversation, ct);
    }
}
