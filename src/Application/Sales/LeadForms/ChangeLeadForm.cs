using CleanApp.Application.Common;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.LeadForms;

/// <summary>Changes what a form says and asks, or switches it off or on again. Off, its link shows nothing; what came by it stays.</summary>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record ChangeLeadForm(Guid Id, LeadFormContent Content, bool Active, SeenVersion? Version) : ICommand<LeadFormView>;

internal sealed class ChangeLeadFormValidator : AbstractValidator<ChangeLeadForm>
{
    public ChangeLeadFormValidator() => this.Form(r => r.Content);
}

internal sealed class ChangeLeadFormHandler(ISalesDb db, LeadBook book, LeadFormViews views, TimeProvider clock)
    : IRequestHandler<ChangeLeadForm, LeadFormView>
{
    public async Task<LeadFormView> Handle(ChangeLeadForm request, CancellationToken ct)
    {
        var form = await views.LockAsync(request.Id, request.Version, ct);
        // Whoever looked after it and has left may stay named while something else is changed.
        if (request.Content.OwnerId is { } owner && owner != form.OwnerId)
            await book.RequireOwnerAsync(owner, ct);
        form.Change(request.Content, request.Active, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(form, ct);
    }
}
