using CleanApp.Application.Privacy;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Privacy module sees of the database.</summary>
internal sealed class PrivacyDb(AppDbContext db) : IPrivacyDb
{
    public DbSet<ConsentText> ConsentTexts => db.ConsentTexts;
    public DbSet<Consent> Consents => db.Consents;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);
}
