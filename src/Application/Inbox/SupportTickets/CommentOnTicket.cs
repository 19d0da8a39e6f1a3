using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Writes something down for colleagues; the customer never sees it.</summary>
/// <param name="Text">Up to 4,000 characters.</param>
public sealed record CommentOnTicket(Guid Id, string Text) : ICommand<CommentOnTicket.Response>
{
    public sealed record Response(int Sequence);
}

internal sealed class CommentOnTicketValidator : AbstractValidator<CommentOnTicket>
{
    public CommentOnTicketValidator() => RuleFor(r => r.Text).Paragraph(4000);
}

internal sealed class CommentOnTicketHandler(IInboxDb db, Sights sights, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<CommentOnTicket, CommentOnTicket.Response>
{
    public async Task<CommentOnTicket.Response> Handle(CommentOnTicket request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var comment = ticket.Comment(id, keys.Seal(request.Text.Trim(), InboxPlaces.TicketWords(id)), user.Actor, now);
        db.SupportTicketEvents.Add(comment);
        await db.SaveChangesAsync(ct);
        return new CommentOnTicket.Response(comment.Sequence);
    }
}
