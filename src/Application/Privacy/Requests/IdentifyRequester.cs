using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>Whoever asks was found to be the person. Repeated, it changes nothing.</summary>
/// <param name="Note">How it was checked; kept sealed.</param>
public sealed record IdentifyRequester(Guid Id, string Note) : ICommand<DataSubjectRequestDetails>;

internal sealed class IdentifyRequesterValidator : AbstractValidator<IdentifyRequester>
{
    public IdentifyRequesterValidator() => RuleFor(r => r.Note).Paragraph(500);
}

internal sealed class IdentifyRequesterHandler(IPrivacyDb db, RequestDesk desk, RequestViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<IdentifyRequester, DataSubjectRequestDetails>
{
    public async Task<DataSubjectRequestDetails> Handle(IdentifyRequester request, CancellationToken ct)
    {
        var found = await desk.LockAsync(request.Id, ct);
        found.Identify(await desk.NoteAsync(request.Note, ct), user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.DetailsAsync(found, ct);
    }
}
