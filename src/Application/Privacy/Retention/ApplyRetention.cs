using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>
/// Removes what is older than the company keeps it, once a business day. Each step and its line in the book are one transaction: cut off
/// anywhere, what is gone is counted and the rest goes next time.
/// </summary>
internal sealed partial class ApplyRetention(
    IPrivacyDb db,
    IUnitOfWork unitOfWork,
    RetentionBook book,
    ITenantProfile tenant,
    TimeProvider clock,
    ILogger<ApplyRetention> logger
) : IWorkHandler
{
    public const string WorkKind = "privacy.apply_retention";

    public string Kind => WorkKind;
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        var now = clock.GetUtcNow();
        var today = calendar.DayOf(now);
        var policies = await book.PoliciesAsync(ct);
        foreach (var data in book.Classes)
        {
            var policy = policies.GetValueOrDefault(data.Class.Name);
            if ((policy is null ? data.Class.DefaultDays : policy.KeepDays) is not { } days)
                continue;
            Guid? after = null;
            try
            {
                do
                {
                    var step = await unitOfWork.InTransactionAsync(
                        async inner =>
                        {
                            var done = await data.RemoveSomeAsync(now.AddDays(-days), after, inner);
                            if (done.Removed > 0)
                                await db.NoteRemovedAsync(data.Class.Name, today, days, done.Removed, now, inner);
                            return done;
                        },
                        ct
                    );
                    after = step.Next;
                } while (after is not null);
            }
            catch (DomainException e)
            {
                // It changed at this very moment: it is not old any more, or the next run finds it again.
                LogPutOff(logger, data.Class.Name, e.Error.Code);
            }
        }
        return WorkResult.RunAgainIn(calendar.StartOf(today.AddDays(1)) - now + TimeSpan.FromMinutes(1));
    }

    [LoggerMessage(LogLevel.Information, "What is left of {DataClass} is removed by the next run: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string dataClass, string reason);
}
