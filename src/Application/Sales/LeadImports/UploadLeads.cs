using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>Takes in a spreadsheet of leads to be looked at; nothing is made of it before it is started.</summary>
public sealed record UploadLeads(IIncomingFile File) : IRequest<LeadImportView>;

internal sealed class UploadLeadsHandler(
    ISalesDb db,
    ISealedFiles files,
    LeadSheets sheets,
    LeadImportViews views,
    IUnitOfWork unitOfWork,
    IPersonalVault vault,
    IWorkQueue work,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<UploadLeads, LeadImportView>
{
    /// <summary>That wait to be started.</summary>
    private const int MostWaiting = 20;

    public async Task<LeadImportView> Handle(UploadLeads request, CancellationToken ct)
    {
        var file = await request.File.OpenAsync(ct) ?? throw new DomainException(LeadImportErrors.FileMissing);
        if (await db.LeadImports.CountAsync(i => i.Status == LeadImportStatus.Uploaded, ct) >= MostWaiting)
            throw new DomainException(LeadImportErrors.TooManyWaiting);
        await using var draft = files.Begin();
        var encoding = await CopyAsync(file.Content, draft.Content, ct);
        var sha256 = await draft.FinishAsync(ct);
        var keys = await vault.OpenAsync(ct);
        var id = await unitOfWork.InTransactionAsync(ReserveAsync, ct);
        var kept = await draft.KeepAsync(id, ct);
        var facts = await ReadThroughAsync(kept, encoding, sha256, ct);
        var import = LeadImport.Of(
            id,
            user.UserId,
            new SheetDetails(kept.Secret, SheetDetails.NameOf(file.Name)).Seal(keys, id),
            facts.Sheet,
            clock.GetUtcNow()
        );
        var remembered = await db.LeadMappings.AsNoTracking().SingleOrDefaultAsync(m => m.Signature == import.Signature, ct);
        var columns = remembered is null ? LeadColumns.Suggest(facts.Header) : LeadColumns.Parse(remembered.Columns);
        import.Map(columns.ToString(), await sheets.MarkAsync(import, columns, ct));
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                db.LeadImports.Add(import);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return await views.OfAsync(import, ct);
    }

    /// <returns>How it is encoded.</returns>
    /// <exception cref="DomainException">It is larger than may be.</exception>
    private static async Task<string> CopyAsync(Stream from, Stream to, CancellationToken ct)
    {
        var probe = new EncodingProbe();
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0; )
        {
            if ((size += read) > LeadImport.MostBytes)
                throw new DomainException(LeadImportErrors.TooLarge);
            probe.Add(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return probe.End();
    }

    /// <summary>A name under which the file may be stored now; unless an import keeps it, it goes again.</summary>
    private async Task<Guid> ReserveAsync(CancellationToken ct)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        work.Enqueue(ExpireLeadImport.WorkKind, id, ExpireLeadImport.Unclaimed);
        await db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>Once through all of it: how many rows there are, and whether it is a table to the end.</summary>
    private async Task<(LeadSheetFacts Sheet, IReadOnlyList<string> Header)> ReadThroughAsync(
        KeptFile kept,
        string encoding,
        string sha256,
        CancellationToken ct
    )
    {
        var content = await files.OpenAsync(kept, ct) ?? throw new DomainException(CommonErrors.StorageUnavailable);
        await using var sheet = await SheetReader.OpenAsync(content, encoding, LeadSheets.Limits, ct);
        var rows = 0;
        while (await sheet.ReadAsync(ct) is not null)
            if (++rows > LeadImport.MostRows)
                throw new DomainException(LeadImportErrors.TooLarge);
        if (rows == 0)
            throw new DomainException(LeadImportErrors.Unreadable);
        var facts = new LeadSheetFacts(sha256, kept.Size, encoding, sheet.Separator.ToString(), LeadColumns.SignatureOf(sheet.Header), rows);
        return (facts, sheet.Header);
    }
}
