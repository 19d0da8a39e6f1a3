using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>What the public page shows before anything is sent.</summary>
public sealed record OpenRequestForm(string Token) : IRequest<OpenRequestForm.Response>
{
    public sealed record Response(string CompanyName, int AnswerInDays);
}

internal sealed class OpenRequestFormHandler(IPrivacyDb db, ITenantContext tenantContext, ITenantProfile tenant)
    : IRequestHandler<OpenRequestForm, OpenRequestForm.Response>
{
    public async Task<OpenRequestForm.Response> Handle(OpenRequestForm request, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindFormTenantAsync(request.Token, ct) ?? throw new DomainException(PrivacyErrors.FormNotFound));
        return new OpenRequestForm.Response((await tenant.GetAsync(ct)).Name, (int)DataSubjectRequest.Deadline.TotalDays);
    }
}
