using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>A request that a person sends on the company's public page. The answer is the simplified one that the law wants at once.</summary>
public sealed record SubmitRequest(string Token, DataSubjectRequestKind Kind, string Name, string Reach, string? Message = null)
    : IRequest<SubmitRequest.Response>
{
    /// <param name="Protocol">To name the request by.</param>
    /// <param name="DueAt">Until when the company answers in full.</param>
    /// <param name="StatusUrl">Shows how it goes; shown this once.</param>
    public sealed record Response(string Protocol, DateTimeOffset ReceivedAt, DateTimeOffset DueAt, string StatusUrl);

    internal static string StatusPath(string token) => $"/privacidade/pedido/{token}";
}

internal sealed class SubmitRequestValidator : AbstractValidator<SubmitRequest>
{
    public SubmitRequestValidator()
    {
        RuleFor(r => r.Token).MaximumLength(200);
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Name).Name(120);
        RuleFor(r => r.Reach).Name(254);
        RuleFor(r => r.Message!).Paragraph(2000).When(r => !string.IsNullOrEmpty(r.Message));
    }
}

internal sealed class SubmitRequestHandler(IPrivacyDb db, ITenantContext tenantContext, IUnitOfWork unitOfWork, RequestDesk desk, IPublicUrls urls)
    : IRequestHandler<SubmitRequest, SubmitRequest.Response>
{
    public async Task<SubmitRequest.Response> Handle(SubmitRequest request, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindFormTenantAsync(request.Token, ct) ?? throw new DomainException(PrivacyErrors.FormNotFound));
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                // Nobody is signed in: the person acts alone.
                var (received, token) = await desk.ReceiveAsync(request.Kind, request.Name, request.Reach, request.Message, Actor.System, inner);
                await db.SaveChangesAsync(inner);
                return new SubmitRequest.Response(received.Protocol, received.ReceivedAt, received.DueAt, urls.Of(SubmitRequest.StatusPath(token)));
            },
            ct
        );
    }
}
