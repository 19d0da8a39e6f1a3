using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Writes something down for colleagues.</summary>
/// <param name="Text">Up to 4,000 characters.</param>
public sealed record CommentOnOpportunity(Guid Id, string Text) : ICommand<CommentOnOpportunity.Response>
{
    public sealed record Response(int Sequence);
}

internal sealed class CommentOnOpportunityValidator : AbstractValidator<CommentOnOpportunity>
{
    public CommentOnOpportunityValidator() => RuleFor(r => r.Text).Paragraph(4000);
}

internal sealed class CommentOnOpportunityHandler(ISalesDb db, OpportunityDesk desk, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<CommentOnOpportunity, CommentOnOpportunity.Response>
{
    public async Task<CommentOnOpportunity.Response> Handle(CommentOnOpportunity request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var opportunity = await desk.LockAsync(request.Id, version: null, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var comment = opportunity.Comment(id, keys.Seal(request.Text.Trim(), SalesPlaces.Words(id)), user.Actor, now);
        db.OpportunityEvents.Add(comment);
        await db.SaveChangesAsync(ct);
        return new CommentOnOpportunity.Response(comment.Sequence);
    }
}
