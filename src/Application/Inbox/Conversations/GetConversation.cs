using CleanApp.Application.Channels.Contracts;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

public sealed record GetConversation(Guid ConversationId) : IRequest<GetConversation.Response>
{
    /// <param name="WindowUntil">Until when the customer may be written to freely; null when only templates may be sent.</param>
    /// <param name="CanBeWrittenTo">False once the person was anonymised.</param>
    public sealed record Response(ConversationSummary Conversation, DateTimeOffset? WindowUntil, bool CanBeWrittenTo);
}

internal sealed class GetConversationHandler(Sights sights, ConversationViews views, IMessageRecords messages)
    : IRequestHandler<GetConversation, GetConversation.Response>
{
    public async Task<GetConversation.Response> Handle(GetConversation request, CancellationToken ct)
    {
        var conversation = await sights.FindAsync(request.ConversationId, ct);
        return new GetConversation.Response(
            await views.OfAsync(conversation, ct),
            await messages.WindowUntilAsync(conversation.ChannelId, conversation.AddressLookup, ct),
            conversation.Address is not null
        );
    }
}
