using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>How soon the customer was answered in the conversation of which a lead came: looked up until somebody has, ever more seldom.</summary>
internal sealed class TimeFirstAnswer(ISalesDb db, ITalks talks, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.first_answer";
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(6);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(30);

    public string Kind => WorkKind;

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) => unit.InTransactionAsync(inner => LookAsync(subjectId, inner), ct);

    private async Task<WorkResult> LookAsync(Guid leadId, CancellationToken ct)
    {
        if (await db.LockLeadAsync(leadId, ct) is not { ConversationId: { } conversation, AnsweredIn: null } lead)
            return WorkResult.Finished;
        if (await talks.FirstAnswerAsync(conversation, ct) is { } wait)
        {
            lead.Answered(wait);
            await db.SaveChangesAsync(ct);
            return WorkResult.Finished;
        }
        var age = clock.GetUtcNow() - lead.CreatedAt;
        if (age > GivenUpAfter)
            return WorkResult.Finished;
        return WorkResult.RunAgainIn(
            age < Soonest ? Soonest
            : age > Latest ? Latest
            : age
        );
    }
}
