using CleanApp.Application.Privacy.Contracts;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>What a run would remove if this class were kept for so many days; nothing is changed.</summary>
public sealed record PreviewRetention(string Class, int KeepDays) : IRequest<PreviewRetention.Response>
{
    /// <param name="WouldRemove">What is under a legal hold is not among them.</param>
    /// <param name="IsMore">Counting ended there.</param>
    public sealed record Response(string Class, int KeepDays, DateTimeOffset OlderThan, int WouldRemove, bool IsMore);
}

internal sealed class PreviewRetentionValidator : AbstractValidator<PreviewRetention>
{
    public PreviewRetentionValidator()
    {
        RuleFor(r => r.Class).NotEmpty().MaximumLength(60);
        RuleFor(r => r.KeepDays).InclusiveBetween(1, SetRetentionValidator.MostDays);
    }
}

internal sealed class PreviewRetentionHandler(RetentionBook book, TimeProvider clock) : IRequestHandler<PreviewRetention, PreviewRetention.Response>
{
    public async Task<PreviewRetention.Response> Handle(PreviewRetention request, CancellationToken ct)
    {
        var found = book.Find(request.Class);
        RetentionBook.RequireEnough(found.Class, request.KeepDays);
        var olderThan = clock.GetUtcNow().AddDays(-request.KeepDays);
        var count = await found.CountAsync(olderThan, ct);
        return new PreviewRetention.Response(request.Class, request.KeepDays, olderThan, count, count >= RetentionClass.MostCounted);
    }
}
