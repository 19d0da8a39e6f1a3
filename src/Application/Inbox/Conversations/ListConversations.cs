using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// The conversations the caller may see, newest first by when somebody last wrote; those that wait, who waits longest first.
/// </summary>
/// <param name="Status">Null: any.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
public sealed record ListConversations(
    ConversationView View,
    ConversationStatus? Status,
    Guid? TeamId,
    Guid? ChannelId,
    Guid? ContactId,
    Guid? LabelId,
    Priority? Priority,
    string? After,
    int Limit
) : IRequest<Page<ConversationSummary>>;

internal sealed class ListConversationsHandler(IInboxDb db, Sights sights, ConversationViews views, IPeople people)
    : IRequestHandler<ListConversations, Page<ConversationSummary>>
{
    public async Task<Page<ConversationSummary>> Handle(ListConversations request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var contacts = request.ContactId is { } contact ? await people.IdsOfAsync(contact, ct) : null;
        var filter = new ConversationFilter(
            await sights.OfCallerAsync(ct),
            request.View,
            request.Status,
            request.TeamId,
            request.ChannelId,
            contacts,
            request.LabelId,
            request.Priority
        );
        var rows = await db.ListAsync(filter, after, request.Limit, ct);
        var isWaiting = request.View == ConversationView.Waiting;
        var page = Page<Conversation>.Of(rows, request.Limit, c => new Cursor(isWaiting ? c.WaitingSince!.Value : c.LastMessageAt, c.Id));
        return new Page<ConversationSummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
