using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>What the use cases on requests share: taking one in, finding one, its words sealed and opened.</summary>
internal sealed class RequestDesk(IPrivacyDb db, IPersonalVault vault, ITenantProfile tenant, ITokenSource tokens, TimeProvider clock)
{
    public const string Table = "data_subject_requests";
    private const string StepTable = "data_subject_request_steps";

    /// <returns>The request, and the token that is shown to the person once.</returns>
    public async Task<(DataSubjectRequest Request, string StatusToken)> ReceiveAsync(
        DataSubjectRequestKind kind,
        string name,
        string reach,
        string? message,
        Actor by,
        CancellationToken ct
    )
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var token = tokens.NewToken();
        var day = (await tenant.GetAsync(ct)).Calendar.ToLocal(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var request = DataSubjectRequest.Receive(
            id,
            $"{day}-{tokens.NewDigits(8)}",
            kind,
            name.Trim(),
            reach.Trim(),
            string.IsNullOrWhiteSpace(message) ? null : message.Trim(),
            tokens.Hash(token),
            (column, text) => keys.Seal(text, new SealedPlace(Table, column, id)),
            by,
            now
        );
        db.DataSubjectRequests.Add(request);
        return (request, token);
    }

    public async Task<DataSubjectRequest> LockAsync(Guid id, CancellationToken ct) =>
        await db.LockRequestAsync(id, ct) ?? throw new DomainException(PrivacyErrors.RequestNotFound);

    public async Task<Func<Guid, byte[]>> NoteAsync(string text, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        return id => keys.Seal(text.Trim(), NoteOf(id));
    }

    public static SealedPlace NoteOf(Guid stepId) => new(StepTable, "note", stepId);
}

internal static class RequestWords
{
    public static string? Open(this ICompanyKeys keys, DataSubjectRequest request, string column, byte[]? box) =>
        box is null ? null : keys.Open(box, new SealedPlace(RequestDesk.Table, column, request.Id));
}
