using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>What happened to an opportunity, newest first.</summary>
/// <param name="Before">Only events with a smaller number.</param>
public sealed record ListOpportunityEvents(Guid OpportunityId, int? Before, int Limit) : IRequest<Page<ListOpportunityEvents.Event>>
{
    /// <param name="Sequence">1, 2, 3 … within the opportunity, without gap.</param>
    /// <param name="Author">Null: the system.</param>
    /// <param name="From">What it was: an amount such as <c>1234.50</c>, a day, a time in UTC, a stage by name. Null: none.</param>
    /// <param name="To">As <c>From</c>: what it is since; of a proposal, its number.</param>
    /// <param name="Subject">The colleague it was given to, its customer, the stage it began or goes on in, the reason it was lost for, the
    /// proposal by its number.</param>
    /// <param name="Text">A comment, a former title, a next step; null once the person was anonymised.</param>
    public sealed record Event(
        int Sequence,
        OpportunityEventKind Kind,
        DateTimeOffset At,
        NamedId? Author,
        string? From,
        string? To,
        NamedId? Subject,
        string? Text
    );
}

internal sealed class ListOpportunityEventsHandler(ISalesDb db, OpportunityDesk desk, IPersonalVault vault, IPeople people, IMemberNames members)
    : IRequestHandler<ListOpportunityEvents, Page<ListOpportunityEvents.Event>>
{
    public async Task<Page<ListOpportunityEvents.Event>> Handle(ListOpportunityEvents request, CancellationToken ct)
    {
        await desk.FindAsync(request.OpportunityId, ct);
        var keys = await vault.OpenAsync(ct);
        var rows = await db
            .OpportunityEvents.AsNoTracking()
            .Where(e => e.OpportunityId == request.OpportunityId && (request.Before == null || e.Sequence < request.Before))
            .OrderByDescending(e => e.Sequence)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var hasMore = rows.Count > request.Limit;
        if (hasMore)
            rows.RemoveAt(request.Limit);
        var names = await NamesAsync(rows, ct);
        return new Page<ListOpportunityEvents.Event>(
            rows.ConvertAll(e => new ListOpportunityEvents.Event(
                e.Sequence,
                e.Kind,
                e.At,
                Named(e.AuthorId),
                Shown(e, e.From),
                Shown(e, e.To),
                Named(e.SubjectId),
                e.Content is { } words ? keys.Open(words, SalesPlaces.Words(e.Id)) : null
            )),
            hasMore ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null
        );

        NamedId? Named(Guid? id) => id is { } known ? new NamedId(known, names.GetValueOrDefault(known, "")) : null;

        string? Shown(OpportunityEvent e, string? text) =>
            e.Kind == OpportunityEventKind.Moved && text is not null ? names.GetValueOrDefault(Guid.Parse(text), "") : text;
    }

    /// <summary>Of everything these events are about; ids are never the same.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(List<OpportunityEvent> rows, CancellationToken ct)
    {
        var owners = rows.Where(e => e.Kind == OpportunityEventKind.Assigned).Select(e => e.SubjectId);
        var names = (await members.OfAsync([.. owners.Concat(rows.Select(e => e.AuthorId)).OfType<Guid>().Distinct()], ct)).ToDictionary();
        foreach (var stage in await db.PipelineStages.AsNoTracking().Select(s => new { s.Id, s.Name }).ToListAsync(ct))
            names[stage.Id] = stage.Name;
        if (rows.Exists(e => e.Kind == OpportunityEventKind.Lost))
            foreach (var reason in await db.LossReasons.AsNoTracking().ToListAsync(ct))
                names[reason.Id] = reason.Name;
        foreach (var told in rows.Where(e => e.Kind >= OpportunityEventKind.ProposalSent))
            names[told.SubjectId!.Value] = told.To!;
        var customers = rows.Where(e => e.Kind == OpportunityEventKind.Concerned).Select(e => e.SubjectId).OfType<Guid>().Distinct().ToList();
        if (customers.Count > 0)
            foreach (var (id, person) in await people.ListAsync(customers, ct))
                names[id] = person.Name ?? "";
        return names;
    }
}
