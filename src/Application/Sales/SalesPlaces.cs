using CleanApp.Application.Common;

namespace CleanApp.Application.Sales;

/// <summary>Where sealed parts of what is sold are stored.</summary>
internal static class SalesPlaces
{
    public static SealedPlace LeadInterest(Guid leadId) => new("leads", "interest", leadId);

    public static SealedPlace LeadStep(Guid leadId) => new("leads", "next_step", leadId);

    public static SealedPlace LeadWords(Guid eventId) => new("lead_events", "content", eventId);

    /// <summary>The name and the key of an import's file.</summary>
    public static SealedPlace LeadSheet(Guid importId) => new("lead_imports", "details", importId);

    public static SealedPlace Title(Guid opportunityId) => new("opportunities", "title", opportunityId);

    public static SealedPlace NextStep(Guid opportunityId) => new("opportunities", "next_step", opportunityId);

    public static SealedPlace Words(Guid eventId) => new("opportunity_events", "content", eventId);

    public static SealedPlace ProposalContent(Guid versionId) => new("proposal_versions", "content", versionId);

    public static SealedPlace ProposalToken(Guid versionId) => new("proposal_versions", "token", versionId);

    public static SealedPlace Refusal(Guid versionId) => new("proposal_versions", "refusal_reason", versionId);

    public static SealedPlace Proof(Guid versionId) => new("proposal_acceptances", "proof", versionId);

    public static SealedPlace Visitor(Guid viewId) => new("proposal_views", "visitor", viewId);
}
