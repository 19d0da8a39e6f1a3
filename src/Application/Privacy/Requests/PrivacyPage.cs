using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Requests;

internal sealed class PrivacyPage(IPrivacyDb db, IPublicUrls urls) : IPrivacyPage
{
    public async Task<string> UrlAsync(CancellationToken ct) =>
        urls.Of($"/privacidade/{(await db.PrivacyForms.AsNoTracking().SingleAsync(ct)).Token}");
}
