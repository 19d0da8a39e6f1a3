using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Holds;
using CleanApp.Application.Privacy.Requests;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.DataSubjects;

/// <summary>
/// Makes a contact nobody (LGPD art. 18, IV and VI): what tells who it was is gone from every module, tickets and payments stay. All in one
/// transaction; repeated, it changes nothing. There is no way back.
/// </summary>
/// <param name="Reason">Kept, so it must not name the person.</param>
/// <param name="RequestId">The person's request that it answers; becomes a step of it.</param>
public sealed record AnonymiseContact(Guid ContactId, string Reason, Guid? RequestId = null) : ICommand<AnonymiseContact.Response>
{
    public sealed record Response(Guid ContactId, DateTimeOffset AnonymisedAt);
}

internal sealed class AnonymiseContactValidator : AbstractValidator<AnonymiseContact>
{
    public AnonymiseContactValidator() => RuleFor(r => r.Reason).Name(200);
}

internal sealed class AnonymiseContactHandler(
    IPersonRecords records,
    DataSubjects subjects,
    LegalHolds holds,
    RequestDesk requests,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<AnonymiseContact, AnonymiseContact.Response>
{
    public async Task<AnonymiseContact.Response> Handle(AnonymiseContact request, CancellationToken ct)
    {
        // A hold is placed under the same lock, so there is none or this comes after it.
        await records.LockAsync(request.ContactId, ct);
        await holds.RequireNoneAsync(request.ContactId, ct);
        var (at, isNew) = await records.AnonymiseAsync(request.ContactId, ct);
        if (isNew)
        {
            if (request.RequestId is { } asked)
                (await requests.LockAsync(asked, ct)).NoteAnonymisation(request.ContactId, user.Actor, clock.GetUtcNow());
            await subjects.EraseAsync(request.ContactId, ct);
            // Last, or its own reason would be erased with the others.
            await records.NoteAnonymisationAsync(request.ContactId, request.Reason, user.Actor, ct);
        }
        return new AnonymiseContact.Response(request.ContactId, at);
    }
}
