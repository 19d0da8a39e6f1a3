using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadForms;

public sealed record GetLeadForm(Guid Id) : IRequest<LeadFormView>;

internal sealed class GetLeadFormHandler(ISalesDb db, LeadFormViews views) : IRequestHandler<GetLeadForm, LeadFormView>
{
    public async Task<LeadFormView> Handle(GetLeadForm request, CancellationToken ct) =>
        await views.OfAsync(
            await db.LeadForms.AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.Id, ct) ?? throw new DomainException(LeadFormErrors.NotFound),
            ct
        );
}
