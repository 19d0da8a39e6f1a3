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

internal sealed class SearchContactsHandler(IPeopleDb db, IPersonalVault vault, FindContacts find)
    : IRequestHandler<SearchContacts, Page<ContactView>>
{
    public async Task<Page<ContactView>> Handle(SearchContacts request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var after = Cursor.Parse(request.After);
        if (!string.IsNullOrWhiteSpace(request.Text))
            return PageOf(await find.RunAsync(request.Text, after, request.Limit, ct));
        var contacts = db.Contacts.AsNoTracking().Include(c => c.Identifiers).Where(c => c.MergedInto == null);
        var all = after is { } last ? contacts.Where(c => c.CreatedAt <= last.At && (c.CreatedAt < last.At || c.Id < last.Id)) : contacts;
        return PageOf(await all.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).TakePage(request.Limit).ToListAsync(ct));

        Page<ContactView> PageOf(List<Contact> rows) => Page<Contact>.Of(rows, request.Limit, c => new Cursor(c.CreatedAt, c.Id)).Select(keys.View);
    }
}
