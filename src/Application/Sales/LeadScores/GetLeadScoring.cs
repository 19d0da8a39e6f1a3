using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadScores;

/// <summary>What the company gives points for.</summary>
public sealed record GetLeadScoring : IRequest<LeadScoringView>;

/// <summary>Points, -100 to 100 each; what a lead has together is never under 0 nor over 100.</summary>
/// <param name="Recommendation">Somebody sent them.</param>
/// <param name="Advertisement">They came by an advertisement.</param>
/// <param name="Conversation">They wrote by themselves.</param>
/// <param name="Interest">It is known what they want.</param>
/// <param name="Amount">It is known what it might bring.</param>
/// <param name="NextStep">Something is to be done next.</param>
public sealed record LeadScoringView(int Recommendation, int Advertisement, int Conversation, int Interest, int Amount, int NextStep, int Qualified)
{
    internal static LeadScoringView Of(LeadScoring s) =>
        new(s.Recommendation, s.Advertisement, s.Conversation, s.Interest, s.Amount, s.NextStep, s.Qualified);
}

internal sealed class GetLeadScoringHandler(ISalesDb db) : IRequestHandler<GetLeadScoring, LeadScoringView>
{
    public async Task<LeadScoringView> Handle(GetLeadScoring request, CancellationToken ct) => LeadScoringView.Of(await db.ScoringAsync(ct));
}

internal static class ScoringInForce
{
    public static async Task<LeadScoring> ScoringAsync(this ISalesDb db, CancellationToken ct) =>
        await db.LeadScorings.AsNoTracking().SingleOrDefaultAsync(ct) ?? LeadScoring.Usual;
}
