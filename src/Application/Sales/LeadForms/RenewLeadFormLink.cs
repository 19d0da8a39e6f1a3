using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadForms;

/// <summary>Gives a form another link; the one there was leads nowhere from then on.</summary>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record RenewLeadFormLink(Guid Id, SeenVersion? Version) : ICommand<LeadFormView>;

internal sealed class RenewLeadFormLinkHandler(ISalesDb db, LeadFormViews views, ITokenSource tokens, TimeProvider clock)
    : IRequestHandler<RenewLeadFormLink, LeadFormView>
{
    public async Task<LeadFormView> Handle(RenewLeadFormLink request, CancellationToken ct)
    {
        var form = await views.LockAsync(request.Id, request.Version, ct);
        form.RenewLink(tokens.NewToken(), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(form, ct);
    }
}
