using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// Two leads turn out to be of one person: one goes on, and the other points to it. Nothing moves from one to the other, so that taking it
/// back loses nothing.
/// </summary>
public sealed partial class Lead
{
    /// <summary>This one ends, the other goes on.</summary>
    /// <param name="isSamePerson">Whether both are of the same person, by whatever id they are known.</param>
    public IReadOnlyList<LeadEvent> MergeInto(Lead other, bool isSamePerson, Actor by, DateTimeOffset now)
    {
        if (Status == LeadStatus.Merged && MergedIntoId == other.Id)
            return [];
        RequireOpen();
        other.RequireOpen();
        if (other.Id == Id)
            throw new DomainException(LeadErrors.MergedWithItself);
        if (!isSamePerson)
            throw new DomainException(LeadErrors.OfAnotherPerson);
        (MergedIntoId, MergedFrom) = (other.Id, Status);
        return [End(LeadStatus.Merged, LeadEventKind.MergedInto, by, now, other.Id), other.Happened(LeadEventKind.Merged, by, now, subjectId: Id)];
    }

    /// <summary>They were two after all: this one goes on where it was.</summary>
    /// <param name="other">The one it was merged into, whatever has become of it.</param>
    public IReadOnlyList<LeadEvent> Separate(Lead other, Actor by, DateTimeOffset now)
    {
        RequireNobodyErased();
        if (MergedFrom is not { } former || MergedIntoId != other.Id)
            throw new DomainException(LeadErrors.NotMerged);
        (MergedIntoId, MergedFrom, ClosedAt) = (null, null, null);
        return [BecomeAs(former, LeadEventKind.Separated, by, now), other.Happened(LeadEventKind.SeparatedFrom, by, now, subjectId: Id)];
    }
}
