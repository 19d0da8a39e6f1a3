using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.PublicLeadForms;

/// <summary>What whoever has a form's link sees before anything is sent.</summary>
public sealed record OpenLeadForm(string Token) : IRequest<OpenLeadForm.Response>
{
    /// <param name="Notice">What becomes of what is sent, beside the button.</param>
    /// <param name="PrivacyUrl">Where people ask the company for what is theirs, such as what it holds of them.</param>
    /// <param name="Version">To be sent along: what whoever fills it in has read.</param>
    public sealed record Response(
        string CompanyName,
        string Title,
        string? Text,
        FieldDemand Phone,
        FieldDemand Email,
        FieldDemand Message,
        string Notice,
        string PrivacyUrl,
        int Version
    );
}

internal sealed class OpenLeadFormHandler(LeadFormDoor door, ITenantProfile tenant, IPrivacyPage privacy)
    : IRequestHandler<OpenLeadForm, OpenLeadForm.Response>
{
    public async Task<OpenLeadForm.Response> Handle(OpenLeadForm request, CancellationToken ct)
    {
        var form = await door.EnterAsync(request.Token, ct);
        return new OpenLeadForm.Response(
            (await tenant.GetAsync(ct)).Name,
            form.Title,
            form.Text,
            form.Phone,
            form.Email,
            form.Message,
            form.Notice,
            await privacy.UrlAsync(ct),
            form.Version
        );
    }
}
