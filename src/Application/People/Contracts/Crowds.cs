using CleanApp.Application.People.Contacts;

namespace CleanApp.Application.People.Contracts;

/// <summary>Many persons at once, each as <see cref="IPeople.RecogniseAsync"/> would recognise them one after the other.</summary>
public interface ICrowds
{
    /// <summary>What can be told of them without asking about anybody: to be done before the transaction begins.</summary>
    Task<CrowdClaims> ReadAsync(IReadOnlyList<PersonInput> persons, CancellationToken ct);

    /// <summary>Who they are. Until the transaction ends nobody else of the company is recognised, and nobody among them changes.</summary>
    Task<ICrowd> RecogniseAsync(CrowdClaims claims, CancellationToken ct);

    /// <summary>Whether they all are who they were, neither merged nor anonymised; they stay so, and nobody else asks this of them, until the transaction ends.</summary>
    Task<bool> StayAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct);

    /// <summary>Nobody else changes these contacts until the transaction ends, whatever became of them.</summary>
    Task LockAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct);

    /// <summary>Removes of these contacts those that nobody changed since they were made, and that nothing refers to; part of the caller's transaction.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveUntouchedAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct);
}

/// <summary>Those that were read, in the order in which they were given.</summary>
public interface ICrowd
{
    /// <summary>By every id that somebody among them is known by, who that is today.</summary>
    IReadOnlyDictionary<Guid, Guid> Known { get; }

    /// <summary>Who it is; null when nobody who is known, or was taken in before.</summary>
    Guid? Find(int person);

    /// <summary>Adds what was missing, or a new contact when nobody fits.</summary>
    (Guid ContactId, bool IsNew) TakeIn(int person);

    /// <summary>Writes what was taken in.</summary>
    Task SaveAsync(CancellationToken ct);
}

public sealed class CrowdClaims
{
    internal CrowdClaims(IReadOnlyList<PersonClaim> claims) => Claims = claims;

    internal IReadOnlyList<PersonClaim> Claims { get; }

    /// <summary>What of this person is not what it should be; it is passed over when they are recognised.</summary>
    public IReadOnlyList<PersonPart> FaultsOf(int person) => Claims[person].Faults;

    /// <summary>Whether anything is left by which they could be recognised.</summary>
    public bool IsSomebody(int person) => Claims[person].Given.Count > 0;
}

public enum PersonPart
{
    Cpf,
    Cnpj,
    Phone,
    Whatsapp,
    Email,
}
