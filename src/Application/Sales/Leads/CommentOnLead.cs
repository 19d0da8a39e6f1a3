using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Writes something down for colleagues; the person never sees it.</summary>
/// <param name="Text">Up to 4,000 characters.</param>
public sealed record CommentOnLead(Guid LeadId, string Text) : ICommand<CommentOnLead.Response>
{
    public sealed record Response(int Sequence);
}

internal sealed class CommentOnLeadValidator : AbstractValidator<CommentOnLead>
{
    public CommentOnLeadValidator() => RuleFor(r => r.Text).Paragraph(4000);
}

internal sealed class CommentOnLeadHandler(LeadBook book, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<CommentOnLead, CommentOnLead.Response>
{
    public async Task<CommentOnLead.Response> Handle(CommentOnLead request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var lead = await book.LockAsync(request.LeadId, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var comment = lead.Comment(id, keys.Seal(request.Text.Trim(), SalesPlaces.LeadWords(id)), user.Actor, now);
        await book.SaveAsync(lead, comment, ct);
        return new CommentOnLead.Response(comment.Sequence);
    }
}
