using CleanApp.Application.Common;
using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity.Mails;

/// <summary>Puts mails beside what they tell of, in the caller's transaction. They go out after it, or never happened.</summary>
internal sealed class Mailbag(IIdentityDb db, IPersonalVault vault, IWorkQueue work, IMailer mailer, TimeProvider clock)
{
    public bool IsOpen => mailer.IsConfigured;

    /// <param name="useful">How long it is worth being tried; as long as mails usually are when left out.</param>
    /// <returns>Null where no mail is sent.</returns>
    public async Task<Mail?> PostAsync(MailKind kind, MailContent content, CancellationToken ct, TimeSpan? useful = null)
    {
        if (!mailer.IsConfigured)
            return null;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var mail = Mail.Write(id, kind, content.Seal(await vault.OpenAsync(ct), id), useful ?? Mail.Patience, now);
        db.Mails.Add(mail);
        work.Enqueue(SendMail.WorkKind, id);
        return mail;
    }
}
