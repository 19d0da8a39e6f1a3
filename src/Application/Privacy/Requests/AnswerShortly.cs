using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>The simplified answer (LGPD art. 19, I): whether the company holds data of the person.</summary>
public sealed record AnswerShortly(Guid Id, bool HoldsData) : ICommand<DataSubjectRequestDetails>;

internal sealed class AnswerShortlyHandler(IPrivacyDb db, RequestDesk desk, RequestViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<AnswerShortly, DataSubjectRequestDetails>
{
    public async Task<DataSubjectRequestDetails> Handle(AnswerShortly request, CancellationToken ct)
    {
        var found = await desk.LockAsync(request.Id, ct);
        found.AnswerShortly(request.HoldsData, user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.DetailsAsync(found, ct);
    }
}
