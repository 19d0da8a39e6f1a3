namespace CleanApp.Application.Common;

/// <summary>
/// Seals what identifies a person under keys of the company's own (AES-256-GCM), and makes the blind indexes by which it is found again.
/// The keys are wrapped by the installation's master key, which is neither in the database nor in its backups.
/// </summary>
public interface IPersonalVault
{
    /// <summary>The company's keys, made at first use. Once per use case: what it gives is not to be kept.</summary>
    Task<ICompanyKeys> OpenAsync(CancellationToken ct);
}

/// <summary>What is sealed is whole, and the key is not at hand: a host that was not given it yet. With the key it opens.</summary>
public sealed class MissingKeyException() : System.Security.Cryptography.CryptographicException("The key is gone.");

public interface ICompanyKeys
{
    /// <param name="place">Where it is stored. A box moved to another row, column, table or company does not open.</param>
    byte[] Seal(string text, SealedPlace place);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Tampered with or moved.</exception>
    /// <exception cref="MissingKeyException">Sealed with a key that is gone.</exception>
    string Open(byte[] box, SealedPlace place);

    /// <summary>16 bytes, equal for equal values of one kind in one company. Of <b>canonical</b> values only.</summary>
    byte[] Index(string kind, string canonical);

    /// <summary>
    /// By which names are found: 64 bits of a keyed hash of every beginning (two to eight letters) of every word, without case and accents,
    /// in an order that tells nothing; each once.
    /// </summary>
    long[] NameTerms(IEnumerable<string> names);

    /// <summary>As <see cref="NameTerms"/> of each by itself; what several have in common is hashed once.</summary>
    IReadOnlyList<long[]> NameTermsOfEach(IReadOnlyList<string> names);

    /// <summary>
    /// By which words are found: the period in front, so that those of one stand together, and 48 bits of a keyed hash. Of another period
    /// the same word is another number.
    /// </summary>
    /// <param name="period">Such as a month, counted from any beginning; 0 to 32,767.</param>
    long[] Terms(IReadOnlyCollection<string> words, int period);

    /// <summary>What <see cref="NameTerms"/> holds for a name with words that begin so; empty when there is nothing to search by.</summary>
    long[] NameSearch(string text);
}

public readonly record struct SealedPlace(string Table, string Column, Guid RowId);
