using CleanApp.Domain.Identity;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleanApp.Infrastructure.Persistence.Configurations.People;

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.HasMany(c => c.Identifiers).WithOne().HasForeignKey(i => i.ContactId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => c.MergedInto);
    }
}

internal sealed class PersonalDataAccessConfiguration : IEntityTypeConfiguration<PersonalDataAccess>
{
    public void Configure(EntityTypeBuilder<PersonalDataAccess> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(a => a.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ContactMergeConfiguration : IEntityTypeConfiguration<ContactMerge>
{
    public void Configure(EntityTypeBuilder<ContactMerge> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(m => m.SurvivorId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(m => m.MergedId);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ContactMergeUndoConfiguration : IEntityTypeConfiguration<ContactMergeUndo>
{
    public void Configure(EntityTypeBuilder<ContactMergeUndo> builder)
    {
        builder.HasOne<ContactMerge>().WithMany().HasForeignKey(u => u.MergeId);
        builder.HasOne<User>().WithMany().HasForeignKey(u => u.UserId).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ContactFieldValueConfiguration : IEntityTypeConfiguration<ContactFieldValue>
{
    public void Configure(EntityTypeBuilder<ContactFieldValue> builder)
    {
        builder.HasOne<Contact>().WithMany().HasForeignKey(v => v.ContactId);
        builder.HasOne<ContactField>().WithMany().HasForeignKey(v => v.FieldId);
    }
}
