using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Privacy.Requests;

/// <param name="Name">As the person gave it; null once anonymised.</param>
/// <param name="IsOverdue">The deadline has passed and it is open.</param>
/// <param name="FromForm">Sent by the person on the public page; else somebody of the company wrote it down.</param>
/// <param name="HoldsData">The simplified answer; null until given.</param>
public sealed record DataSubjectRequestView(
    Guid Id,
    string Protocol,
    DataSubjectRequestKind Kind,
    DataSubjectRequestStatus Status,
    string? Name,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DueAt,
    bool IsOverdue,
    DateTimeOffset? ClosedAt,
    bool FromForm,
    bool? HoldsData,
    Guid? ContactId
);

/// <param name="Reach">Where to answer to.</param>
public sealed record DataSubjectRequestDetails(
    DataSubjectRequestView Request,
    string? Reach,
    string? Message,
    IReadOnlyList<DataSubjectRequestStepView> Steps
);

/// <param name="By">Null when the person did it.</param>
public sealed record DataSubjectRequestStepView(DataSubjectRequestAction Action, DateTimeOffset At, string? By, string? Note);

internal sealed class RequestViews(IPersonalVault vault, IMemberNames members, TimeProvider clock)
{
    public async Task<Func<DataSubjectRequest, DataSubjectRequestView>> OpenAsync(CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        return r => Of(r, keys, now);
    }

    public async Task<DataSubjectRequestDetails> DetailsAsync(DataSubjectRequest request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var names = await members.OfAsync([.. request.Steps.Select(s => s.ByUserId).OfType<Guid>().Distinct()], ct);
        return new DataSubjectRequestDetails(
            Of(request, keys, clock.GetUtcNow()),
            keys.Open(request, "reach", request.Reach),
            keys.Open(request, "message", request.Message),
            [
                .. request
                    .Steps.OrderBy(s => s.At)
                    .ThenBy(s => s.Id)
                    .Select(s => new DataSubjectRequestStepView(
                        s.Action,
                        s.At,
                        s.ByUserId is { } by ? names.GetValueOrDefault(by, "") : null,
                        s.Note is { } box ? keys.Open(box, RequestDesk.NoteOf(s.Id)) : null
                    )),
            ]
        );
    }

    private static DataSubjectRequestView Of(DataSubjectRequest r, ICompanyKeys keys, DateTimeOffset now) =>
        new(
            r.Id,
            r.Protocol,
            r.Kind,
            r.Status,
            keys.Open(r, "name", r.Name),
            r.ReceivedAt,
            r.DueAt,
            r.ClosedAt is null && r.DueAt <= now,
            r.ClosedAt,
            r.ByUserId is null,
            r.HoldsData,
            r.ContactId
        );
}
