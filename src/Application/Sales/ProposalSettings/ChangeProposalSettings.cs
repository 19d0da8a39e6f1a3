using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.ProposalSettings;

/// <summary>Says how the company's proposals begin and look from now on; what was sent stays as it is.</summary>
/// <param name="ValidityDays">1 to 365.</param>
/// <param name="Terms">Up to 8,000 characters; null: none.</param>
/// <param name="Letterhead">Up to 600 characters, in lines; null: none.</param>
public sealed record ChangeProposalSettings(int ValidityDays, string? Terms = null, string? Letterhead = null) : ICommand<ProposalSettingsView>;

internal sealed class ChangeProposalSettingsValidator : AbstractValidator<ChangeProposalSettings>
{
    private const int MostLines = 12;

    public ChangeProposalSettingsValidator()
    {
        RuleFor(r => r.ValidityDays).InclusiveBetween(1, 365);
        RuleFor(r => r.Terms!).Paragraph(8000).When(r => !string.IsNullOrWhiteSpace(r.Terms));
        RuleFor(r => r.Letterhead!).Paragraph(600).When(r => !string.IsNullOrWhiteSpace(r.Letterhead));
        // It stands in one piece on the first page.
        RuleFor(r => r.Letterhead).Must(l => l is null || l.Count(c => c == '\n') < MostLines).WithMessage($"Must have at most {MostLines} lines.");
    }
}

internal sealed class ChangeProposalSettingsHandler(ISalesDb db, ProposalLogos logos, TimeProvider clock)
    : IRequestHandler<ChangeProposalSettings, ProposalSettingsView>
{
    public async Task<ProposalSettingsView> Handle(ChangeProposalSettings request, CancellationToken ct)
    {
        var settings = await db.LockProposalSettingsAsync(ct);
        settings.Change(request.ValidityDays, request.Terms.OrNothing(), request.Letterhead.OrNothing(), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await logos.ViewAsync(settings, ct);
    }
}
