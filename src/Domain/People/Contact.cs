using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

/// <summary>What a person can be recognised by.</summary>
public enum IdentifierKind
{
    Phone,
    Email,
    Cpf,
    Cnpj,

    /// <summary>Meta's id of a person for this company (BSUID), who may hide their number.</summary>
    Whatsapp,
}

/// <summary>
/// A person or company that this company deals with. Nothing is required of it, not even a name; other modules hold its id only.
/// What identifies it is sealed before it comes here (<c>IPersonalVault</c>): this object, and the row, hold nothing readable.
/// </summary>
public sealed partial class Contact : TenantEntity
{
    public const int MaxIdentifiers = 20;
    private readonly List<ContactIdentifier> _identifiers = [];

    private Contact() { }

    /// <summary>Sealed; null when not known.</summary>
    public byte[]? Name { get; private set; }

    /// <summary>
    /// Keyed hashes of the beginnings by which it is found: of its own name and of those of whoever was merged into it; null when there are none.
    /// </summary>
    public long[]? NameTerms { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When everything that told who this is was erased; since then it is an empty token that history points to.</summary>
    public DateTimeOffset? AnonymisedAt { get; private set; }
    public IReadOnlyList<ContactIdentifier> Identifiers => _identifiers;

    public static Contact Create(Guid id, DateTimeOffset now) =>
        new()
        {
            Id = id,
            CreatedAt = now,
            ChangedAt = now,
        };

    /// <param name="terms">By which the name is found.</param>
    public void Rename(byte[]? sealedName, long[] terms, DateTimeOffset now)
    {
        RequireSomebody();
        Name = sealedName;
        ChangedAt = now;
        FoundBy(terms);
    }

    public void FoundBy(long[] terms) => NameTerms = terms is [] ? null : terms;

    /// <summary>Something was written down of it that is kept beside it.</summary>
    public void Note(DateTimeOffset now)
    {
        RequireSomebody();
        ChangedAt = now;
    }

    /// <summary>Repeated, it changes nothing. A person has one CPF, a company one CNPJ.</summary>
    /// <param name="lookup">The blind index of the value; unique per company and kind, so one number is one person.</param>
    /// <param name="seal">Seals the value to the row with this id.</param>
    public ContactIdentifier Identify(Guid id, IdentifierKind kind, byte[] lookup, Func<Guid, byte[]> seal, DateTimeOffset now)
    {
        RequireSomebody();
        if (_identifiers.Find(i => i.Kind == kind && i.Lookup.AsSpan().SequenceEqual(lookup)) is { } known)
            return known;
        if (kind is IdentifierKind.Cpf or IdentifierKind.Cnpj && _identifiers.Exists(i => i.Kind == kind))
            throw new DomainException(PeopleErrors.IdentifierTwice);
        if (_identifiers.Count >= MaxIdentifiers)
            throw new DomainException(PeopleErrors.IdentifierTooMany);
        var added = ContactIdentifier.Of(id, Id, kind, seal(id), lookup, now);
        _identifiers.Add(added);
        ChangedAt = now;
        return added;
    }

    /// <returns>What is to be deleted.</returns>
    public ContactIdentifier Forget(Guid identifierId, DateTimeOffset now)
    {
        var known = _identifiers.Find(i => i.Id == identifierId) ?? throw new DomainException(PeopleErrors.IdentifierNotFound);
        _identifiers.Remove(known);
        ChangedAt = now;
        return known;
    }

    /// <summary>For good: nothing brings the person back, and nothing personal is taken in any more. Repeated, it changes nothing.</summary>
    /// <returns>What is to be deleted.</returns>
    public IReadOnlyList<ContactIdentifier> Anonymise(DateTimeOffset now)
    {
        if (AnonymisedAt is not null)
            return [];
        AnonymisedAt = now;
        ChangedAt = now;
        Name = null;
        NameTerms = null;
        var gone = _identifiers.ToArray();
        _identifiers.Clear();
        return gone;
    }

    public void RequireSomebody()
    {
        if (AnonymisedAt is not null)
            throw new DomainException(PeopleErrors.ContactAnonymised);
    }
}

public sealed class ContactIdentifier : TenantEntity
{
    private ContactIdentifier() { }

    public Guid ContactId { get; private set; }
    public IdentifierKind Kind { get; private init; }

    /// <summary>The canonical value, sealed to this row.</summary>
    public byte[] Value { get; private init; } = [];

    /// <summary>A keyed hash of the canonical value: equal for equal values, and nothing else can be told from it.</summary>
    public byte[] Lookup { get; private init; } = [];
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row stays the same, so what is sealed to it still opens.</summary>
    internal void MoveTo(Guid contactId) => ContactId = contactId;

    internal static ContactIdentifier Of(Guid id, Guid contactId, IdentifierKind kind, byte[] value, byte[] lookup, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ContactId = contactId,
            Kind = kind,
            Value = value,
            Lookup = lookup,
            CreatedAt = now,
        };
}

/// <summary>What was done with a person's data.</summary>
public enum PersonalDataAction
{
    /// <summary>Numbers were shown in clear.</summary>
    Reveal,

    /// <summary>Everything was handed out.</summary>
    Export,
    Anonymisation,
}

/// <summary>Who saw a person's data in clear, and why. Written once; the reason is emptied when the person is anonymised.</summary>
public sealed class PersonalDataAccess : TenantEntity
{
    private PersonalDataAccess() { }

    public Guid ContactId { get; private init; }

    /// <summary>Null: the product itself, by the company's rule of how long people are kept.</summary>
    public Guid? UserId { get; private init; }
    public PersonalDataAction Action { get; private init; }

    /// <summary>In the words of whoever asked; at most 200 characters.</summary>
    public string Reason { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    public static PersonalDataAccess Of(
        Guid id,
        Guid contactId,
        Guid? userId,
        string reason,
        DateTimeOffset now,
        PersonalDataAction action = PersonalDataAction.Reveal
    ) =>
        new()
        {
            Id = id,
            ContactId = contactId,
            UserId = userId,
            Action = action,
            Reason = reason,
            At = now,
        };
}
