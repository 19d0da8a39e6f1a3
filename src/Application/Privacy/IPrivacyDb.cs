using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy;

public interface IPrivacyDb
{
    DbSet<ConsentText> ConsentTexts { get; }
    DbSet<Consent> Consents { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);
}
