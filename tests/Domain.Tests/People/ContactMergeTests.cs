using CleanApp.Domain.People;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.People;

public sealed class ContactMergeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid By = Guid.CreateVersion7(Now);
    private byte _next;

    [Fact]
    public void The_survivor_gets_what_the_other_one_had_and_gives_back_only_that()
    {
        var (survivor, other) = (Someone(IdentifierKind.Phone), Someone(IdentifierKind.Cpf, IdentifierKind.Email));
        var (own, brought) = (survivor.Identifiers.ToList(), other.Identifiers.ToList());

        var merge = Merge(survivor, other);

        other.MergedInto.ShouldBe(survivor.Id);
        other.Identifiers.ShouldBeEmpty();
        survivor.Identifiers.ShouldBe([.. own, .. brought]);
        brought.ShouldAllBe(i => i.ContactId == survivor.Id);
        (merge.SurvivorId, merge.MergedId, merge.TookName).ShouldBe((survivor.Id, other.Id, false));

        survivor.Undo(merge, other, [], Now);
        other.MergedInto.ShouldBeNull();
        survivor.Identifiers.ShouldBe(own);
        other.Identifiers.ShouldBe(brought);
        brought.ShouldAllBe(i => i.ContactId == other.Id);
    }

    [Fact]
    public void Whoever_was_merged_into_the_other_one_follows_it_there_and_back()
    {
        var (survivor, other, follower) = (Someone(), Someone(), Someone());
        Merge(other, follower);

        var merge = Merge(survivor, other, follower);
        follower.MergedInto.ShouldBe(survivor.Id);
        merge.Followers.ShouldBe([follower.Id]);

        survivor.Undo(merge, other, [follower], Now);
        follower.MergedInto.ShouldBe(other.Id);
    }

    [Fact]
    public void Who_became_part_of_somebody_or_nobody_is_not_found_by_a_name()
    {
        var (survivor, other) = (Someone(), Someone());
        survivor.Rename([1], [3, 4], Now);
        other.Rename([2], [5], Now);
        Merge(survivor, other);
        survivor.NameTerms.ShouldBe([3, 4]);
        other.Name.ShouldBe([2]);
        other.NameTerms.ShouldBeNull();

        survivor.Anonymise(Now);
        (survivor.Name, survivor.NameTerms).ShouldBe((null, null));
        new Action(() => survivor.Rename([1], [3], Now)).ShouldBeRefusedWith(PeopleErrors.ContactAnonymised);
        other.Rename(null, [], Now);
        other.NameTerms.ShouldBeNull();
    }

    [Theory]
    [InlineData(IdentifierKind.Cpf)]
    [InlineData(IdentifierKind.Cnpj)]
    public void Two_numbers_of_a_kind_that_a_person_has_once_are_a_conflict(IdentifierKind kind)
    {
        var (survivor, other) = (Someone(kind, IdentifierKind.Phone), Someone(kind, IdentifierKind.Phone));

        survivor.ConflictsWith(other).ShouldBe([kind]);
        new Action(() => Merge(survivor, other)).ShouldBeRefusedWith(PeopleErrors.MergeTwoOfAKind);
        (survivor.Identifiers.Count, other.Identifiers.Count, other.MergedInto).ShouldBe((2, 2, null));
    }

    [Fact]
    public void Nobody_is_merged_into_oneself_nor_twice_nor_into_one_who_was()
    {
        var (survivor, other, third) = (Someone(), Someone(), Someone());
        Merge(survivor, other);

        new Action(() => Merge(survivor, survivor)).ShouldBeRefusedWith(PeopleErrors.MergeSame);
        new Action(() => Merge(third, other)).ShouldBeRefusedWith(PeopleErrors.MergeOvertaken);
        new Action(() => Merge(other, third)).ShouldBeRefusedWith(PeopleErrors.MergeOvertaken);
        third.MergedInto.ShouldBeNull();
    }

    [Fact]
    public void Twenty_numbers_together_are_enough_and_twenty_one_too_many()
    {
        var ten = Enumerable.Repeat(IdentifierKind.Phone, 10).ToArray();
        var (survivor, other) = (Someone(ten), Someone(ten));
        Merge(survivor, other);

        survivor.Identifiers.Count.ShouldBe(Contact.MaxIdentifiers);
        new Action(() => Merge(survivor, Someone(IdentifierKind.Phone))).ShouldBeRefusedWith(PeopleErrors.IdentifierTooMany);
    }

    [Fact]
    public void A_merge_is_not_undone_without_what_it_brought_nor_from_the_middle()
    {
        var (survivor, other, last) = (Someone(), Someone(IdentifierKind.Phone), Someone());
        var merge = Merge(survivor, other);
        var later = Merge(last, survivor, other);

        new Action(() => survivor.Undo(merge, other, [], Now)).ShouldBeRefusedWith(PeopleErrors.MergeNotLast);
        last.Undo(later, survivor, [other], Now);
        survivor.Forget(survivor.Identifiers[0].Id, Now);
        new Action(() => survivor.Undo(merge, other, [], Now)).ShouldBeRefusedWith(PeopleErrors.MergeChangedSince);
        other.MergedInto.ShouldBe(survivor.Id);
    }

    private static ContactMerge Merge(Contact survivor, Contact other, params Contact[] followers) =>
        survivor.Merge(Guid.CreateVersion7(Now), other, followers, By, Now);

    private Contact Someone(params IdentifierKind[] kinds)
    {
        var contact = Contact.Create(Guid.CreateVersion7(Now), Now);
        foreach (var kind in kinds)
            contact.Identify(Guid.CreateVersion7(Now), kind, [++_next], _ => [1], Now);
        return contact;
    }
}
