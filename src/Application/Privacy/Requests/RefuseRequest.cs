using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>The request is not granted; the person is told why.</summary>
/// <param name="Note">Why; kept sealed.</param>
public sealed record RefuseRequest(Guid Id, string Note) : ICommand<DataSubjectRequestDetails>;

internal sealed class RefuseRequestValidator : AbstractValidator<RefuseRequest>
{
    public RefuseRequestValidator() => RuleFor(r => r.Note).Paragraph(500);
}

internal sealed class RefuseRequestHandler(IPrivacyDb db, RequestDesk desk, RequestViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<RefuseRequest, DataSubjectRequestDetails>
{
    public async Task<DataSubjectRequestDetails> Handle(RefuseRequest request, CancellationToken ct)
    {
        var found = await desk.LockAsync(request.Id, ct);
        found.Refuse(await desk.NoteAsync(request.Note, ct), user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.DetailsAsync(found, ct);
    }
}
