using CleanApp.Application.Common;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadForms;

/// <summary>Makes a page that anybody may fill in to become a lead; it is active from the beginning.</summary>
/// <param name="Name">Up to 60 characters; only the company sees it.</param>
/// <param name="Title">Up to 120 characters.</param>
/// <param name="Notice">What becomes of what is sent, up to 600 characters.</param>
/// <param name="Text">Under the title, up to 1,000 characters; null: nothing.</param>
/// <param name="Thanks">Shown to whoever has sent it, up to 500 characters; null: the page's usual words.</param>
/// <param name="OwnerId">Looks after leads that come by it; null: nobody in particular.</param>
public sealed record CreateLeadForm(
    string Name,
    string Title,
    FieldDemand Phone,
    FieldDemand Email,
    FieldDemand Message,
    string Notice,
    string? Text = null,
    string? Thanks = null,
    Guid? OwnerId = null
) : ICommand<LeadFormView>
{
    internal LeadFormContent ToContent() => new(Name, Title, Text, Phone, Email, Message, Thanks, Notice, OwnerId);
}

internal sealed class CreateLeadFormValidator : AbstractValidator<CreateLeadForm>
{
    public CreateLeadFormValidator() => this.Form(r => r.ToContent());
}

internal sealed class CreateLeadFormHandler(ISalesDb db, LeadBook book, LeadFormViews views, ITokenSource tokens, TimeProvider clock)
    : IRequestHandler<CreateLeadForm, LeadFormView>
{
    public async Task<LeadFormView> Handle(CreateLeadForm request, CancellationToken ct)
    {
        if (request.OwnerId is { } owner)
            await book.RequireOwnerAsync(owner, ct);
        await db.LockSettingsAsync(ct);
        if (await db.LeadForms.CountAsync(ct) >= LeadForm.Most)
            throw new DomainException(LeadFormErrors.TooMany);
        var now = clock.GetUtcNow();
        var form = LeadForm.Create(Guid.CreateVersion7(now), request.ToContent(), tokens.NewToken(), now);
        db.LeadForms.Add(form);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(form, ct);
    }
}
