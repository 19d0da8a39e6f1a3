using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>The daily reports, newest day first: the bank's figures beside the books', and who signed them.</summary>
/// <param name="After">The last day of the page before.</param>
public sealed record ListReconciliationDays(string? After, int Limit) : IRequest<Page<ListReconciliationDays.Response>>
{
    /// <param name="CheckedAt">When the bank's list of the day was read last; null = not yet.</param>
    /// <param name="Complete">It was read after the day had ended, so its figures are final and can be signed.</param>
    /// <param name="Agree">The bank and the books say the same, and no difference is open.</param>
    /// <param name="SignedNow">The newest signature stands for exactly these figures.</param>
    public sealed record Response(
        DateOnly Day,
        DateTimeOffset? CheckedAt,
        bool Complete,
        int BankPayments,
        MoneyView BankIn,
        MoneyView BankOut,
        MoneyView BooksIn,
        MoneyView BooksOut,
        MoneyView Cash,
        MoneyView Card,
        int OpenDifferences,
        bool Agree,
        bool SignedNow,
        IReadOnlyList<SignatureView> Signatures,
        string? LastError
    );

    public sealed record SignatureView(string? ByName, DateTimeOffset SignedAt, MoneyView BankIn, MoneyView BankOut, string? Note);
}

internal sealed class ListReconciliationDaysHandler(IPaymentsDb db, ITenantProfile tenant, IMemberNames names, DayReports reports)
    : IRequestHandler<ListReconciliationDays, Page<ListReconciliationDays.Response>>
{
    private const string DayFormat = "yyyy-MM-dd";

    public async Task<Page<ListReconciliationDays.Response>> Handle(ListReconciliationDays request, CancellationToken ct)
    {
        var after = Parse(request.After);
        var rows = await db
            .ReconciliationDays.AsNoTracking()
            .Where(d => after == null || d.Day < after)
            .OrderByDescending(d => d.Day)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var more = rows.Count > request.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        var days = rows.Select(r => r.Day).ToArray();
        var signed = (await db.ReconciliationSignOffs.AsNoTracking().Where(s => days.Contains(s.Day)).ToListAsync(ct)).ToLookup(s => s.Day);
        var people = await names.OfAsync([.. signed.SelectMany(s => s).Select(s => s.SignedBy).Distinct()], ct);
        var figures = await reports.OfAsync(rows, ct);
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        return new Page<ListReconciliationDays.Response>(
            [.. rows.Select(r => Of(r, figures[r.Day], calendar, [.. signed[r.Day].OrderByDescending(s => s.SignedAt)], people))],
            more ? rows[^1].Day.ToString(DayFormat, CultureInfo.InvariantCulture) : null
        );
    }

    private static ListReconciliationDays.Response Of(
        ReconciliationDay row,
        DayFigures figures,
        BusinessCalendar calendar,
        List<ReconciliationSignOff> signed,
        IReadOnlyDictionary<Guid, string> people
    ) =>
        new(
            row.Day,
            row.CheckedAt,
            row.CheckedAt >= calendar.StartOf(row.Day.AddDays(1)),
            row.BankPayments,
            MoneyView.Of(figures.BankIn),
            MoneyView.Of(figures.BankOut),
            MoneyView.Of(figures.BooksIn),
            MoneyView.Of(figures.BooksOut),
            MoneyView.Of(figures.Cash),
            MoneyView.Of(figures.Card),
            figures.OpenDifferences,
            row.CheckedAt is not null && figures.Agree,
            signed is [var newest, ..] && newest.Figures == figures,
            [
                .. signed.Select(s => new ListReconciliationDays.SignatureView(
                    people.GetValueOrDefault(s.SignedBy),
                    s.SignedAt,
                    MoneyView.Of(s.BankIn),
                    MoneyView.Of(s.BankOut),
                    s.Note
                )),
            ],
            row.LastError
        );

    private static DateOnly? Parse(string? after) =>
        after is not { Length: > 0 } ? null
        : DateOnly.TryParseExact(after, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new DomainException(CommonErrors.CursorInvalid);
}
