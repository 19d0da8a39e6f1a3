using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Sales.PublicLeadForms;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Leads;

/// <summary>What happened to a lead, newest first.</summary>
/// <param name="Before">Only events with a smaller number.</param>
public sealed record ListLeadEvents(Guid LeadId, int? Before, int Limit) : IRequest<Page<ListLeadEvents.Event>>
{
    /// <param name="Sequence">1, 2, 3 … within the lead, without gap.</param>
    /// <param name="Author">Null: the system.</param>
    /// <param name="From">What it was: a status; an amount with two decimals. Null: none.</param>
    /// <param name="To">As <c>From</c>: what it is since; of a step, when it is to be done, ISO 8601 in UTC; of the first event, how they came.</param>
    /// <param name="Subject">The person it was given to, the reason it was lost for, or the form that was sent; another lead without a name.</param>
    /// <param name="Text">A comment, a step, a form's message, or what they wanted before; null once the person was anonymised.</param>
    /// <param name="Form">What else a form says that was sent; null once the person was anonymised.</param>
    public sealed record Event(
        int Sequence,
        LeadEventKind Kind,
        DateTimeOffset At,
        NamedId? Author,
        string? From,
        string? To,
        NamedId? Subject,
        string? Text,
        SentForm? Form
    );

    /// <param name="Name">What they call themselves, where the person is not known by it; so with telephone and e-mail. Nobody has proved any of it.</param>
    /// <param name="Campaign">What the address said by which they came to the form.</param>
    /// <param name="From">The site they came from.</param>
    /// <param name="Notice">What they were told would become of it.</param>
    public sealed record SentForm(string? Name, string? Phone, string? Email, UtmTags? Campaign, string? From, string Notice);
}

internal sealed class ListLeadEventsHandler(ISalesDb db, LeadBook book, IPersonalVault vault, IMemberNames members)
    : IRequestHandler<ListLeadEvents, Page<ListLeadEvents.Event>>
{
    public async Task<Page<ListLeadEvents.Event>> Handle(ListLeadEvents request, CancellationToken ct)
    {
        await book.FindAsync(request.LeadId, ct);
        var keys = await vault.OpenAsync(ct);
        var rows = await db
            .LeadEvents.AsNoTracking()
            .Where(e => e.LeadId == request.LeadId && (request.Before == null || e.Sequence < request.Before))
            .OrderByDescending(e => e.Sequence)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var hasMore = rows.Count > request.Limit;
        if (hasMore)
            rows.RemoveAt(request.Limit);
        var subjects = await SubjectsAsync(rows, ct);
        return new Page<ListLeadEvents.Event>(rows.ConvertAll(View), hasMore ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);

        ListLeadEvents.Event View(LeadEvent e)
        {
            var sent = e.Kind == LeadEventKind.FormSent ? FormEntry.Of(keys, e) : null;
            return new ListLeadEvents.Event(
                e.Sequence,
                e.Kind,
                e.At,
                Named(e.AuthorId),
                e.From,
                e.To,
                Named(e.SubjectId),
                sent is not null ? sent.Message
                    : e.Content is { } words ? keys.Open(words, SalesPlaces.LeadWords(e.Id))
                    : null,
                sent is null ? null : new ListLeadEvents.SentForm(sent.Name, sent.Phone, sent.Email, sent.Campaign, sent.From, sent.Notice)
            );
        }

        NamedId? Named(Guid? id) => id is { } known ? new NamedId(known, subjects.GetValueOrDefault(known, "")) : null;
    }

    /// <summary>The names of all people, reasons and forms these events are about; ids are never the same.</summary>
    private async Task<Dictionary<Guid, string>> SubjectsAsync(List<LeadEvent> rows, CancellationToken ct)
    {
        var people = rows.Where(e => e.Kind is LeadEventKind.Opened or LeadEventKind.Assigned).Select(e => e.SubjectId);
        var names = (await members.OfAsync([.. people.Concat(rows.Select(e => e.AuthorId)).OfType<Guid>().Distinct()], ct)).ToDictionary();
        var lost = rows.Where(e => e.Kind == LeadEventKind.Lost).Select(e => e.SubjectId!.Value).ToArray();
        if (lost.Length > 0)
            foreach (var reason in await db.LossReasons.AsNoTracking().Where(r => lost.Contains(r.Id)).ToListAsync(ct))
                names[reason.Id] = reason.Name;
        var forms = rows.Where(e => e.Kind == LeadEventKind.FormSent).Select(e => e.SubjectId!.Value).Distinct().ToArray();
        if (forms.Length > 0)
            foreach (var form in await db.LeadForms.Where(f => forms.Contains(f.Id)).Select(f => new NamedId(f.Id, f.Name)).ToListAsync(ct))
                names[form.Id] = form.Name;
        return names;
    }
}
