using System.Text.Json;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contracts;

/// <summary>
/// What a module knows of a person's past. Every module where something happens to persons implements it; implementations are found by
/// registration, so what a new module knows is told without anybody else knowing it.
/// </summary>
public interface IPersonTimeline
{
    /// <summary>
    /// What whoever asks may see of it, newest first by when it began: at most one more than the page has. Nothing where they may see nothing.
    /// </summary>
    Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct);
}

/// <param name="ContactIds">Every id the person is known by, one at least.</param>
/// <param name="After">The last entry told, of whatever module.</param>
public sealed record TimelineQuestion(IReadOnlyList<Guid> ContactIds, Cursor? After, int Limit)
{
    /// <summary>
    /// Of each id the newest, and of those the newest: each is the beginning of an index, where one condition over all ids would read and sort
    /// everything there is of the person. One more than the page has.
    /// </summary>
    /// <param name="of">A module's rows of one id.</param>
    /// <param name="at">The property that says when it began.</param>
    internal Task<List<T>> NewestAsync<T>(Func<Guid, IQueryable<T>> of, string at, CancellationToken ct)
        where T : TenantEntity
    {
        var each = ContactIds.Select(id => InOrder(of(id))).ToList();
        return (each.Count == 1 ? each[0] : InOrder(each.Aggregate((some, next) => some.Concat(next)))).AsNoTracking().ToListAsync(ct);

        IQueryable<T> InOrder(IQueryable<T> rows)
        {
            if (After is { } last)
                rows = rows.Where(r =>
                    EF.Property<DateTimeOffset>(r, at) <= last.At && (EF.Property<DateTimeOffset>(r, at) < last.At || r.Id < last.Id)
                );
            return rows.OrderByDescending(r => EF.Property<DateTimeOffset>(r, at)).ThenByDescending(r => r.Id).TakePage(Limit);
        }
    }
}

public enum TimelineKind
{
    /// <summary>A ticket at the counter; its status is a ticket's.</summary>
    QueueTicket,

    /// <summary>A Pix that was asked for; its status is a charge's.</summary>
    Charge,

    /// <summary>Money without a charge; its status is how it came: <c>pix</c>, <c>cash</c> or <c>card</c>.</summary>
    Payment,
    SupportTicket,
    Conversation,

    /// <summary>Another contact turned out to be this person; <c>in_force</c> or <c>undone</c>.</summary>
    Merge,

    /// <summary>An answer to a text; <c>granted</c> or <c>withdrawn</c>.</summary>
    Consent,

    /// <summary>They might have bought something; its status is a lead's, its amount what it might have brought.</summary>
    Lead,

    /// <summary>What may be sold to the person; <c>open</c>, <c>won</c> or <c>lost</c>.</summary>
    Opportunity,

    /// <summary>What was offered to the person; its status is a proposal's.</summary>
    Proposal,
}

/// <param name="Id">Of what happened, in its module.</param>
/// <param name="At">When it began.</param>
/// <param name="Text">What it is called; null when it has no words, or none any more.</param>
/// <param name="Status">What has become of it, in the words of its kind.</param>
/// <param name="OfId">Of what has a page, where it has none itself: the ticket that was paid.</param>
public sealed record TimelineEntry(
    TimelineKind Kind,
    Guid Id,
    DateTimeOffset At,
    string? Text,
    string Status,
    int? Number = null,
    MoneyView? Amount = null,
    Guid? OfId = null
)
{
    /// <summary>As the wire writes it: <c>no_show</c>.</summary>
    internal static string Word<T>(T status)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
