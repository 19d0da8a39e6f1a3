using System.Buffers.Text;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Templates;

/// <summary>A number's templates by name; in any of the states, and with a part of the name, where asked.</summary>
public sealed record ListTemplates(Guid ChannelId, IReadOnlyList<TemplateStatus> Status, string? Search, string? After, int Limit)
    : IRequest<ListTemplates.Response>
{
    /// <param name="Next">Pass it as <c>after</c> for the following rows; null on the last page.</param>
    /// <param name="SyncedAt">When Meta was last asked for all of them; null: never.</param>
    public sealed record Response(IReadOnlyList<TemplateView> Items, string? Next, DateTimeOffset? SyncedAt);
}

internal sealed class ListTemplatesValidator : AbstractValidator<ListTemplates>
{
    public ListTemplatesValidator()
    {
        RuleFor(r => r.Search).MaximumLength(512);
        RuleFor(r => r.After).MaximumLength(1000);
        RuleFor(r => r.Limit).InclusiveBetween(1, PageLimit.Max);
    }
}

internal sealed class ListTemplatesHandler(IChannelsDb db, TemplateViews views) : IRequestHandler<ListTemplates, ListTemplates.Response>
{
    public async Task<ListTemplates.Response> Handle(ListTemplates request, CancellationToken ct)
    {
        var channel =
            await db.Channels.Where(c => c.Id == request.ChannelId).Select(c => new { c.TemplatesSyncedAt }).SingleOrDefaultAsync(ct)
            ?? throw new DomainException(ChannelErrors.NotFound);
        var templates = db.ChannelTemplates.AsNoTracking().Where(t => t.ChannelId == request.ChannelId);
        if (request.Status.Count > 0)
        {
            var status = request.Status.ToArray();
            templates = templates.Where(t => status.Contains(t.Status));
        }
        if (request.Search?.Trim().ToLowerInvariant() is { Length: > 0 } part)
            templates = templates.Where(t => t.Name.Contains(part));
        if (After(request.After) is var (name, language))
            templates = templates.Where(t => string.Compare(t.Name, name) > 0 || (t.Name == name && string.Compare(t.Language, language) > 0));
        var rows = await templates.OrderBy(t => t.Name).ThenBy(t => t.Language).TakePage(request.Limit).ToListAsync(ct);
        string? next = null;
        if (rows.Count > request.Limit)
        {
            rows.RemoveRange(request.Limit, rows.Count - request.Limit);
            next = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{rows[^1].Name} {rows[^1].Language}"));
        }
        return new ListTemplates.Response([.. rows.Select(views.Of)], next, channel.TemplatesSyncedAt);
    }

    private static (string Name, string Language)? After(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ') is [var name, var language] && !name.Contains('\0')
                ? (name, language.Replace("\0", "", StringComparison.Ordinal))
                : throw new DomainException(CommonErrors.CursorInvalid);
        }
        catch (FormatException)
        {
            throw new DomainException(CommonErrors.CursorInvalid);
        }
    }
}
