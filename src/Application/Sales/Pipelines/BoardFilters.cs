using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Pipelines;

/// <param name="OwnerId">Only this one's.</param>
/// <param name="IsUnowned">Only nobody's.</param>
/// <param name="IsOverdue">Only those whose next step should have been done by now.</param>
/// <param name="Person">Only of people whom this text means: a number in full, or the beginnings of the words of a name.</param>
public sealed record BoardQuestion(Guid? OwnerId = null, bool IsUnowned = false, bool IsOverdue = false, string? Person = null);

internal sealed class BoardFilters(IPeople people, IMemberNames members, IUserContext user, TimeProvider clock)
{
    private const int MostPeople = 200;

    /// <exception cref="DomainException">The owner is nobody of the company.</exception>
    public async Task<BoardFilter> OfAsync(BoardQuestion question, CancellationToken ct) =>
        new(
            await OwnersAsync(question.OwnerId, question.IsUnowned, ct),
            question.IsOverdue ? clock.GetUtcNow() : null,
            string.IsNullOrWhiteSpace(question.Person) ? null : await people.FindAsync(question.Person, MostPeople, ct)
        );

    /// <summary>Whose the caller asks for, of what they may see.</summary>
    /// <exception cref="DomainException">The owner is nobody of the company.</exception>
    public async Task<Owners> OwnersAsync(Guid? ownerId, bool isUnowned, CancellationToken ct)
    {
        if (ownerId is { } owner && !(await members.OfAsync([owner], ct)).ContainsKey(owner))
            throw new DomainException(OpportunityErrors.OwnerNotFound);
        return Owners.Of(SalesSight.Of(user), ownerId, isUnowned);
    }
}

/// <summary>The first of a stage, and where the rest begins: behind the last one's place.</summary>
internal static class StagePage
{
    /// <param name="rows">In their order, read with one more than the limit.</param>
    public static Page<Opportunity> Of(List<Opportunity> rows, int limit) =>
        rows.Count <= limit ? new Page<Opportunity>(rows, null) : new Page<Opportunity>(rows[..limit], rows[limit - 1].OrderKey.Value);
}
