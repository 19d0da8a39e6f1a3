using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity.Mails;

/// <summary>In the company's name, as an invitation; so many in an hour, so that it is no way to write to strangers.</summary>
internal sealed class CustomerMails(
    Mailbag bag,
    ITenantProfile tenant,
    ITenantContext tenantContext,
    IAttemptLimiter limiter,
    RateLimitOptions limits
) : ICustomerMails
{
    public async Task<bool> PostProposalAsync(CustomerMail mail, CancellationToken ct)
    {
        if (!bag.IsOpen)
            return false;
        var mailed = $"proposal-mails|{tenantContext.TenantId:N}";
        if (await limiter.TakeAsync(mailed, limits.ProposalMailsPerHour, TimeSpan.FromHours(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyMails) { RetryAfter = wait };
        var company = (await tenant.GetAsync(ct)).Name;
        var content = new MailContent(mail.To, mail.ToName, company, mail.Subject, mail.Paragraphs, mail.Action, mail.Url);
        return await bag.PostAsync(MailKind.Proposal, content, ct) is not null;
    }
}
