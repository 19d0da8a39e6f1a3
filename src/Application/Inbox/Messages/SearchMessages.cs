using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Messages;

/// <summary>
/// What was said in conversations the caller may see, newest first, however long ago: messages and notes with all of these words, in whatever
/// form; of the last one the beginning is enough; what stands in quotation marks, exactly so.
/// </summary>
/// <param name="Text">Up to 200 characters.</param>
/// <param name="TeamId">Conversations of this team now.</param>
/// <param name="Author">Null: whoever.</param>
/// <param name="FirstDay">The first business day; null: from the beginning.</param>
/// <param name="LastDay">The last business day; null: until now.</param>
public sealed record SearchMessages(
    string Text,
    Guid? TeamId,
    Guid? ChannelId,
    MessageAuthor? Author,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    string? After,
    int Limit
) : IRequest<SearchMessages.Response>
{
    /// <param name="Items">Mostly as many as asked for; fewer where many were looked at in vain, and then <paramref name="Next"/> goes on.</param>
    /// <param name="Conversations">With the first page: the latest, at most ten, with those whose name, number or address it is.</param>
    /// <param name="IsComplete">False while what was said before there was a search is still being made findable.</param>
    public sealed record Response(IReadOnlyList<FoundMessage> Items, string? Next, IReadOnlyList<ConversationSummary> Conversations, bool IsComplete);
}

public enum MessageAuthor
{
    Customer,

    /// <summary>Somebody of the company, or a program of theirs.</summary>
    Company,

    /// <summary>Among colleagues.</summary>
    Note,
}

internal sealed class SearchMessagesValidator : AbstractValidator<SearchMessages>
{
    public SearchMessagesValidator()
    {
        RuleFor(r => r.Text).Name(200);
        RuleFor(r => r.Author).IsInEnum();
        RuleFor(r => r.FirstDay).Must(IsDay).WithMessage("Must be in this century.");
        RuleFor(r => r.LastDay).Must(IsDay).WithMessage("Must be in this century.");
        RuleFor(r => r.LastDay)
            .Must((r, to) => to is null || r.FirstDay is null || to >= r.FirstDay)
            .WithMessage("Must not be before the first day.");
        RuleFor(r => r.After).MaximumLength(200);
        RuleFor(r => r.Limit).InclusiveBetween(1, PageLimit.Max);
    }

    private static bool IsDay(DateOnly? day) => day is null or { Year: >= 2000 and < 2100 };
}

internal sealed class SearchMessagesHandler(
    IInboxDb db,
    Sights sights,
    FindMessages find,
    ConversationViews conversations,
    IPeople people,
    ITenantProfile tenant
) : IRequestHandler<SearchMessages, SearchMessages.Response>
{
    private const int MostPeople = 50;
    private const int MostConversations = 10;

    public async Task<SearchMessages.Response> Handle(SearchMessages request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var sight = await sights.OfCallerAsync(ct);
        var query = SearchQuery.Parse(request.Text);
        var about = after is null ? await AboutAsync(request, sight, ct) : [];
        // A telephone number is words too, and a single letter may begin a name.
        if (query is null && about.Count == 0)
            throw new DomainException(MessageSearchErrors.Nothing);
        var page = query is null
            ? new Page<FoundMessage>([], null)
            : await find.RunAsync(query, await WhereAsync(request, sight, ct), after, request.Limit, ct);
        var isComplete = !await db.ConversationItems.AnyAsync(i => i.Terms == null && i.Kind != ItemKind.Change, ct);
        return new SearchMessages.Response(page.Items, page.Next, about, isComplete);
    }

    private async Task<IReadOnlyList<ConversationSummary>> AboutAsync(SearchMessages request, Sight sight, CancellationToken ct)
    {
        if (request.Author is not null || request.FirstDay is not null || request.LastDay is not null)
            return [];
        var ids = await people.FindAsync(request.Text, MostPeople, ct);
        if (ids.Count == 0)
            return [];
        var filter = new ConversationFilter(sight, ConversationView.All, Status: null, request.TeamId, request.ChannelId, ids);
        var found = await db.ListAsync(filter, after: null, MostConversations, ct);
        return await conversations.OfAsync([.. found.Take(MostConversations)], ct);
    }

    private async Task<SearchedPlace> WhereAsync(SearchMessages request, Sight sight, CancellationToken ct)
    {
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        return new SearchedPlace(
            sight,
            request.TeamId,
            request.ChannelId,
            request.Author switch
            {
                MessageAuthor.Customer => ItemKind.Received,
                MessageAuthor.Company => ItemKind.Sent,
                MessageAuthor.Note => ItemKind.Note,
                _ => null,
            },
            request.FirstDay is { } from ? calendar.StartOf(from) : null,
            request.LastDay is { } to ? calendar.StartOf(to.AddDays(1)) : null
        );
    }
}
