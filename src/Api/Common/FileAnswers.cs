using CleanApp.Application.Channels.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CleanApp.Api.Common;

internal static class FileAnswers
{
    /// <summary>Pictures, sound and film to be shown, everything else to be saved: what a customer sends must not run in our page.</summary>
    public static FileStreamHttpResult Answer(this OpenedFile file, HttpResponse response)
    {
        var disposition = new ContentDispositionHeaderValue(file.MayBeShown ? "inline" : "attachment");
        disposition.SetHttpFileName(file.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(file.Content, file.MimeType);
    }
}
