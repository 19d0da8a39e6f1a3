using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Mails;

/// <summary>How the company's mails fare.</summary>
public sealed record GetMailHealth : IRequest<GetMailHealth.Response>
{
    /// <param name="Configured">False: this installation sends no mail; links are handed over.</param>
    /// <param name="Waiting">Not yet taken by the mail server, 100 at most.</param>
    /// <param name="LastSentAt">Null while none was.</param>
    /// <param name="LastError">Of the one that waits longest: a reply code, or <c>unreachable</c>, <c>timeout</c>, <c>tls</c>, <c>credentials</c>.</param>
    public sealed record Response(bool Configured, int Waiting, DateTimeOffset? LastSentAt, string? LastError);
}

internal sealed class GetMailHealthHandler(IIdentityDb db, IMailer mailer) : IRequestHandler<GetMailHealth, GetMailHealth.Response>
{
    private const int MostCounted = 100;

    public async Task<GetMailHealth.Response> Handle(GetMailHealth request, CancellationToken ct)
    {
        var mails = db.Mails.AsNoTracking();
        var waiting = await mails.Where(m => m.Status == MailStatus.Queued).Take(MostCounted).CountAsync(ct);
        var sentAt = await mails
            .Where(m => m.Status == MailStatus.Sent)
            .OrderByDescending(m => m.StatusAt)
            .Select(m => (DateTimeOffset?)m.StatusAt)
            .FirstOrDefaultAsync(ct);
        var error = await mails.Where(m => m.Status == MailStatus.Queued).OrderBy(m => m.StatusAt).Select(m => m.LastError).FirstOrDefaultAsync(ct);
        return new GetMailHealth.Response(mailer.IsConfigured, waiting, sentAt, error);
    }
}
