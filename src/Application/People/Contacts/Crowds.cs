using System.Buffers.Binary;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

internal sealed class Crowds(IPeopleDb db, IPersonalVault vault, TimeProvider clock) : ICrowds
{
    public async Task<CrowdClaims> ReadAsync(IReadOnlyList<PersonInput> persons, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var terms = keys.NameTermsOfEach([.. persons.Select(p => p.Name ?? "")]);
        return new CrowdClaims([.. persons.Select((p, i) => PersonClaim.Of(keys, p) with { NameTerms = terms[i] })]);
    }

    public async Task<ICrowd> RecogniseAsync(CrowdClaims claims, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        await db.LockAllIdentifiersAsync(ct);
        var said = claims.Claims.SelectMany(c => c.Given).DistinctBy(Crowd.KeyOf).Select(g => (g.Kind, g.Lookup)).ToList();
        var known = await db.OwnersAsync(said, ct);
        var meant = await db.ContactsOf([.. known.Values.Distinct()]).AsNoTracking().ToListAsync(ct);
        var survivors = meant.ToDictionary(c => c.Id, c => c.MergedInto ?? c.Id);
        var contacts = (await db.LockContactsAsync([.. survivors.Values.Distinct()], ct)).ToDictionary(c => c.Id);
        var owners = new Dictionary<(IdentifierKind, UInt128), Contact>();
        foreach (var (place, contactId) in known)
            // Anonymised or gone since its number was found: that person is nobody any more, and comes as somebody new.
            if (survivors.TryGetValue(contactId, out var survivor) && contacts.GetValueOrDefault(survivor) is { AnonymisedAt: null } owner)
                owners[Crowd.KeyOf(said[place].Kind, said[place].Lookup)] = owner;
        var aliases = await db.MergedIntoAsync([.. contacts.Keys], ct);
        return new Crowd(db, keys, claims.Claims, contacts, aliases, owners, clock.GetUtcNow());
    }

    public async Task<bool> StayAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) =>
        await db.CountStayingAsync([.. contactIds], ct) == contactIds.Count;

    public Task LockAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) => db.LockRowsAsync([.. contactIds], ct);

    public Task<int> RemoveUntouchedAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) => db.RemoveUntouchedAsync([.. contactIds], ct);
}

internal sealed class Crowd : ICrowd
{
    private readonly IPeopleDb _db;
    private readonly ICompanyKeys _keys;
    private readonly IReadOnlyList<PersonClaim> _claims;
    private readonly Dictionary<(IdentifierKind, UInt128), Contact> _owners;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<Guid, Guid> _known;
    private readonly List<Contact> _new = [];

    public Crowd(
        IPeopleDb db,
        ICompanyKeys keys,
        IReadOnlyList<PersonClaim> claims,
        Dictionary<Guid, Contact> contacts,
        IReadOnlyDictionary<Guid, Guid> aliases,
        Dictionary<(IdentifierKind, UInt128), Contact> owners,
        DateTimeOffset now
    )
    {
        (_db, _keys, _claims, _owners, _now) = (db, keys, claims, owners, now);
        _known = new Dictionary<Guid, Guid>(aliases);
        foreach (var id in contacts.Keys)
            _known[id] = id;
    }

    public IReadOnlyDictionary<Guid, Guid> Known => _known;

    public Guid? Find(int person) => _claims[person].Among(_keys, OwnerOf)?.Id;

    public (Guid ContactId, bool IsNew) TakeIn(int person)
    {
        var claim = _claims[person];
        var contact = claim.Among(_keys, OwnerOf);
        var isNew = contact is null;
        if (contact is null)
        {
            contact = Contact.Create(Guid.CreateVersion7(_now), _now);
            _new.Add(contact);
        }
        foreach (var said in claim.Complete(_keys, contact, OwnerOf, _now))
            _owners[KeyOf(said)] = contact;
        return (contact.Id, isNew);
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        // Those that were known; the new ones are nothing that anybody keeps track of.
        await _db.SaveChangesAsync(ct);
        await _db.AddContactsAsync(_new, ct);
    }

    public static (IdentifierKind, UInt128) KeyOf(Given said) => KeyOf(said.Kind, said.Lookup);

    public static (IdentifierKind, UInt128) KeyOf(IdentifierKind kind, byte[] lookup) => (kind, BinaryPrimitives.ReadUInt128BigEndian(lookup));

    private Contact? OwnerOf(Given said) => _owners.GetValueOrDefault(KeyOf(said));
}
