using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;

namespace CleanApp.Application.People.Timeline;

/// <summary>What happened to a person in every module, newest first; of each what the caller may see there.</summary>
public sealed record ListTimeline(Guid ContactId, string? After, int Limit) : IRequest<Page<TimelineEntry>>;

internal sealed class ListTimelineHandler(IPeopleDb db, IEnumerable<IPersonTimeline> modules) : IRequestHandler<ListTimeline, Page<TimelineEntry>>
{
    public async Task<Page<TimelineEntry>> Handle(ListTimeline request, CancellationToken ct)
    {
        var question = new TimelineQuestion(await db.ListIdsAsync(request.ContactId, ct), Cursor.Parse(request.After), request.Limit);
        if (question.ContactIds.Count == 0)
            throw new DomainException(PeopleErrors.ContactNotFound);
        var entries = new List<TimelineEntry>();
        foreach (var module in modules)
            entries.AddRange(await module.ListAsync(question, ct));
        // One more than the page of every module is one more than the page of all.
        var newest = entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(request.Limit + 1).ToList();
        return Page<TimelineEntry>.Of(newest, request.Limit, e => new Cursor(e.At, e.Id));
    }
}
