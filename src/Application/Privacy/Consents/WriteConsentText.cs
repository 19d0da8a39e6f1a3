using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>Sets what people are asked for one purpose on one channel. Other words make a new version; earlier answers stay with theirs.</summary>
/// <param name="Purpose">Small letters, digits and underscores: <c>marketing</c>.</param>
/// <param name="Asked">False: nobody is asked any more; what was answered still counts.</param>
public sealed record WriteConsentText(string Purpose, ConsentChannel Channel, string Title, string Text, bool Asked = true)
    : ICommand<ConsentTextView>;

internal sealed class WriteConsentTextValidator : AbstractValidator<WriteConsentText>
{
    public const int MostTexts = 40;

    public WriteConsentTextValidator()
    {
        RuleFor(r => r.Purpose).Purpose();
        RuleFor(r => r.Channel).IsInEnum();
        RuleFor(r => r.Title).Name(80);
        RuleFor(r => r.Text).Paragraph(1000);
    }
}

internal sealed class WriteConsentTextHandler(IPrivacyDb db, IUserContext user, TimeProvider clock)
    : IRequestHandler<WriteConsentText, ConsentTextView>
{
    public async Task<ConsentTextView> Handle(WriteConsentText request, CancellationToken ct)
    {
        var present = await db
            .ConsentTexts.Where(t => t.Purpose == request.Purpose && t.Channel == request.Channel)
            .OrderByDescending(t => t.Version)
            .FirstOrDefaultAsync(ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var text = present is null
            ? ConsentText.First(id, request.Purpose, request.Channel, request.Title, request.Text, request.Asked, user.Actor, now)
            : present.Reword(id, request.Title, request.Text, request.Asked, user.Actor, now);
        if (text == present)
            return ConsentTextView.Of(text);
        // The list of texts is one page, so there is a most of them.
        if (present is null && await db.ConsentTexts.CountAsync(t => t.Version == 1, ct) >= WriteConsentTextValidator.MostTexts)
            throw new DomainException(PrivacyErrors.ConsentTextTooMany);
        db.ConsentTexts.Add(text);
        await db.SaveChangesAsync(ct);
        return ConsentTextView.Of(text);
    }
}
