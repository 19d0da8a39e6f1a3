using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>The request was answered in full.</summary>
/// <param name="Note">What was answered, and how; kept sealed.</param>
public sealed record FinishRequest(Guid Id, string Note) : ICommand<DataSubjectRequestDetails>;

internal sealed class FinishRequestValidator : AbstractValidator<FinishRequest>
{
    public FinishRequestValidator() => RuleFor(r => r.Note).Paragraph(500);
}

internal sealed class FinishRequestHandler(IPrivacyDb db, RequestDesk desk, RequestViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<FinishRequest, DataSubjectRequestDetails>
{
    public async Task<DataSubjectRequestDetails> Handle(FinishRequest request, CancellationToken ct)
    {
        var found = await desk.LockAsync(request.Id, ct);
        found.Finish(await desk.NoteAsync(request.Note, ct), user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.DetailsAsync(found, ct);
    }
}
