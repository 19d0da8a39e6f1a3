using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy;

public interface IPrivacyDb
{
    DbSet<ConsentText> ConsentTexts { get; }
    DbSet<Consent> Consents { get; }
    DbSet<PrivacyForm> PrivacyForms { get; }
    DbSet<DataSubjectRequest> DataSubjectRequests { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>Empties what proves this person's consents; the contact is anonymised already.</summary>
    Task EraseEvidenceAsync(Guid contactId, CancellationToken ct);

    /// <summary>The request with its steps, locked until the transaction ends.</summary>
    Task<DataSubjectRequest?> LockRequestAsync(Guid id, CancellationToken ct);

    /// <summary>Without their steps.</summary>
    Task<List<DataSubjectRequest>> LockRequestsOfAsync(Guid contactId, CancellationToken ct);

    /// <summary>Empties the notes on this person's requests; the contact is anonymised already.</summary>
    Task EraseNotesAsync(Guid contactId, CancellationToken ct);

    // Before the tenant is known: ids only.
    Task<Guid?> FindFormTenantAsync(string token, CancellationToken ct);
    Task<Guid?> FindRequestTenantAsync(string statusTokenHash, CancellationToken ct);
}
