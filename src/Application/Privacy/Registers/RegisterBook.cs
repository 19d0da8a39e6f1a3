using System.Text.Json;
using System.Text.Json.Serialization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>What the two registers share: entries in versions, of which the newest counts.</summary>
internal sealed class RegisterBook(IPrivacyDb db, IMemberNames members, IUserContext user, TimeProvider clock)
{
    /// <summary>A register is read as a whole.</summary>
    public const int MostEntries = 300;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public async Task<Func<RegisterEntry, RegisterLine<T>>> LinesAsync<T>(IReadOnlyCollection<RegisterEntry> entries, CancellationToken ct)
    {
        var names = await members.OfAsync([.. entries.Select(e => e.ByUserId).OfType<Guid>().Distinct()], ct);
        return e => new RegisterLine<T>(
            e.EntryId,
            e.Version,
            e.At,
            e.ByUserId is { } by ? names.GetValueOrDefault(by) : null,
            JsonSerializer.Deserialize<T>(e.Content, Json)!
        );
    }

    /// <summary>The newest version of every entry, the first entered first.</summary>
    public Task<List<RegisterEntry>> ReadAsync(PrivacyRegister register, CancellationToken ct) =>
        db
            .RegisterEntries.AsNoTracking()
            .Where(e =>
                e.Register == register
                && !db.RegisterEntries.Any(later => later.Register == register && later.EntryId == e.EntryId && later.Version > e.Version)
            )
            .OrderBy(e => e.EntryId)
            .Take(MostEntries)
            .ToListAsync(ct);

    /// <summary>Every version of one entry, the newest first.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public async Task<List<RegisterEntry>> ReadVersionsAsync(PrivacyRegister register, Guid entryId, CancellationToken ct)
    {
        var versions = await db
            .RegisterEntries.AsNoTracking()
            .Where(e => e.Register == register && e.EntryId == entryId)
            .OrderByDescending(e => e.Version)
            .Take(MostEntries)
            .ToListAsync(ct);
        return versions.Count > 0 ? versions : throw new DomainException(PrivacyErrors.RegisterEntryNotFound);
    }

    /// <exception cref="DomainException">The register is full.</exception>
    public async Task<RegisterEntry> AddAsync<T>(PrivacyRegister register, T content, CancellationToken ct)
    {
        await db.LockAsync($"register|{register}", ct);
        if (await db.RegisterEntries.CountAsync(e => e.Register == register && e.Version == 1, ct) >= MostEntries)
            throw new DomainException(PrivacyErrors.RegisterFull);
        var now = clock.GetUtcNow();
        var entry = RegisterEntry.First(Guid.CreateVersion7(now), register, JsonSerializer.Serialize(content, Json), user.Actor, now);
        db.RegisterEntries.Add(entry);
        await db.SaveChangesAsync(ct);
        return entry;
    }

    /// <param name="seen">The version that the change was made from.</param>
    /// <exception cref="DomainException">There is no such entry, or somebody else changed it since.</exception>
    public async Task<RegisterEntry> ChangeAsync<T>(PrivacyRegister register, Guid entryId, int seen, T content, CancellationToken ct)
    {
        await db.LockAsync($"register|{register}", ct);
        var newest =
            await db
                .RegisterEntries.AsNoTracking()
                .Where(e => e.Register == register && e.EntryId == entryId)
                .OrderByDescending(e => e.Version)
                .FirstOrDefaultAsync(ct)
            ?? throw new DomainException(PrivacyErrors.RegisterEntryNotFound);
        if (newest.Version != seen)
            throw new DomainException(PrivacyErrors.RegisterEntryChanged);
        var now = clock.GetUtcNow();
        var entry = newest.Next(Guid.CreateVersion7(now), JsonSerializer.Serialize(content, Json), user.Actor, now);
        db.RegisterEntries.Add(entry);
        await db.SaveChangesAsync(ct);
        return entry;
    }
}

/// <param name="Id">Of the entry, the same in all its versions.</param>
/// <param name="By">Who wrote this version; null when it was the product itself.</param>
internal sealed record RegisterLine<T>(Guid Id, int Version, DateTimeOffset At, string? By, T Entry);
