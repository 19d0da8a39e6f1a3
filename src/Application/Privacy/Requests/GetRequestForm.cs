using CleanApp.Application.Privacy.Contracts;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>Where people send their requests to this company.</summary>
public sealed record GetRequestForm : IRequest<GetRequestForm.Response>
{
    public sealed record Response(string Url);
}

internal sealed class GetRequestFormHandler(IPrivacyPage page) : IRequestHandler<GetRequestForm, GetRequestForm.Response>
{
    public async Task<GetRequestForm.Response> Handle(GetRequestForm request, CancellationToken ct) => new(await page.UrlAsync(ct));
}
