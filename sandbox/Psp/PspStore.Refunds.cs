using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Psp;

internal sealed partial class PspStore
{
    public JsonObject PutRefund(string clientId, string endToEndId, string id, RefundRequest request)
    {
        lock (_gate)
        {
            var pix = OwnPix(clientId, endToEndId);
            if (pix.Refunds.Any(r => r.Id == id))
                throw PspException.InvalidRefund("O id informado já foi utilizado por outra requisição de devolução para este Pix.", "devolucao.id");
            var refunded = pix.Refunds.Where(r => r.Status != RefundStatus.NotDone).Sum(r => Wire.Money(r.Amount));
            if (refunded + Wire.Money(request.Amount) > Wire.Money(pix.Amount))
                throw PspException.InvalidRefund("A soma das devoluções excederia o valor do Pix.", "devolucao.valor");
            var now = Now();
            if (now - pix.At > TimeSpan.FromDays(90))
                throw PspException.InvalidRefund("O prazo de 90 dias para a devolução terminou.", "devolucao.horario");
            var refund = new Refund
            {
                Id = id,
                ReturnId = Wire.ReturnId(now),
                Amount = request.Amount,
                Nature = request.Nature,
                Description = request.Description,
                RequestedAt = now,
            };
            pix.Refunds.Add(refund);
            _journal.Append("pix", pix);
            return refund.Render();
        }
    }

    public JsonObject GetRefund(string clientId, string endToEndId, string id)
    {
        lock (_gate)
            return (OwnPix(clientId, endToEndId).Refunds.FirstOrDefault(r => r.Id == id) ?? throw PspException.RefundNotFound(id)).Render();
    }

    public PixReceived? SettleRefund(string endToEndId, string id, string status)
    {
        lock (_gate)
        {
            var pix = _pix[endToEndId];
            var refund = pix.Refunds.First(r => r.Id == id);
            if (refund.Status != RefundStatus.Processing)
                return null;
            refund.Status = status;
            if (status == RefundStatus.Refunded)
                refund.SettledAt = Now();
            _journal.Append("pix", pix);
            return pix;
        }
    }

    /// <summary>Refunds a stopped run left in the middle.</summary>
    public List<(string EndToEndId, string Id, string Key)> PendingRefunds()
    {
        lock (_gate)
            return
            [
                .. _pix.Values.SelectMany(p => p.Refunds.Where(r => r.Status == RefundStatus.Processing).Select(r => (p.EndToEndId, r.Id, p.Key))),
            ];
    }
}
