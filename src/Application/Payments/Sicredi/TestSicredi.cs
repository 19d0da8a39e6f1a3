using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>Signs in at the bank and asks a harmless question.</summary>
public sealed record TestSicredi : IRequest<TestSicredi.Response>
{
    /// <param name="Message"><c>ok</c>, or a stable word for what went wrong.</param>
    public sealed record Response(bool Ok, string Message);
}

internal sealed class TestSicrediHandler(IPaymentsDb db, IPixBank bank, TimeProvider clock) : IRequestHandler<TestSicredi, TestSicredi.Response>
{
    public async Task<TestSicredi.Response> Handle(TestSicredi request, CancellationToken ct)
    {
        var account =
            await db.SicrediAccounts.AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new DomainException(SicrediAccountErrors.NotConfigured);
        var now = clock.GetUtcNow();
        try
        {
            await bank.ListPaymentsAsync(account, now.AddMinutes(-1), now, page: 0, ct);
            return new TestSicredi.Response(true, "ok");
        }
        catch (BankUnavailableException e)
        {
            return new TestSicredi.Response(false, e.Reason);
        }
        catch (BankRefusedException e)
        {
            return new TestSicredi.Response(false, e.Code);
        }
    }
}
