using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

/// <summary>That two contacts are one person: whoever points to the merged one means the survivor from then on.</summary>
public sealed partial class Contact
{
    /// <summary>Who this contact turned out to be; null for its own person. Never one that is merged itself.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>Kinds of which a person has one and these two have one each.</summary>
    public IReadOnlyList<IdentifierKind> ConflictsWith(Contact other) =>
        [
            .. new[] { IdentifierKind.Cpf, IdentifierKind.Cnpj }.Where(kind =>
                _identifiers.Exists(i => i.Kind == kind) && other._identifiers.Exists(i => i.Kind == kind)
            ),
        ];

    /// <summary>Takes over the other's identifiers, and those who were merged into it. The other keeps its own name, for the way back.</summary>
    /// <param name="followers">All contacts merged into the other one.</param>
    public ContactMerge Merge(Guid mergeId, Contact other, IReadOnlyList<Contact> followers, Guid by, DateTimeOffset now)
    {
        if (Id == other.Id)
            throw new DomainException(PeopleErrors.MergeSame);
        RequireSomebody();
        other.RequireSomebody();
        if (MergedInto is not null || other.MergedInto is not null)
            throw new DomainException(PeopleErrors.MergeOvertaken);
        if (ConflictsWith(other).Count > 0)
            throw new DomainException(PeopleErrors.MergeTwoOfAKind);
        if (_identifiers.Count + other._identifiers.Count > MaxIdentifiers)
            throw new DomainException(PeopleErrors.IdentifierTooMany);
        var merge = ContactMerge.Of(mergeId, this, other, followers, by, now);
        other.Give([.. other._identifiers], this, now);
        other.MergedInto = Id;
        other.NameTerms = null;
        foreach (var follower in followers)
            follower.MergedInto = Id;
        return merge;
    }

    /// <summary>Gives back what the other one brought along. What either has got since stays where it is.</summary>
    /// <param name="followers">Those whom the merge brought over.</param>
    public void Undo(ContactMerge merge, Contact other, IReadOnlyList<Contact> followers, DateTimeOffset now)
    {
        RequireSomebody();
        if (MergedInto is not null)
            throw new DomainException(PeopleErrors.MergeNotLast);
        var moved = _identifiers.FindAll(i => merge.Identifiers.Contains(i.Id));
        if (moved.Count < merge.Identifiers.Length)
            throw new DomainException(PeopleErrors.MergeChangedSince);
        Give(moved, other, now);
        other.MergedInto = null;
        foreach (var follower in followers)
            follower.MergedInto = other.Id;
    }

    private void Give(IReadOnlyList<ContactIdentifier> identifiers, Contact to, DateTimeOffset now)
    {
        foreach (var identifier in identifiers)
        {
            _identifiers.Remove(identifier);
            identifier.MoveTo(to.Id);
            to._identifiers.Add(identifier);
        }
        ChangedAt = now;
        to.ChangedAt = now;
    }
}

/// <summary>One contact became part of another: who did it, and what it takes to undo it. Written once.</summary>
public sealed class ContactMerge : TenantEntity
{
    private ContactMerge() { }

    public Guid SurvivorId { get; private init; }
    public Guid MergedId { get; private init; }

    /// <summary>Ids of the identifiers that moved.</summary>
    public Guid[] Identifiers { get; private init; } = [];

    /// <summary>Ids of contacts that were merged into the merged one before.</summary>
    public Guid[] Followers { get; private init; } = [];

    /// <summary>Whether the survivor took the merged one's name.</summary>
    public bool TookName { get; private set; }

    /// <summary>The name the survivor gave up for it, sealed to this row; null when it had none.</summary>
    public byte[]? SurvivorName { get; private set; }
    public Guid UserId { get; private init; }
    public DateTimeOffset At { get; private init; }

    public void TakeName(byte[]? sealedFormerName)
    {
        TookName = true;
        SurvivorName = sealedFormerName;
    }

    internal static ContactMerge Of(Guid id, Contact survivor, Contact merged, IReadOnlyList<Contact> followers, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = id,
            SurvivorId = survivor.Id,
            MergedId = merged.Id,
            Identifiers = [.. merged.Identifiers.Select(i => i.Id)],
            Followers = [.. followers.Select(f => f.Id)],
            UserId = by,
            At = now,
        };
}

/// <summary>A merge was undone. Written once.</summary>
public sealed class ContactMergeUndo : TenantEntity
{
    private ContactMergeUndo() { }

    public Guid MergeId { get; private init; }
    public Guid UserId { get; private init; }
    public DateTimeOffset At { get; private init; }

    public static ContactMergeUndo Of(Guid id, Guid mergeId, Guid userId, DateTimeOffset now) =>
        new()
        {
            Id = id,
            MergeId = mergeId,
            UserId = userId,
            At = now,
        };
}
