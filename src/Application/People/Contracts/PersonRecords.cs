using CleanApp.Domain.Common;

namespace CleanApp.Application.People.Contracts;

/// <summary>What is done with all of a person's data; every call is part of the caller's transaction.</summary>
public interface IPersonRecords
{
    /// <summary>Writes down that everything was handed out, by whom and why.</summary>
    /// <exception cref="Domain.Common.DomainException">There is no such contact.</exception>
    Task NoteExportAsync(Guid contactId, string reason, CancellationToken ct);

    /// <summary>Nobody else changes the person until the transaction ends: what is found out about them now stays so.</summary>
    /// <exception cref="Domain.Common.DomainException">There is no such contact.</exception>
    Task LockAsync(Guid contactId, CancellationToken ct);

    /// <summary>
    /// Makes the contact nobody, and locks it until the transaction ends. From then on the database lets words about it be erased, and
    /// refuses to take in anything by which it could be recognised.
    /// </summary>
    /// <returns>When it became so, and whether this call did it.</returns>
    /// <exception cref="Domain.Common.DomainException">There is no such contact.</exception>
    Task<(DateTimeOffset At, bool IsNew)> AnonymiseAsync(Guid contactId, CancellationToken ct);

    /// <summary>People whose record nobody changed since then, by id from <paramref name="after"/> on; no merged and no anonymised ones.</summary>
    Task<IReadOnlyList<Guid>> UnchangedSinceAsync(DateTimeOffset since, Guid? after, int limit, CancellationToken ct);

    /// <summary>Writes down who anonymised and why; after everything else about the person was erased.</summary>
    Task NoteAnonymisationAsync(Guid contactId, string reason, Actor by, CancellationToken ct);
}
