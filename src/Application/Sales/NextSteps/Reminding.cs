using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.People.Contracts;

namespace CleanApp.Application.Sales.NextSteps;

/// <param name="At">When the step is due.</param>
/// <param name="Words">The step, sealed.</param>
internal sealed record DueStep(Guid OwnerId, DateTimeOffset At, Guid? ContactId, byte[] Words, SealedPlace Place);

/// <summary>
/// Whoever looks after something is told when its next step is due, in their browsers. Asked for with the step, in its transaction; what it
/// is by then, and whose, is looked up at that moment, so a step that was put off, done or given away needs no taking back.
/// </summary>
internal sealed class Reminding(IColleagueAlerts alerts, IPeople people, IPersonalVault vault, IWorkQueue work, TimeProvider clock)
{
    /// <summary>Whoever could not be told for so long, because they wanted quiet or their browsers were away, finds it among what is overdue.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public async Task AskAsync(string workKind, Guid subjectId, DateTimeOffset at, CancellationToken ct)
    {
        var delay = at - clock.GetUtcNow();
        // Whoever writes down what is due already needs nobody to remind them of it.
        if (delay > TimeSpan.Zero)
            await work.GatherAsync(workKind, subjectId, delay, ct);
    }

    public async Task<WorkResult> TellAsync(string reason, Guid subjectId, DueStep? step, CancellationToken ct)
    {
        if (step is null)
            return WorkResult.Finished;
        var late = clock.GetUtcNow() - step.At;
        if (late < TimeSpan.Zero)
            return WorkResult.RunAgainIn(-late);
        if (late > Fresh)
            return WorkResult.Finished;
        var keys = await vault.OpenAsync(ct);
        var customer = step.ContactId is { } id ? (await people.ListAsync([id], ct)).GetValueOrDefault(id)?.Name : null;
        var alert = new ColleagueAlert(reason, subjectId, customer, keys.Open(step.Words, step.Place));
        return await alerts.TellAsync(step.OwnerId, alert, ct) is { } again ? WorkResult.RunAgainIn(again) : WorkResult.Finished;
    }
}
