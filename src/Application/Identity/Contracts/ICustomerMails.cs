namespace CleanApp.Application.Identity.Contracts;

/// <summary>Mails to customers, for modules that have something to show them.</summary>
public interface ICustomerMails
{
    /// <summary>Puts a mail beside what it tells of, in the caller's transaction; the caller saves.</summary>
    /// <returns>False where no mail is sent.</returns>
    Task<bool> PostProposalAsync(CustomerMail mail, CancellationToken ct);
}

/// <param name="Paragraphs">Plain text.</param>
/// <param name="Action">What <paramref name="Url"/> is opened for.</param>
public sealed record CustomerMail(string To, string? ToName, string Subject, IReadOnlyList<string> Paragraphs, string Action, string Url);
