using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>Sets up or changes the company's Pix account. Secrets left out stay as they are.</summary>
/// <param name="BaseUrl">For <c>custom</c> only; must be an address this installation allows.</param>
/// <param name="PixKey">E-mail, phone, CPF, CNPJ or random key that receives the payments.</param>
/// <param name="CertificatePem">Client certificate from the bank with its chain; together with the private key.</param>
public sealed record ConfigureSicredi(
    SicrediEnvironment Environment,
    string ClientId,
    string PixKey,
    string? BaseUrl = null,
    string TokenPath = "/oauth/token",
    string ApiPath = "/api/v2",
    string? CobPath = null,
    string? ClientSecret = null,
    string? CertificatePem = null,
    string? PrivateKeyPem = null
) : ICommand<SicrediAccountView>;

internal sealed class ConfigureSicrediValidator : AbstractValidator<ConfigureSicredi>
{
    public ConfigureSicrediValidator()
    {
        RuleFor(r => r.Environment).IsInEnum();
        RuleFor(r => r.ClientId).Name(200);
        RuleFor(r => r.PixKey).Name(77);
        RuleFor(r => r.BaseUrl).NotEmpty().When(r => r.Environment == SicrediEnvironment.Custom);
        RuleFor(r => r.TokenPath).Must(IsPath).WithMessage("Must be a path such as /oauth/token.");
        RuleFor(r => r.ApiPath).Must(IsPath).WithMessage("Must be a path such as /api/v2.");
        RuleFor(r => r.CobPath).Must(p => p is null || IsPath(p)).WithMessage("Must be a path such as /api/v3.");
        RuleFor(r => r.ClientSecret).Length(4, 500).When(r => r.ClientSecret is not null);
        RuleFor(r => r.CertificatePem).MaximumLength(20_000);
        RuleFor(r => r.PrivateKeyPem).MaximumLength(20_000);
        RuleFor(r => r.PrivateKeyPem).NotNull().When(r => r.CertificatePem is not null).WithMessage("Needed together with the certificate.");
    }

    private static bool IsPath(string? path) =>
        path is { Length: > 1 and <= 100 } && path[0] == '/' && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.');
}

internal sealed class ConfigureSicrediHandler(
    IPaymentsDb db,
    IWorkQueue work,
    ISecretBox secrets,
    ICertificates certificates,
    IBankHosts hosts,
    ITokenSource tokens,
    SicrediAccountViews views,
    TimeProvider clock
) : IRequestHandler<ConfigureSicredi, SicrediAccountView>
{
    public async Task<SicrediAccountView> Handle(ConfigureSicredi request, CancellationToken ct)
    {
        var baseUrl = request.Environment switch
        {
            SicrediEnvironment.Production => SicrediAccountViews.ProductionUrl,
            SicrediEnvironment.Homologation => SicrediAccountViews.HomologationUrl,
            _ => request.BaseUrl!.TrimEnd('/'),
        };
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) || !hosts.IsAllowed(address))
            throw new DomainException(SicrediAccountErrors.HostNotAllowed);
        if (request is { CertificatePem: { } pem, PrivateKeyPem: { } key } && !certificates.AreUsable(pem, key))
            throw new DomainException(SicrediAccountErrors.CertificateInvalid);

        var account = await db.SicrediAccounts.SingleOrDefaultAsync(ct);
        if (account is null)
        {
            if (request.ClientSecret is null)
                throw new DomainException(SicrediAccountErrors.SecretNeeded);
            var now = clock.GetUtcNow();
            account = SicrediAccount.Open(Guid.CreateVersion7(now), tokens.NewToken(), now);
            db.SicrediAccounts.Add(account);
        }
        account.Connect(baseUrl, request.TokenPath, request.ApiPath, request.CobPath, request.ClientId, request.PixKey.Trim());
        if (request.ClientSecret is { } secret)
            account.SetClientSecret(secrets.Seal(secret, SicrediSecrets.ClientSecretOf(account)));
        if (request is { CertificatePem: { } certificate, PrivateKeyPem: { } privateKey })
            account.SetCertificate(certificate, secrets.Seal(privateKey, SicrediSecrets.PrivateKeyOf(account)));
        await db.SaveChangesAsync(ct);
        await work.NudgeAsync(RegisterSicrediWebhook.WorkKind, account.Id, ct);
        await work.NudgeAsync(PollSicrediAccount.WorkKind, account.Id, ct);
        return views.Of(account);
    }
}
