using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Privacy.Consents;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Privacy;

internal static class ConsentsEndpoints
{
    /// <param name="Granted">False takes it back, from now on.</param>
    /// <param name="Version">Of the text that was shown; the present one when left out.</param>
    /// <param name="Evidence">In words, where the proof is.</param>
    /// <param name="Source">Where we were told: <c>operator</c>, or <c>conversation</c> while they wrote with us.</param>
    public sealed record AnswerBody(
        string Purpose,
        ConsentChannel Channel,
        bool Granted,
        int? Version = null,
        string? Evidence = null,
        ConsentSource Source = ConsentSource.Operator
    );

    public static void MapConsents(this IEndpointRouteBuilder api)
    {
        var texts = api.MapGroup("/privacy/consent-texts").WithTags("Consents");
        texts.MapGet("/", TextsAsync).RequirePermission(Permissions.ConsentsRead);
        texts.MapPut("/", WriteTextAsync).RequirePermission(Permissions.PrivacyManage).Fails(409);

        var answers = api.MapGroup("/privacy/contacts/{contactId:guid}/consents").WithTags("Consents");
        answers.MapGet("/", AnswersAsync).RequirePermission(Permissions.ConsentsRead).Fails(404);
        answers.MapPost("/", AnswerAsync).RequirePermission(Permissions.ConsentsWrite).Fails(404);
    }

    /// <summary>What people are asked: the present text of each purpose and channel.</summary>
    private static async Task<Ok<Page<ConsentTextView>>> TextsAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListConsentTexts(), ct));

    /// <summary>Sets what people are asked for a purpose on a channel. Other words make a new version; earlier answers stay with theirs.</summary>
    private static async Task<Ok<ConsentTextView>> WriteTextAsync(WriteConsentText body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(body, ct));

    /// <summary>What a person has answered, newest first, with the words that were shown.</summary>
    private static async Task<Ok<Page<ConsentView>>> AnswersAsync(
        Guid contactId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListConsents(contactId, paging.After, paging.Rows), ct));

    /// <summary>Writes down what a person told: consent, or that it is taken back.</summary>
    private static async Task<Created<RecordConsent.Response>> AnswerAsync(
        Guid contactId,
        AnswerBody body,
        IMediator mediator,
        CancellationToken ct
    ) =>
        TypedResults.Created(
            (string?)null,
            await mediator.Send(new RecordConsent(contactId, body.Purpose, body.Channel, body.Granted, body.Version, body.Evidence, body.Source), ct)
        );
}
