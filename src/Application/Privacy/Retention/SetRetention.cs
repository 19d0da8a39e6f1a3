using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>Says how long a class of data is kept. The next night's run goes by it; a preview shows before what that removes.</summary>
/// <param name="KeepDays">Null: for ever.</param>
public sealed record SetRetention(string Class, int? KeepDays = null) : ICommand<RetentionView>;

internal sealed class SetRetentionValidator : AbstractValidator<SetRetention>
{
    /// <summary>A hundred years.</summary>
    public const int MostDays = 36_500;

    public SetRetentionValidator()
    {
        RuleFor(r => r.Class).NotEmpty().MaximumLength(60);
        RuleFor(r => r.KeepDays).InclusiveBetween(1, MostDays);
    }
}

internal sealed class SetRetentionHandler(IPrivacyDb db, RetentionBook book, IUserContext user, TimeProvider clock)
    : IRequestHandler<SetRetention, RetentionView>
{
    public async Task<RetentionView> Handle(SetRetention request, CancellationToken ct)
    {
        var known = book.Find(request.Class).Class;
        RetentionBook.RequireEnough(known, request.KeepDays);
        await db.LockAsync($"retention|{known.Name}", ct);
        var policy = await db.RetentionPolicies.SingleOrDefaultAsync(p => p.Class == known.Name, ct);
        var now = clock.GetUtcNow();
        if (policy is null)
            db.RetentionPolicies.Add(policy = RetentionPolicy.For(Guid.CreateVersion7(now), known.Name));
        policy.Keep(request.KeepDays, user.Actor, now);
        await db.SaveChangesAsync(ct);
        var last = await db.RetentionRuns.AsNoTracking().Where(r => r.Class == known.Name).OrderByDescending(r => r.Day).FirstOrDefaultAsync(ct);
        return RetentionView.Of(known, policy, last);
    }
}
