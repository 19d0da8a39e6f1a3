using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Messages;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Inbox;

internal static class MessageSearchEndpoints
{
    /// <param name="Text">Words, the last perhaps only begun; in quotation marks, exactly so. Up to 200 characters.</param>
    /// <param name="TeamId">Conversations of this team now.</param>
    /// <param name="Author">Left out: whoever.</param>
    /// <param name="FirstDay">The first business day.</param>
    /// <param name="LastDay">The last business day.</param>
    /// <param name="After">The page before's <c>next</c>.</param>
    public sealed record SearchBody(
        string Text,
        Guid? TeamId = null,
        Guid? ChannelId = null,
        MessageAuthor? Author = null,
        DateOnly? FirstDay = null,
        DateOnly? LastDay = null,
        string? After = null,
        int? Limit = null
    );

    public static void MapMessageSearch(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/inbox/messages").WithTags("Inbox");
        // A POST, because what is searched for is personal and an address is written down everywhere.
        group.MapPost("/searches", SearchAsync).RequirePermission(Permissions.ConversationsRead);
    }

    /// <summary>
    /// Finds what was said in conversations the caller may see, newest first, without an end in time; with the first page, conversations
    /// with those whose name, number or address it is.
    /// </summary>
    private static async Task<Ok<SearchMessages.Response>> SearchAsync(SearchBody body, IMediator mediator, CancellationToken ct)
    {
        var limit = new Paging(null, body.Limit).Rows;
        return TypedResults.Ok(
            await mediator.Send(
                new SearchMessages(body.Text, body.TeamId, body.ChannelId, body.Author, body.FirstDay, body.LastDay, body.After, limit),
                ct
            )
        );
    }
}
