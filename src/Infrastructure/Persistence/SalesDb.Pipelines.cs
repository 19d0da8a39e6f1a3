using CleanApp.Application.Common;
using CleanApp.Application.Sales;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class SalesDb
{
    private static readonly string[] FirstReasons = ["Preço", "Concorrente", "Sem retorno", "Desistiu", "Sem orçamento"];
    private static readonly (string Name, short Probability)[] FirstStages =
    [
        ("Novo contato", 10),
        ("Qualificação", 25),
        ("Proposta", 50),
        ("Negociação", 75),
    ];

    public DbSet<Pipeline> Pipelines => db.Pipelines;
    public DbSet<PipelineStage> PipelineStages => db.PipelineStages;
    public DbSet<Opportunity> Opportunities => db.Opportunities;
    public DbSet<OpportunityEvent> OpportunityEvents => db.OpportunityEvents;

    public async Task BeginAsync(CancellationToken ct)
    {
        if (await Pipelines.AnyAsync(ct))
            return;
        var now = clock.GetUtcNow();
        // One statement: whoever comes second waits for the name of the pipeline, and then adds nothing.
        await db.Database.ExecuteSqlAsync(
            $"""
            with begun as (
                insert into pipelines (tenant_id, id, name, position, active, created_at)
                values ({Tenant}, {Guid.CreateVersion7(now)}, 'Vendas', 1, true, {now})
                on conflict do nothing
                returning id
            ), stages as (
                insert into pipeline_stages (tenant_id, id, pipeline_id, name, probability, position, active, created_at)
                select {Tenant}, s.id, begun.id, s.name, s.probability, s.position, true, {now}
                from begun
                cross join unnest({NewIds(FirstStages.Length, now)}, {FirstStages.Select(s => s.Name).ToArray()}, {FirstStages.Select(s => s.Probability)
                .ToArray()}) with ordinality s (id, name, probability, position)
            )
            insert into loss_reasons (tenant_id, id, name, active, created_at)
            select {Tenant}, r.id, r.name, true, {now}
            from begun
            cross join unnest({NewIds(FirstReasons.Length, now)}, {FirstReasons}) r (id, name)
            on conflict do nothing
            """,
            ct
        );
    }

    public Task LockSettingsAsync(CancellationToken ct) => db.LockAsync($"sales.settings|{Tenant}", ct);

    public Task<List<PipelineStage>> LockStagesAsync(Guid[] ids, CancellationToken ct) =>
        // Not against those who only point to it.
        PipelineStages.FromSql($"select * from pipeline_stages where id = any({ids}) order by id for no key update").ToListAsync(ct);

    public Task<List<Opportunity>> LockOpportunitiesOfAsync(Guid ownerId, int most, CancellationToken ct) =>
        Opportunities
            .FromSql($"select * from opportunities where owner_id = {ownerId} and status = 'open' order by id limit {most} for update")
            .ToListAsync(ct);

    public Task<Opportunity?> LockOpportunityAsync(Guid id, CancellationToken ct) =>
        Opportunities.FromSql($"select * from opportunities where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<OrderKey?> NextPlaceAsync(Guid stageId, OrderKey? after, Guid? exceptId, CancellationToken ct) =>
        (
            await db
                .Database.SqlQuery<string>(
                    $"""
                    select order_key as "Value" from opportunities
                    where stage_id = {stageId} and status = 'open' and order_key > {after?.Value ?? ""} and id is distinct from {exceptId}
                    order by order_key limit 1
                    """
                )
                .ToListAsync(ct)
        )
            is [{ } key]
            ? OrderKey.Parse(key)
            : null;

    public async Task NumberAnewAsync(Guid stageId, CancellationToken ct)
    {
        var ids = await LockCardsAsync(stageId, ct);
        var places = await PlacesBehindAsync(stageId, ids.Count, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update opportunities o set order_key = p.key from unnest({ids.ToArray()}, {places}) p (id, key)
            where o.tenant_id = {Tenant} and o.id = p.id
            """,
            ct
        );
    }

    public async Task MoveAllAsync(PipelineStage from, PipelineStage to, Actor by, DateTimeOffset now, CancellationToken ct)
    {
        var ids = await LockCardsAsync(from.Id, ct);
        var places = await PlacesBehindAsync(to.Id, ids.Count, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            with moved as (
                update opportunities o
                set pipeline_id = {to.PipelineId}, stage_id = {to.Id}, order_key = p.key, stage_since = {now}, updated_at = {now},
                    version = version + 1, last_sequence = last_sequence + 1
                from unnest({ids.ToArray()}, {places}) p (id, key)
                where o.tenant_id = {Tenant} and o.id = p.id
                returning o.id, o.last_sequence
            )
            insert into opportunity_events (tenant_id, id, opportunity_id, sequence, kind, author_id, at, "from", "to", subject_id)
            select {Tenant}, gen_random_uuid(), id, last_sequence, 'moved', {by.UserId}, {now}, {from.Id.ToString()}, {to.Id.ToString()}, {to.Id} from moved
            """,
            ct
        );
    }

    public async Task EraseOpportunitiesAsync(Guid contactId, CancellationToken ct)
    {
        // First, so that whoever is writing about it at this moment is waited for.
        await db.Database.ExecuteSqlAsync(
            $"""
            update opportunities set title = null, next_step = null, next_step_at = null, version = version + 1
            where id = any(array(select id from opportunities where contact_id = {contactId} order by id for update))
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update opportunity_events e set content = null
            from opportunities o where o.tenant_id = e.tenant_id and o.id = e.opportunity_id and o.contact_id = {contactId} and e.content is not null
            """,
            ct
        );
    }

    /// <summary>In the order they stand in, which nobody changes: the stage is locked.</summary>
    private async Task<List<Guid>> LockCardsAsync(Guid stageId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select from opportunities where stage_id = {stageId} and status = 'open' order by id for update", ct);
        return await Opportunities
            .Where(o => o.StageId == stageId && o.Status == OpportunityStatus.Open)
            .OrderBy(o => o.OrderKey)
            .Select(o => o.Id)
            .ToListAsync(ct);
    }

    /// <summary>So many whole numbers behind the last place of a stage.</summary>
    private async Task<string[]> PlacesBehindAsync(Guid stageId, int count, CancellationToken ct)
    {
        var last = await db
            .Database.SqlQuery<string>(
                $"""select order_key as "Value" from opportunities where stage_id = {stageId} and status = 'open' order by order_key desc limit 1"""
            )
            .ToListAsync(ct);
        var place = last is [{ } key] ? OrderKey.Parse(key) : OrderKey.First;
        var places = new string[count];
        for (var i = 0; i < count; i++)
            places[i] = (place = OrderKey.After(place)).Value;
        return places;
    }

    /// <summary>In the order they are asked for.</summary>
    private static Guid[] NewIds(int count, DateTimeOffset now) =>
        [.. Enumerable.Range(0, count).Select(n => Guid.CreateVersion7(now.AddMilliseconds(n)))];
}
