using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

public sealed record GetSicrediAccount : IRequest<SicrediAccountView>;

internal sealed class GetSicrediAccountHandler(IPaymentsDb db, SicrediAccountViews views) : IRequestHandler<GetSicrediAccount, SicrediAccountView>
{
    public async Task<SicrediAccountView> Handle(GetSicrediAccount request, CancellationToken ct) =>
        views.Of(await db.SicrediAccounts.AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new DomainException(SicrediAccountErrors.NotConfigured));
}
