using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Opportunities;

/// <param name="Title">In clear.</param>
/// <param name="StageId">Null: the first of the first pipeline.</param>
/// <param name="From">The lead it goes on with.</param>
internal sealed record NewOpportunity(
    string Title,
    Guid? StageId = null,
    Guid? ContactId = null,
    Money? Amount = null,
    DateOnly? ExpectedOn = null,
    Guid? OwnerId = null,
    Lead? From = null
);

/// <summary>
/// Opportunities as everything that changes one needs them, in the order in which everybody locks: person, stages, opportunity. Whoever
/// opens one from elsewhere, as from a lead, does it here as well.
/// </summary>
internal sealed class OpportunityDesk(
    ISalesDb db,
    IPersonalVault vault,
    IPeople people,
    IActiveMembers members,
    IUserContext user,
    TimeProvider clock
)
{
    /// <summary>Opens one at the top of its stage and saves it, in the caller's transaction.</summary>
    /// <exception cref="DomainException">Stage, person or owner is none, or the person was anonymised.</exception>
    public async Task<Opportunity> OpenAsync(NewOpportunity request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        await RequireOwnerAsync(request.OwnerId, ct);
        Guid? contact = request.ContactId is { } id ? await people.LockAsync(id, ct) : null;
        var stage = await LockStageAsync(request.StageId ?? await FirstStageAsync(null, ct), ct);
        var now = clock.GetUtcNow();
        var opportunityId = Guid.CreateVersion7(now);
        var (opportunity, opened) = Opportunity.Open(
            opportunityId,
            stage,
            await PlaceAsync(stage.Id, null, null, ct),
            keys.Seal(request.Title.Trim(), SalesPlaces.Title(opportunityId)),
            contact,
            request.Amount,
            request.ExpectedOn,
            request.OwnerId,
            user.Actor,
            now,
            request.From
        );
        db.Opportunities.Add(opportunity);
        db.OpportunityEvents.Add(opened);
        await db.SaveChangesAsync(ct);
        return opportunity;
    }

    /// <exception cref="DomainException">There is none, or the caller may not see it: the two are never told apart.</exception>
    public async Task<Opportunity> FindAsync(Guid id, CancellationToken ct) =>
        Require(await db.Opportunities.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct));

    /// <param name="version">What the caller saw; null: they did not say.</param>
    /// <exception cref="DomainException">As <see cref="FindAsync"/>, or it is another version by now.</exception>
    public async Task<Opportunity> LockAsync(Guid id, SeenVersion? version, CancellationToken ct)
    {
        var opportunity = Require(await db.LockOpportunityAsync(id, ct));
        opportunity.RequireSeen(version);
        return opportunity;
    }

    /// <summary>A stage in which something can stand, locked.</summary>
    /// <exception cref="DomainException">There is none, or it is switched off.</exception>
    public async Task<PipelineStage> LockStageAsync(Guid id, CancellationToken ct) =>
        await db.LockStagesAsync([id], ct) is [{ Active: true } stage] && await db.Pipelines.AnyAsync(p => p.Id == stage.PipelineId && p.Active, ct)
            ? stage
            : throw new DomainException(PipelineStageErrors.NotFound);

    /// <summary>Where an opportunity begins.</summary>
    /// <param name="pipelineId">Null, or of one that is switched off: of the company's first.</param>
    public async Task<Guid> FirstStageAsync(Guid? pipelineId, CancellationToken ct)
    {
        await db.BeginAsync(ct);
        return await (
            from stage in db.PipelineStages
            join pipeline in db.Pipelines on stage.PipelineId equals pipeline.Id
            where stage.Active && pipeline.Active
            orderby pipeline.Id == pipelineId ? 0 : 1, pipeline.Position, stage.Position, stage.Id
            select stage.Id
        ).FirstAsync(ct);
    }

    /// <summary>A free place right behind another card, or, where that is there no more or none is named, before all others. The stage is locked.</summary>
    /// <param name="moving">The card that is to stand there: its own place is no obstacle, and is given when nothing is in between.</param>
    public async Task<OrderKey> PlaceAsync(Guid stageId, Guid? afterId, Opportunity? moving, CancellationToken ct)
    {
        var place = await TryPlaceAsync(stageId, afterId, moving, ct);
        if (!place.IsLong)
            return place;
        await db.NumberAnewAsync(stageId, ct);
        return await TryPlaceAsync(stageId, afterId, null, ct);
    }

    /// <exception cref="DomainException">They are nobody who sells.</exception>
    public async Task RequireOwnerAsync(Guid? ownerId, CancellationToken ct)
    {
        if (ownerId is { } owner && !(await members.WithAsync(Permissions.OpportunitiesWrite, ct)).Any(m => m.UserId == owner))
            throw new DomainException(OpportunityErrors.OwnerNotFound);
    }

    private async Task<OrderKey> TryPlaceAsync(Guid stageId, Guid? afterId, Opportunity? moving, CancellationToken ct)
    {
        OrderKey? after = afterId is { } id && id != moving?.Id ? await PlaceOfAsync(stageId, id, ct) : null;
        var next = await db.NextPlaceAsync(stageId, after, moving?.Id, ct);
        var stands = moving is { Status: OpportunityStatus.Open } && moving.StageId == stageId;
        if (stands && IsBetween(after, moving!.OrderKey, next))
            return moving.OrderKey;
        return OrderKey.Between(after, next);
    }

    /// <summary>Null when it does not stand there any more.</summary>
    /// <exception cref="DomainException">There is no such opportunity that the caller may see.</exception>
    private async Task<OrderKey?> PlaceOfAsync(Guid stageId, Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { Status: OpportunityStatus.Open } beside && beside.StageId == stageId ? beside.OrderKey : null;

    private static bool IsBetween(OrderKey? before, OrderKey place, OrderKey? after) =>
        (before is not { } low || low.CompareTo(place) < 0) && (after is not { } high || place.CompareTo(high) < 0);

    private Opportunity Require(Opportunity? opportunity) =>
        opportunity is not null && SalesSight.Of(user).Sees(opportunity.OwnerId)
            ? opportunity
            : throw new DomainException(OpportunityErrors.NotFound);
}
