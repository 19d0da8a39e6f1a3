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
        if (!string.IsNullOrWhiteSpace(request.Text))
        {
            var ids = await FindAsync(keys, request.Text, after, request.Limit, ct);
            contacts = contacts.Where(c => ids.Contains(c.Id));
        }
        if (after is { } last)
            contacts = contacts.Where(c => c.CreatedAt <= last.At && (c.CreatedAt < last.At || c.Id < last.Id));
        var rows = await contacts.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).TakePage(request.Limit).ToListAsync(ct);
        return Page<Contact>.Of(rows, request.Limit, c => new Cursor(c.CreatedAt, c.Id)).Select(keys.View);
    }

    private async Task<List<Guid>> FindAsync(ICompanyKeys keys, string text, Cursor? after, int limit, CancellationToken ct)
    {
        var found = new List<Guid>();
        foreach (var (kind, canonical) in Identifiers.Guess(text))
        {
            var lookup = keys.Index(kind, canonical);
            found.AddRange(await db.ContactIdentifiers.Where(i => i.Kind == kind && i.Lookup == lookup).Select(i => i.ContactId).ToListAsync(ct));
        }
        if (found.Count > 0 || keys.NameSearch(text) is not { Count: > 0 } words)
            return found;
        return await db.FindByNameAsync(words, after, limit + 1, ct);
    }
}
