using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy;

public interface IPrivacyDb
{
    DbSet<ConsentText> ConsentTexts { get; }
    DbSet<Consent> Consents { get; }
    DbSet<PrivacyForm> PrivacyForms { get; }
    DbSet<DataSubjectRequest> DataSubjectRequests { get; }
    DbSet<RetentionPolicy> RetentionPolicies { get; }
    DbSet<RetentionRun> RetentionRuns { get; }
    DbSet<LegalHold> LegalHolds { get; }
    DbSet<RegisterEntry> RegisterEntries { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>Empties what proves this person's consents; the contact is anonymised already.</summary>
    Task EraseEvidenceAsync(Guid contactId, CancellationToken ct);

    /// <summary>The request with its steps, locked until the transaction ends.</summary>
    Task<DataSubjectRequest?> LockRequestAsync(Guid id, CancellationToken ct);

    /// <summary>Without their steps.</summary>
    Task<List<DataSubjectRequest>> LockRequestsOfAsync(Guid contactId, CancellationToken ct);

    /// <summary>Empties the notes on this person's requests; the contact is anonymised already.</summary>
    Task EraseNotesAsync(Guid contactId, CancellationToken ct);

    /// <summary>Empties the notes on this request, whose words are forgotten already.</summary>
    Task EraseNotesOfRequestAsync(Guid requestId, CancellationToken ct);

    /// <summary>Adds to what was removed of a class on a day.</summary>
    Task NoteRemovedAsync(string name, DateOnly day, int keepDays, int removed, DateTimeOffset now, CancellationToken ct);

    /// <summary>Until the transaction ends, nobody else changes the policy of this class, or this register.</summary>
    Task LockAsync(string what, CancellationToken ct);

    // Before the tenant is known: ids only.
    Task<Guid?> FindFormTenantAsync(string token, CancellationToken ct);
    Task<Guid?> FindRequestTenantAsync(string statusTokenHash, CancellationToken ct);
}
