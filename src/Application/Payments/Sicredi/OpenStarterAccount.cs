using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>Where the installation offers a test bank, a new company can charge from its first minute.</summary>
internal sealed class OpenStarterAccount(
    IPaymentsDb db,
    IStarterAccount starter,
    ISecretBox secrets,
    IWorkQueue work,
    ITokenSource tokens,
    TimeProvider clock
) : IOnTenantRegistered
{
    public async Task RunAsync(string tenantName, CancellationToken ct)
    {
        if (starter.Get() is not { } offered)
            return;
        var now = clock.GetUtcNow();
        var account = SicrediAccount.Open(Guid.CreateVersion7(now), tokens.NewToken(), now);

        // A random key, as a bank would give one.
        var pixKey = Guid.CreateVersion7(now).ToString("D");
        account.Connect(offered.BaseUrl, "/oauth/token", "/api/v2", cobPath: null, offered.ClientId, pixKey);
        account.SetClientSecret(secrets.Seal(offered.ClientSecret, SicrediSecrets.ClientSecretOf(account)));
        account.SetCertificate(offered.CertificatePem, secrets.Seal(offered.PrivateKeyPem, SicrediSecrets.PrivateKeyOf(account)));
        db.SicrediAccounts.Add(account);
        work.Enqueue(RegisterSicrediWebhook.WorkKind, account.Id);
        work.Enqueue(PollSicrediAccount.WorkKind, account.Id, delay: TimeSpan.FromSeconds(30));
        await db.SaveChangesAsync(ct);
    }
}
