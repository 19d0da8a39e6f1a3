using CleanApp.Api.Common;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Identity;
using CleanApp.Domain.Channels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Channels;

internal static class MediaEndpoints
{
    /// <summary>The largest file and the form around it.</summary>
    private const long MaxBytes = MediaFormat.Largest + 64 * 1024;

    public static void MapMedia(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/channels/{channelId:guid}").WithTags("Channels");
        group
            .MapPost("/media", UploadAsync)
            .RequirePermission(Permissions.MessagesSend)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes), FileForm.Instance)
            .Fails(404);
        group
            .MapGet("/received/{messageId:guid}/media", ReceivedAsync)
            .RequirePermission(Permissions.MessagesRead)
            .Produces<Stream>(200, "application/octet-stream")
            .Fails(404, 409);
    }

    /// <summary>Puts a file here, to be sent on the channel as often as wanted: the part <c>file</c> of a form. Its content says what it is.</summary>
    private static async Task<Created<MediaAssetView>> UploadAsync(Guid channelId, HttpRequest request, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(new UploadMedia(channelId, new MultipartFile(request)), ct));

    /// <summary>The file a customer sent: pictures, sound and film to be shown, everything else to be saved.</summary>
    private static async Task<FileStreamHttpResult> ReceivedAsync(
        Guid channelId,
        Guid messageId,
        HttpResponse response,
        IMediator mediator,
        CancellationToken ct
    ) => (await mediator.Send(new OpenReceivedMedia(channelId, messageId), ct)).Answer(response);
}
