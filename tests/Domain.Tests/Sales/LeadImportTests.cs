using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

/// <summary>How far a spreadsheet of leads has come: each move, each refusal by name, each repeat.</summary>
public sealed class LeadImportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static LeadImport Uploaded(int rows = 10) =>
        LeadImport.Of(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), [1], new LeadSheetFacts("ab", 100, "utf-8", ";", "cd", rows), Now);

    private static LeadImport Running()
    {
        var import = Uploaded();
        import.Start(Now).ShouldBeTrue();
        return import;
    }

    [Fact]
    public void It_is_mapped_until_it_is_started_which_it_is_once()
    {
        var import = Uploaded();
        import.Map("phone", '.');
        (import.Columns, import.DecimalMark, import.ExpiresAt).ShouldBe(("phone", ".", Now.AddDays(30)));

        import.Start(Now).ShouldBeTrue();
        import.Start(Now.AddMinutes(1)).ShouldBeFalse();

        (import.Status, import.StartedAt).ShouldBe((LeadImportStatus.Running, Now));
        Refusal(() => import.Map("phone", ',')).ShouldBe(LeadImportErrors.Started);
    }

    [Fact]
    public void Every_row_is_counted_once_and_the_last_one_ends_it()
    {
        var import = Running();

        import.Take(made: 5, newPeople: 2, alreadyOpen: 3, failed: 1, Now);
        (import.RowsRead, import.Status).ShouldBe((9, LeadImportStatus.Running));
        import.Take(1, 1, 0, 0, Now.AddSeconds(1));

        (import.Made, import.NewPeople, import.AlreadyOpen, import.Failed, import.RowsRead).ShouldBe((6, 3, 3, 1, 10));
        (import.Status, import.EndedAt).ShouldBe((LeadImportStatus.Done, Now.AddSeconds(1)));
    }

    [Fact]
    public void It_is_given_up_only_while_it_is_under_way()
    {
        Refusal(() => Uploaded().Cancel(Now)).ShouldBe(LeadImportErrors.NotRunning);
        var import = Running();
        import.Cancel(Now);
        import.Cancel(Now.AddMinutes(1));
        (import.Status, import.EndedAt).ShouldBe((LeadImportStatus.Cancelled, Now));
        import.Undo(Now);
        Refusal(() => import.Cancel(Now)).ShouldBe(LeadImportErrors.NotRunning);
    }

    [Fact]
    public void It_is_undone_once_it_is_over()
    {
        Refusal(() => Uploaded().Undo(Now)).ShouldBe(LeadImportErrors.NotOver);
        Refusal(() => Running().Undo(Now)).ShouldBe(LeadImportErrors.NotOver);
        foreach (var end in new Action<LeadImport>[] { i => i.Take(10, 0, 0, 0, Now), i => i.Cancel(Now), i => i.Break(Now) })
        {
            var import = Running();
            end(import);

            import.Undo(Now).ShouldBeTrue();
            import.Undo(Now).ShouldBeFalse();
            import.TakeBack(2, 1, 1, 1, Guid.AllBitsSet);
            import.EndUndo(Now.AddMinutes(1));

            import.Undo(Now).ShouldBeFalse();
            (import.UndoneLeads, import.KeptLeads, import.UndonePeople, import.KeptPeople, import.UndoneAfter).ShouldBe(
                (2, 1, 1, 1, Guid.AllBitsSet)
            );
            (import.Status, import.EndedAt).ShouldBe((LeadImportStatus.Undone, Now.AddMinutes(1)));
        }
    }

    [Fact]
    public void Its_file_goes_sooner_and_never_later_and_without_it_nothing_begins()
    {
        var import = Uploaded();
        import.Expire(Now.AddDays(1));
        import.Expire(Now.AddDays(2));
        import.ExpiresAt.ShouldBe(Now.AddDays(1));
        import.Forget();
        Refusal(() => import.RequireFile()).ShouldBe(LeadImportErrors.FileGone);
        Refusal(() => import.Start(Now)).ShouldBe(LeadImportErrors.FileGone);
    }

    private static Error Refusal(Action act) => Should.Throw<DomainException>(act).Error;
}
