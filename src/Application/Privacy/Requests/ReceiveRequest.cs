using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>Writes down a request that reached the company by telephone, at the counter or by e-mail.</summary>
/// <param name="Reach">Where to answer to: a telephone number, an address.</param>
public sealed record ReceiveRequest(DataSubjectRequestKind Kind, string Name, string Reach, string? Message = null)
    : ICommand<ReceiveRequest.Response>
{
    /// <param name="StatusUrl">For the person; shown this once.</param>
    public sealed record Response(DataSubjectRequestView Request, string StatusUrl);
}

internal sealed class ReceiveRequestValidator : AbstractValidator<ReceiveRequest>
{
    public ReceiveRequestValidator()
    {
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Name).Name(120);
        RuleFor(r => r.Reach).Name(254);
        RuleFor(r => r.Message!).Paragraph(2000).When(r => !string.IsNullOrEmpty(r.Message));
    }
}

internal sealed class ReceiveRequestHandler(IPrivacyDb db, RequestDesk desk, RequestViews views, IUserContext user, IPublicUrls urls)
    : IRequestHandler<ReceiveRequest, ReceiveRequest.Response>
{
    public async Task<ReceiveRequest.Response> Handle(ReceiveRequest request, CancellationToken ct)
    {
        var (received, token) = await desk.ReceiveAsync(request.Kind, request.Name, request.Reach, request.Message, user.Actor, ct);
        await db.SaveChangesAsync(ct);
        return new ReceiveRequest.Response((await views.OpenAsync(ct))(received), urls.Of(SubmitRequest.StatusPath(token)));
    }
}
