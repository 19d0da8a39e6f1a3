using CleanApp.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>Where people send their requests to this company.</summary>
public sealed record GetRequestForm : IRequest<GetRequestForm.Response>
{
    public sealed record Response(string Url);
}

internal sealed class GetRequestFormHandler(IPrivacyDb db, IPublicUrls urls) : IRequestHandler<GetRequestForm, GetRequestForm.Response>
{
    public async Task<GetRequestForm.Response> Handle(GetRequestForm request, CancellationToken ct) =>
        new(urls.Of($"/privacidade/{(await db.PrivacyForms.AsNoTracking().SingleAsync(ct)).Token}"));
}
