using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using CsvHelper;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// The conversations the caller may see that began in a time, or what was said in them, row by row. It is written while it is read, page by
/// page, in an order that nothing changes meanwhile: none is left out or there twice.
/// </summary>
/// <param name="From">The first business day; null: thirty days before the last.</param>
/// <param name="To">The last business day; null: today.</param>
public sealed record ExportConversations(ExportedRows Rows, DateOnly? From, DateOnly? To) : IRequest<ExportConversations.Response>
{
    /// <param name="WriteAsync">To be called once, within the request.</param>
    public sealed record Response(string FileName, string MimeType, Func<Stream, CancellationToken, Task> WriteAsync);
}

public enum ExportedRows
{
    Conversations,

    /// <summary>Notes among them.</summary>
    Messages,
}

internal sealed class ExportConversationsValidator : AbstractValidator<ExportConversations>
{
    public ExportConversationsValidator()
    {
        RuleFor(r => r.Rows).IsInEnum();
        RuleFor(r => r.To)
            .Must(
                (request, to) =>
                    to is null || request.From is null || (to >= request.From && to.Value.DayNumber - request.From.Value.DayNumber <= 366)
            )
            .WithMessage("Must not be before the first day, nor more than 366 days after it.");
        // What is added to a day must be one.
        RuleFor(r => r.From).Must(IsDay).WithMessage("Must be in this century.");
        RuleFor(r => r.To).Must(IsDay).WithMessage("Must be in this century.");
    }

    private static bool IsDay(DateOnly? day) => day is null or { Year: >= 2000 and < 2100 };
}

internal sealed class ExportConversationsHandler(IInboxDb db, Sights sights, ExportRows rows, ITenantProfile tenant, TimeProvider clock)
    : IRequestHandler<ExportConversations, ExportConversations.Response>
{
    private const int ConversationsAtOnce = 100;

    public async Task<ExportConversations.Response> Handle(ExportConversations request, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        var to = request.To ?? request.From?.AddDays(366) ?? calendar.DayOf(clock.GetUtcNow());
        var from = request.From ?? to.AddDays(-30);
        var name = request.Rows == ExportedRows.Conversations ? "conversas" : "mensagens";
        return new ExportConversations.Response(
            string.Create(CultureInfo.InvariantCulture, $"{name}-{from:yyyy-MM-dd}-a-{to:yyyy-MM-dd}.csv"),
            Spreadsheet.MimeType,
            (stream, inner) => WriteAsync(stream, request.Rows, sight, calendar, calendar.StartOf(from), calendar.StartOf(to.AddDays(1)), inner)
        );
    }

    private async Task WriteAsync(
        Stream stream,
        ExportedRows kind,
        Sight sight,
        BusinessCalendar calendar,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken ct
    )
    {
        await using var csv = CsvWriter.Create(stream, Spreadsheet.Csv, leaveOpen: true);
        await csv.WriteRecordAsync([.. kind == ExportedRows.Conversations ? ExportRows.ConversationHeads : ExportRows.MessageHeads], ct);
        for (Cursor? after = null; ; )
        {
            var page = await db.ListBegunAsync(sight, from, until, after, ConversationsAtOnce, ct);
            var hasMore = page.Count > ConversationsAtOnce;
            if (hasMore)
                page.RemoveAt(ConversationsAtOnce);
            var written =
                kind == ExportedRows.Conversations ? rows.OfConversationsAsync(page, calendar, ct) : rows.OfMessagesAsync(page, calendar, ct);
            await foreach (var row in written)
                await csv.WriteRecordAsync(row, ct);
            if (!hasMore)
                return;
            after = new Cursor(page[^1].CreatedAt, page[^1].Id);
        }
    }
}
