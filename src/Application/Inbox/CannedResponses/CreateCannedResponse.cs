using System.Text.RegularExpressions;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.CannedResponses;

/// <summary>Adds an answer the company gives often.</summary>
/// <param name="Shortcut">One to thirty small letters, digits and hyphens.</param>
/// <param name="Text">Up to 4,000 characters; between double braces only what there is to fill in.</param>
public sealed record CreateCannedResponse(string Shortcut, string Text) : ICommand<CannedResponseView>;

internal sealed class CreateCannedResponseValidator : AbstractValidator<CreateCannedResponse>
{
    public CreateCannedResponseValidator()
    {
        RuleFor(r => r.Shortcut).Shortcut();
        RuleFor(r => r.Text).CannedText();
    }
}

internal sealed class CreateCannedResponseHandler(IInboxDb db, TimeProvider clock) : IRequestHandler<CreateCannedResponse, CannedResponseView>
{
    /// <summary>The screen has all of them at hand.</summary>
    private const int Most = 500;

    public async Task<CannedResponseView> Handle(CreateCannedResponse request, CancellationToken ct)
    {
        if (await db.CannedResponses.CountAsync(ct) >= Most)
            throw new DomainException(CannedResponseErrors.TooMany);
        var now = clock.GetUtcNow();
        var response = CannedResponse.Create(Guid.CreateVersion7(now), request.Shortcut, request.Text, now);
        db.CannedResponses.Add(response);
        await db.SaveChangesAsync(ct);
        return new CannedResponseView(response.Id, response.Shortcut, response.Text);
    }
}

internal static partial class CannedResponseRules
{
    public static IRuleBuilderOptions<T, string> Shortcut<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^[a-z0-9][a-z0-9-]{0,29}\\z").WithMessage("Must be one to thirty small letters, digits and hyphens, no hyphen first.");

    public static IRuleBuilderOptions<T, string> CannedText<T>(this IRuleBuilder<T, string> rule) =>
        rule.Paragraph(4000)
            .Must(text => text is null || Braces.Matches(text).All(found => CannedResponse.Variables.Contains(found.Groups[1].Value)))
            .WithMessage($"Between double braces there may be only: {string.Join(", ", CannedResponse.Variables)}.");

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Braces { get; }
}
