using CleanApp.Application.Sales.LeadScores;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

public sealed record GetLead(Guid Id) : IRequest<GetLead.Response>
{
    /// <param name="Points">What it has its score for.</param>
    /// <param name="Campaign">What the address said by which they came; null: nothing.</param>
    /// <param name="Advertisement">The one they came by.</param>
    public sealed record Response(LeadSummary Lead, IReadOnlyList<ScorePoint> Points, UtmTags? Campaign, AdReferral? Advertisement);
}

internal sealed class GetLeadHandler(ISalesDb db, LeadBook book, LeadViews views) : IRequestHandler<GetLead, GetLead.Response>
{
    public async Task<GetLead.Response> Handle(GetLead request, CancellationToken ct)
    {
        var lead = await book.FindAsync(request.Id, ct);
        var campaign = new UtmTags(lead.UtmSource, lead.UtmMedium, lead.UtmCampaign, lead.UtmTerm, lead.UtmContent);
        var ad = new AdReferral(lead.AdId, lead.AdHeadline, lead.AdUrl);
        return new GetLead.Response(
            await views.OfAsync(lead, ct),
            (await db.ScoringAsync(ct)).Why(lead),
            campaign == new UtmTags() ? null : campaign,
            ad == new AdReferral(null, null, null) ? null : ad
        );
    }
}
