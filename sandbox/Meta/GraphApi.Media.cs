using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace CleanApp.Sandbox.Meta;

internal sealed partial class GraphApi
{
    private const long LargestUpload = 101L * 1024 * 1024;

    private async Task<GraphAnswer> Upload(GraphCall call)
    {
        var number = Number(call);
        var http = call.Http;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestUpload;
        if (!http.Request.HasFormContentType)
            throw new GraphException(100, message: "(#100) The parameter file is required.");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = LargestUpload }, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            throw new GraphException(100, e.Message);
        }
        if (form["messaging_product"] != "whatsapp")
            throw new GraphException(100, message: "(#100) The parameter messaging_product is required.");
        var file = form.Files["file"] ?? throw new GraphException(100, message: "(#100) The parameter file is required.");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted);
        // The part's own type wins; the member type is for those that cannot set it.
        var type = file.ContentType is { Length: > 0 } own && own != "application/octet-stream" ? own : form["type"].ToString();
        var item = media.Upload(number, type, file.FileName, bytes.ToArray());
        return Ok(json => json.WriteString("id", item.Id));
    }

    private Task<GraphAnswer> Metadata(GraphCall call, MediaItem item)
    {
        var number = Owner(call, item);
        if (call.Http.Request.Query["phone_number_id"].FirstOrDefault() is { } guard && guard != number.Id)
            throw new GraphException(100, message: "(#100) The media does not belong to this phone number.");
        var request = call.Http.Request;
        return Json(
            new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["url"] = $"{request.Scheme}://{request.Host}{media.Url(item)}",
                ["mime_type"] = item.MimeType,
                ["sha256"] = item.Sha256Hex,
                ["file_size"] = item.Bytes.Length,
                ["id"] = item.Id,
            }
        );
    }

    private Task<GraphAnswer> Download(GraphCall call)
    {
        // Clients were seen to get a page of HTML when they did not say who they are.
        if (call.Http.Request.Headers.UserAgent.Count == 0)
            return Task.FromResult(GraphErrors.Gateway(400));
        var query = call.Http.Request.Query;
        if (media.Find(call.Id) is not { } item || !media.IsCurrent(call.Id, query["ext"], query["hash"]))
            return Task.FromResult(GraphErrors.Gateway(404));
        Owner(call, item);
        return Task.FromResult(new GraphAnswer(200, item.Bytes, item.MimeType));
    }

    private Task<GraphAnswer> DeleteMedia(GraphCall call)
    {
        if (media.Find(call.Id) is not { } item)
            throw call.Token is { } token && store.KnowsToken(token)
                ? new GraphException(33, message: $"Unsupported delete request. Object with ID '{call.Id}' does not exist.")
                : new GraphException(190);
        Owner(call, item);
        media.Delete(item.Id);
        return Task.FromResult(Success());
    }

    private MetaNumber Owner(GraphCall call, MediaItem item)
    {
        if (store.Find(item.NumberId) is { } number && call.Token == number.Settings.Token)
            return number;
        throw call.Token is { } token && store.KnowsToken(token) ? new GraphException(10) : new GraphException(190);
    }
}
