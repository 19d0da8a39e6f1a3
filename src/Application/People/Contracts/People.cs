namespace CleanApp.Application.People.Contracts;

/// <summary>Persons, for modules that hold nothing of one but its contact's id.</summary>
public interface IPeople
{
    /// <summary>
    /// The contact this person is: by CPF, else by CNPJ, telephone, WhatsApp's id, e-mail; a new one when nobody fits. What was missing is added, what is known
    /// stays as it is. Locked until the caller's transaction ends, and safe with many callers at once.
    /// </summary>
    /// <exception cref="Domain.Common.DomainException">One of the numbers, or the e-mail, is none.</exception>
    Task<PersonView> RecogniseAsync(PersonInput person, CancellationToken ct);

    /// <summary>
    /// As <see cref="RecogniseAsync"/>, of what somebody says of themselves and nobody has proved: whoever is known stays exactly as they are, and
    /// only somebody new is written down.
    /// </summary>
    /// <exception cref="Domain.Common.DomainException">The number, or the e-mail, is none.</exception>
    Task<ClaimedPerson> ClaimAsync(PersonInput person, CancellationToken ct);

    /// <exception cref="Domain.Common.DomainException">There is no such contact.</exception>
    Task<PersonView> GetAsync(Guid contactId, CancellationToken ct);

    /// <summary>By the ids they were asked for, of whatever contact each means today; those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<Guid, PersonView>> ListAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct);

    /// <summary>
    /// All ids this person is known by: contacts that were merged keep theirs, and whoever holds one means the same person. For questions
    /// about the person rather than about one record. Empty when there is no such contact.
    /// </summary>
    Task<IReadOnlyList<Guid>> IdsOfAsync(Guid contactId, CancellationToken ct);

    /// <summary>
    /// All ids of those whom a text could mean: by a number or address in full, else by the beginnings of the words of a name; the newest, at
    /// most so many of them.
    /// </summary>
    Task<IReadOnlyList<Guid>> FindAsync(string text, int most, CancellationToken ct);

    /// <summary>An e-mail of this person in clear, the first of several, for a mail to them and nothing else; null: none is known.</summary>
    Task<string?> EmailOfAsync(Guid contactId, CancellationToken ct);

    /// <summary>Whom those ids mean that were merged into one of these contacts, by the merged id.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> MergedIntoAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct);

    /// <exception cref="Domain.Common.DomainException">There is no such contact.</exception>
    Task RequireAsync(Guid contactId, CancellationToken ct);

    /// <summary>As <see cref="RequireAsync"/>, and nobody else changes the contact until the transaction ends.</summary>
    /// <returns>The id of the contact that this id means today: what is written down now belongs to that.</returns>
    /// <exception cref="Domain.Common.DomainException">There is no such contact, or it was anonymised.</exception>
    Task<Guid> LockAsync(Guid contactId, CancellationToken ct);
}

/// <summary>As a person says it; at least one of these.</summary>
/// <param name="Whatsapp">Meta's id of the person: <c>BR.123…</c>.</param>
/// <param name="Cnpj">A company's.</param>
public sealed record PersonInput(string? Name, string? Cpf, string? Phone, string? Whatsapp = null, string? Cnpj = null, string? Email = null);

/// <param name="Unknown">What of the claim the contact is not known by: in clear, and not proved.</param>
public sealed record ClaimedPerson(Guid ContactId, PersonInput Unknown);

/// <param name="Name">In clear: a person is called by it. Null when not known.</param>
/// <param name="Cpf">Masked: <c>***.982.247-**</c>.</param>
/// <param name="Phone">Masked: <c>+55 11 *******21</c>; of several the first.</param>
public sealed record PersonView(Guid ContactId, string? Name, string? Cpf, string? Phone);
