using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>What was paid for a person's things. Figures only: nothing of it is erased, the company has to account for it.</summary>
internal sealed class PaymentHolder(IPaymentsDb db) : IPersonalDataHolder
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var ids = person.Things.Select(t => t.Id).ToList();
        var rows = await (
            from charge in db.Charges.AsNoTracking()
            join payment in db.Payments.AsNoTracking() on charge.Id equals payment.ChargeId
            where ids.Contains(charge.ReferenceId)
            orderby payment.SettledAt, payment.Id
            select new
            {
                charge.ReferenceKind,
                charge.ReferenceId,
                charge.Description,
                Payment = payment,
            }
        ).ToListAsync(ct);
        var byHand = await db.ManualPayments.AsNoTracking().Where(m => ids.Contains(m.ReferenceId)).OrderBy(m => m.ReceivedAt).ToListAsync(ct);
        return
        [
            new DataSection(
                "payments",
                "Pagamentos",
                50,
                [
                    .. rows.Where(r => person.Things.Contains(new DataReference(r.ReferenceKind, r.ReferenceId)))
                        .Select(r =>
                            new[]
                            {
                                new DataField("description", "Referente a", r.Description),
                                new DataField("amount", "Pago", r.Payment.Amount),
                                new DataField("settledAt", "Quando", r.Payment.SettledAt),
                                new DataField("method", "Forma", "pix", "Pix"),
                                new DataField("endToEndId", "Identificação no banco", r.Payment.EndToEndId),
                            }
                        ),
                    .. byHand
                        .Where(m => person.Things.Contains(new DataReference(m.ReferenceKind, m.ReferenceId)))
                        .Select(m =>
                            new[]
                            {
                                new DataField("amount", "Pago", m.Amount),
                                new DataField("settledAt", "Quando", m.ReceivedAt),
                                m.Method == ManualMethod.Cash
                                    ? new DataField("method", "Forma", "cash", "Dinheiro")
                                    : new DataField("method", "Forma", "card", "Cartão"),
                            }
                        ),
                ]
            ),
        ];
    }
}
