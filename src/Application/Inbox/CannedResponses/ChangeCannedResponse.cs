using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.CannedResponses;

/// <summary>Changes a canned response; what was sent with it stays as it was.</summary>
public sealed record ChangeCannedResponse(Guid Id, string Shortcut, string Text) : ICommand<CannedResponseView>;

internal sealed class ChangeCannedResponseValidator : AbstractValidator<ChangeCannedResponse>
{
    public ChangeCannedResponseValidator()
    {
        RuleFor(r => r.Shortcut).Shortcut();
        RuleFor(r => r.Text).CannedText();
    }
}

internal sealed class ChangeCannedResponseHandler(IInboxDb db) : IRequestHandler<ChangeCannedResponse, CannedResponseView>
{
    public async Task<CannedResponseView> Handle(ChangeCannedResponse request, CancellationToken ct)
    {
        var response =
            await db.CannedResponses.SingleOrDefaultAsync(r => r.Id == request.Id, ct) ?? throw new DomainException(CannedResponseErrors.NotFound);
        response.Change(request.Shortcut, request.Text);
        await db.SaveChangesAsync(ct);
        return new CannedResponseView(response.Id, response.Shortcut, response.Text);
    }
}
