using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Requests;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.DataSubjects;

/// <summary>
/// Everything the company holds of a person, to be handed out (LGPD art. 18, II and V). That it was done, by whom and why is written down in
/// the same transaction. No <see cref="ICommand{TResponse}"/>: the answer must not be kept for a repeated Idempotency-Key.
/// </summary>
/// <param name="RequestId">The person's request that it answers; becomes a step of it.</param>
public sealed record ExportPersonalData(Guid ContactId, string Reason, ExportFormat Format, Guid? RequestId = null)
    : IRequest<ExportPersonalData.Response>
{
    /// <param name="FileName">Without personal data: it stays in lists of downloads.</param>
    public sealed record Response(byte[] Content, string ContentType, string FileName);
}

public enum ExportFormat
{
    /// <summary>For another system; readable all the same.</summary>
    Json,

    /// <summary>For the person, to read and to print.</summary>
    Pdf,
}

internal sealed class ExportPersonalDataValidator : AbstractValidator<ExportPersonalData>
{
    public ExportPersonalDataValidator()
    {
        RuleFor(r => r.Reason).Name(200);
        RuleFor(r => r.Format).IsInEnum();
    }
}

internal sealed class ExportPersonalDataHandler(
    IUnitOfWork unitOfWork,
    IPersonRecords records,
    DataSubjects subjects,
    RequestDesk requests,
    IPrivacyDb db,
    IUserContext user,
    ITenantProfile tenant,
    TimeProvider clock
) : IRequestHandler<ExportPersonalData, ExportPersonalData.Response>
{
    public Task<ExportPersonalData.Response> Handle(ExportPersonalData request, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                await records.NoteExportAsync(request.ContactId, request.Reason, inner);
                if (request.RequestId is { } asked)
                {
                    (await requests.LockAsync(asked, inner)).NoteExport(request.ContactId, user.Actor, clock.GetUtcNow());
                    await db.SaveChangesAsync(inner);
                }
                var profile = await tenant.GetAsync(inner);
                var document = new PersonalDataDocument(
                    profile.Name,
                    profile.Calendar,
                    request.ContactId,
                    clock.GetUtcNow(),
                    await subjects.ExportAsync(request.ContactId, inner)
                );
                var name = $"dados-pessoais-{profile.Calendar.ToLocal(document.CreatedAt):yyyy-MM-dd}";
                return request.Format == ExportFormat.Pdf
                    ? new ExportPersonalData.Response(document.ToPdf(), "application/pdf", $"{name}.pdf")
                    : new ExportPersonalData.Response(document.ToJson(), "application/json", $"{name}.json");
            },
            ct
        );
}
