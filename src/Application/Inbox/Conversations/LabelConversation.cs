using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Gives a conversation these labels and no others.</summary>
/// <param name="LabelIds">Up to twenty.</param>
public sealed record LabelConversation(Guid ConversationId, IReadOnlyList<Guid> LabelIds) : ICommand<ConversationSummary>;

internal sealed class LabelConversationValidator : AbstractValidator<LabelConversation>
{
    public LabelConversationValidator() => RuleFor(r => r.LabelIds).Must(ids => ids is { Count: <= 20 }).WithMessage("At most 20.");
}

internal sealed class LabelConversationHandler(IInboxDb db, Sights sights, PutLabels labels, ConversationViews views)
    : IRequestHandler<LabelConversation, ConversationSummary>
{
    public async Task<ConversationSummary> Handle(LabelConversation request, CancellationToken ct)
    {
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        await labels.RequireAsync(request.LabelIds, ct);
        await labels.RunAsync([conversation], _ => request.LabelIds.ToHashSet(), ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(conversation, ct);
    }
}
