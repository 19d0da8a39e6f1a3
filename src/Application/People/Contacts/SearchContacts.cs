using CleanApp.Application.Common;
using CleanApp.Domain.People;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

/// <summary>
/// Contacts by a number or address (exactly), else by the beginnings of the words of their name; without a text all, newest first.
/// Nothing is decrypted to find them.
/// </summary>
public sealed record SearchContacts(string? Text, string? After, int Limit) : IRequest<Page<ContactView>>;

internal sealed class SearchContactsValidator : AbstractValidator<SearchContacts>
{
    public SearchContactsValidator()
    {
        RuleFor(r => r.Text!).Name(254).When(r => !string.IsNullOrEmpty(r.Text));
        RuleFor(r => r.After).MaximumLength(200);
        RuleFor(r => r.Limit).InclusiveBetween(1, PageLimit.Max);
    }
}

internal sealed class SearchContactsHandler(IPeopleDb db, IPersonalVault vault) : IRequestHandler<SearchContacts, Page<ContactView>>
{
    public async Task<Page<ContactView>> Handle(SearchContacts request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var after = Cursor.Parse(request.After);
        var contacts = db.Contacts.AsNoTracking().Include(c => c.Identifiers).Where(c => c.MergedInto == null);
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            var all = after is { } last ? contacts.Where(c => c.CreatedAt <= last.At && (c.CreatedAt < last.At || c.Id < last.Id)) : contacts;
            return PageOf(await all.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).TakePage(request.Limit).ToListAsync(ct));
        }
        var found = await FindExactlyAsync(contacts, keys, request.Text, ct);
        if (found.Count > 0)
            found.RemoveAll(c => after is { } last && (c.CreatedAt, c.Id).CompareTo((last.At, last.Id)) >= 0);
        else if (keys.NameSearch(request.Text) is { Count: > 0 } words)
        {
            var ids = await db.FindByNameAsync(words, after, request.Limit + 1, ct);
            found = await contacts.Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        }
        return PageOf([.. found.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(request.Limit + 1)]);

        Page<ContactView> PageOf(List<Contact> rows) => Page<Contact>.Of(rows, request.Limit, c => new Cursor(c.CreatedAt, c.Id)).Select(keys.View);
    }

    /// <summary>One question for each kind that the text could be of, mostly one: a plan for several at once is made anew every time.</summary>
    private static async Task<List<Contact>> FindExactlyAsync(IQueryable<Contact> contacts, ICompanyKeys keys, string text, CancellationToken ct)
    {
        var found = new List<Contact>();
        foreach (var (kind, canonical) in Identifiers.Guess(text))
        {
            var lookup = keys.Index(kind, canonical);
            found.AddRange(await contacts.Where(c => c.Identifiers.Any(i => i.Kind == kind && i.Lookup == lookup)).ToListAsync(ct));
        }
        return [.. found.DistinctBy(c => c.Id)];
    }
}
