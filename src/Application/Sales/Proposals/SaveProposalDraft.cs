using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>Writes the draft, whole: what is left out is gone. What it comes to is computed here.</summary>
/// <param name="Lines">In their order, at most 500.</param>
/// <param name="ValidityDays">From the day it is sent, 1 to 365.</param>
/// <param name="Terms">Up to 8,000 characters; null: none.</param>
/// <param name="Note">To the customer, up to 4,000 characters; null: none.</param>
/// <param name="Edition">What the caller saw; null: they did not say.</param>
public sealed record SaveProposalDraft(
    Guid Id,
    IReadOnlyList<ProposalLineInput> Lines,
    ProposalDiscountView Discount,
    int ValidityDays,
    string? Terms,
    string? Note,
    SeenVersion? Edition
) : ICommand<ProposalDetails>;

internal sealed class SaveProposalDraftValidator : AbstractValidator<SaveProposalDraft>
{
    public SaveProposalDraftValidator()
    {
        RuleFor(r => r.Lines)
            .NotNull()
            .Must(lines => lines is null || lines.Count <= ProposalLine.Most)
            .WithMessage($"Must have at most {ProposalLine.Most} entries.");
        RuleForEach(r => r.Lines).NotNull().ChildRules(ProposalRules.Check);
        RuleFor(r => r.Discount).NotNull().ChildRules(ProposalRules.Check);
        RuleFor(r => r.ValidityDays).InclusiveBetween(1, 365);
        RuleFor(r => r.Terms!).Paragraph(8000).When(r => !string.IsNullOrWhiteSpace(r.Terms));
        RuleFor(r => r.Note!).Paragraph(4000).When(r => !string.IsNullOrWhiteSpace(r.Note));
    }
}

internal sealed class SaveProposalDraftHandler(ISalesDb db, ProposalDesk desk, ProposalDetailViews views, IPersonalVault vault, TimeProvider clock)
    : IRequestHandler<SaveProposalDraft, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(SaveProposalDraft request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var (proposal, opportunity) = await desk.LockAsync(request.Id, request.Edition, ct);
        await db.RequireProductsAsync(request.Lines, ct);
        var content = new ProposalContent(
            [.. request.Lines.Select(l => l.ToLine())],
            new ProposalDiscount(request.Discount.Kind, request.Discount.Value),
            request.Terms.OrNothing(),
            request.Note.OrNothing()
        );
        var versionId = proposal.Draft?.Id ?? Guid.Empty;
        proposal.Write(content.ToText(keys, versionId, request.ValidityDays), opportunity.ContactId, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }
}
