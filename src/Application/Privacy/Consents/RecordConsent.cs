using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>Writes down what a person told us: consent, or that it is taken back.</summary>
/// <param name="Evidence">In words, where the proof is; kept sealed.</param>
/// <param name="Source">Where we were told: <c>operator</c>, or <c>conversation</c> while they wrote with us.</param>
public sealed record RecordConsent(
    Guid ContactId,
    string Purpose,
    ConsentChannel Channel,
    bool Granted,
    int? Version = null,
    string? Evidence = null,
    ConsentSource Source = ConsentSource.Operator
) : ICommand<RecordConsent.Response>
{
    public sealed record Response(Guid Id, string Purpose, ConsentChannel Channel, bool Granted, DateTimeOffset At);
}

internal sealed class RecordConsentValidator : AbstractValidator<RecordConsent>
{
    public RecordConsentValidator()
    {
        RuleFor(r => r.Purpose).Purpose();
        RuleFor(r => r.Channel).IsInEnum();
        RuleFor(r => r.Version).GreaterThan(0);
        RuleFor(r => r.Source)
            .Must(s => s is ConsentSource.Operator or ConsentSource.Conversation)
            .WithMessage("Only the counter and the person themselves say the others.");
        RuleFor(r => r.Evidence!).Name(300).When(r => r.Evidence is not null);
    }
}

internal sealed class RecordConsentHandler(IPrivacyDb db, IPeople people, ConsentRegister register, IUserContext user, IPersonalVault vault)
    : IRequestHandler<RecordConsent, RecordConsent.Response>
{
    public async Task<RecordConsent.Response> Handle(RecordConsent request, CancellationToken ct)
    {
        // Locked, so that of two answers at once the one that counts is the one committed last.
        var contactId = await people.LockAsync(request.ContactId, ct);
        var keys = request.Evidence is null ? null : await vault.OpenAsync(ct);
        var consent = await register.AnswerAsync(
            contactId,
            new ConsentInput(request.Purpose, request.Channel, request.Granted, request.Version),
            request.Source,
            user.Actor,
            keys is null ? null : id => keys.Seal(request.Evidence!, ConsentRegister.EvidenceOf(id)),
            ct
        );
        db.Consents.Add(consent);
        await db.SaveChangesAsync(ct);
        return new RecordConsent.Response(consent.Id, request.Purpose, request.Channel, consent.Granted, consent.At);
    }
}
