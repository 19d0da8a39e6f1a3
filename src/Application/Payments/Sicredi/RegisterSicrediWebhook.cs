using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>Tells the bank this company's webhook address, after the account was set up or changed.</summary>
internal sealed class RegisterSicrediWebhook(IPaymentsDb db, IPixBank bank, IPublicUrls urls) : IWorkHandler
{
    public const string WorkKind = "payments.register_webhook";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(a => a.Id == subjectId, ct);
        try
        {
            await bank.RegisterWebhookAsync(account, urls.Of($"/webhooks/sicredi/{account.WebhookToken}"), ct);
            return WorkResult.Finished;
        }
        catch (BankUnavailableException)
        {
            return WorkResult.RunAgainIn(TimeSpan.FromSeconds(30));
        }
        catch (BankRefusedException)
        {
            // Payments are still found by the poller; the settings page shows the address to register by hand.
            return WorkResult.RunAgainIn(TimeSpan.FromHours(1));
        }
    }
}
