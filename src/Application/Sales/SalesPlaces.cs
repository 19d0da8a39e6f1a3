using CleanApp.Application.Common;

namespace CleanApp.Application.Sales;

/// <summary>Where sealed parts of opportunities are stored.</summary>
internal static class SalesPlaces
{
    public static SealedPlace Title(Guid opportunityId) => new("opportunities", "title", opportunityId);

    public static SealedPlace NextStep(Guid opportunityId) => new("opportunities", "next_step", opportunityId);

    public static SealedPlace Words(Guid eventId) => new("opportunity_events", "content", eventId);
}
