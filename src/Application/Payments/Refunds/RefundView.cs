using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Refunds;

/// <param name="EndToEndId">Of the payment it returns.</param>
/// <param name="ReturnId">The bank's id of the returned money.</param>
/// <param name="FromOutside">Made at the bank itself, not here.</param>
/// <param name="SettledAt">When the bank had returned it.</param>
/// <param name="LastError">Stable word, or the bank's own, for what went wrong last.</param>
public sealed record RefundView(
    Guid Id,
    Guid PaymentId,
    string EndToEndId,
    MoneyView PaymentAmount,
    DateTimeOffset PaidAt,
    MoneyView Amount,
    string Reason,
    bool FromOutside,
    RefundStatus Status,
    DateTimeOffset RequestedAt,
    string? RequestedByName,
    bool RequestedByMe,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? ReturnId,
    DateTimeOffset? SettledAt,
    string? LastError
);

internal sealed class RefundViews(IMemberNames names, IUserContext user)
{
    public async Task<List<RefundView>> OfAsync(IReadOnlyCollection<(Refund Refund, Payment Payment)> rows, CancellationToken ct)
    {
        var ids = rows.SelectMany(r => new[] { r.Refund.RequestedBy, r.Refund.DecidedBy }).OfType<Guid>().Distinct();
        var people = await names.OfAsync([.. ids], ct);
        return [.. rows.Select(r => View(r.Refund, r.Payment, people))];
    }

    public async Task<RefundView> OfAsync(Refund refund, Payment payment, CancellationToken ct) => (await OfAsync([(refund, payment)], ct))[0];

    private RefundView View(Refund refund, Payment payment, IReadOnlyDictionary<Guid, string> people)
    {
        return new(
            refund.Id,
            payment.Id,
            payment.EndToEndId,
            MoneyView.Of(payment.Amount),
            payment.SettledAt,
            MoneyView.Of(refund.Amount),
            refund.Reason,
            refund.FromOutside,
            refund.Status,
            refund.RequestedAt,
            Name(refund.RequestedBy),
            refund.RequestedBy is { } by && by == user.UserId,
            Name(refund.DecidedBy),
            refund.DecidedAt,
            refund.ReturnId,
            refund.SettledAt,
            refund.LastError
        );

        string? Name(Guid? id) => id is { } known ? people.GetValueOrDefault(known) : null;
    }
}
