using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Mails;

/// <summary>
/// Takes one mail to the mail server, at least once: the note that it was taken comes after, so whoever dies between the two is followed
/// by one who sends it again under the same Message-ID.
/// </summary>
internal sealed class SendMail(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    IMailer mailer,
    MailSlots slots,
    MailMetrics metrics,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "identity.send_mail";
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(1);

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        // Taken back meanwhile, with the invitation it belongs to.
        if (await db.Mails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == subjectId, ct) is not { Content: { } box } mail)
            return WorkResult.Finished;
        if (mail.IsOver(clock.GetUtcNow()))
            return await NoteAsync(subjectId, (m, now) => Finished(() => m.GiveUp(now)), ct);
        using var slot = await slots.TryTakeAsync(ct);
        if (slot is null)
            return WorkResult.RunAgainIn(Crowded);
        var content = MailContent.Open(await vault.OpenAsync(ct), box, mail.Id);

        var began = clock.GetTimestamp();
        var outcome = await mailer.SendAsync(content.ToOutgoing(mail.Id), ct);
        // From here on the outcome is noted whatever happens to the worker that asked: no cancellation.
        var result = await NoteAsync(subjectId, (m, now) => Follow(m, outcome, now), CancellationToken.None);
        metrics.Attempted(outcome, clock.GetElapsedTime(began));
        return result;
    }

    private static TimeSpan? Follow(Mail mail, MailOutcome outcome, DateTimeOffset now) =>
        outcome.Result switch
        {
            MailResult.Accepted => Finished(() => mail.BeSent(now)),
            MailResult.Refused => Finished(() => mail.BeRefused(outcome.Error ?? "refused", now)),
            _ => mail.Postpone(outcome.Error ?? "unknown", now),
        };

    private static TimeSpan? Finished(Action close)
    {
        close();
        return null;
    }

    private async Task<WorkResult> NoteAsync(Guid mailId, Func<Mail, DateTimeOffset, TimeSpan?> note, CancellationToken ct)
    {
        TimeSpan? again = null;
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await db.LockMailAsync(mailId, inner) is { } mail)
                    again = note(mail, clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return again is { } delay ? WorkResult.RunAgainIn(delay) : WorkResult.Finished;
    }
}
