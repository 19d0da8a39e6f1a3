using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// A spreadsheet of leads and how far it has come. Rows are counted in the transaction that writes what they say, so that wherever it breaks
/// off it goes on from there.
/// </summary>
public sealed class LeadImport : TenantEntity
{
    public const int MostBytes = 50 * 1024 * 1024;
    public const int MostRows = 200_000;

    /// <summary>How long the file, and what was wrong with its rows, are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private LeadImport() { }

    public Guid AuthorId { get; private init; }

    /// <summary>The file's name and its own key, sealed; null once the file is gone.</summary>
    public byte[]? Details { get; private set; }
    public string Sha256 { get; private init; } = "";
    public long Size { get; private init; }
    public string Encoding { get; private init; } = "";
    public string Separator { get; private init; } = "";

    /// <summary>Equal for files with the same header.</summary>
    public string Signature { get; private init; } = "";

    /// <summary>What each column says, in their order; as <c>LeadColumns</c> writes it.</summary>
    public string Columns { get; private set; } = "";

    /// <summary>What stands before the decimals of its amounts.</summary>
    public string DecimalMark { get; private set; } = ",";

    /// <summary>Without the header and empty ones.</summary>
    public int RowCount { get; private init; }

    /// <summary>How many are done with: a lead was made of it, or it was noted why not.</summary>
    public int RowsRead { get; private set; }
    public int Made { get; private set; }

    /// <summary>How many of those are of somebody who was not known.</summary>
    public int NewPeople { get; private set; }
    public int AlreadyOpen { get; private set; }
    public int Failed { get; private set; }
    public LeadImportStatus Status { get; private set; } = LeadImportStatus.Uploaded;
    public int UndoneLeads { get; private set; }
    public int KeptLeads { get; private set; }
    public int UndonePeople { get; private set; }
    public int KeptPeople { get; private set; }

    /// <summary>The last lead that was looked at while undoing.</summary>
    public Guid? UndoneAfter { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When the file goes.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <param name="details">Sealed.</param>
    public static LeadImport Of(Guid id, Guid authorId, byte[] details, LeadSheetFacts sheet, DateTimeOffset now) =>
        new()
        {
            Id = id,
            AuthorId = authorId,
            Details = details,
            Sha256 = sheet.Sha256,
            Size = sheet.Size,
            Encoding = sheet.Encoding,
            Separator = sheet.Separator,
            Signature = sheet.Signature,
            RowCount = sheet.Rows,
            CreatedAt = now,
            ExpiresAt = now + KeptFor,
        };

    /// <summary>Says what each column means; until it was started.</summary>
    public void Map(string columns, char decimalMark)
    {
        if (Status != LeadImportStatus.Uploaded)
            throw new DomainException(LeadImportErrors.Started);
        (Columns, DecimalMark) = (columns, decimalMark.ToString());
    }

    /// <returns>False when it was started before.</returns>
    public bool Start(DateTimeOffset now)
    {
        if (Status != LeadImportStatus.Uploaded)
            return false;
        RequireFile();
        (Status, StartedAt) = (LeadImportStatus.Running, now);
        return true;
    }

    /// <summary>So many more rows are done with.</summary>
    public void Take(int made, int newPeople, int alreadyOpen, int failed, DateTimeOffset now)
    {
        Made += made;
        NewPeople += newPeople;
        AlreadyOpen += alreadyOpen;
        Failed += failed;
        RowsRead += made + alreadyOpen + failed;
        if (RowsRead == RowCount)
            End(LeadImportStatus.Done, now);
    }

    /// <summary>No further row is taken in. What was made stays, until it is undone.</summary>
    public void Cancel(DateTimeOffset now)
    {
        if (Status is LeadImportStatus.Cancelled)
            return;
        if (Status != LeadImportStatus.Running)
            throw new DomainException(LeadImportErrors.NotRunning);
        End(LeadImportStatus.Cancelled, now);
    }

    /// <summary>Its file is gone or does not open any more.</summary>
    public void Break(DateTimeOffset now) => End(LeadImportStatus.Broken, now);

    /// <returns>False when that was asked for before.</returns>
    public bool Undo(DateTimeOffset now)
    {
        if (Status is LeadImportStatus.Undoing or LeadImportStatus.Undone)
            return false;
        if (Status is not (LeadImportStatus.Done or LeadImportStatus.Cancelled or LeadImportStatus.Broken))
            throw new DomainException(LeadImportErrors.NotOver);
        (Status, EndedAt) = (LeadImportStatus.Undoing, null);
        return true;
    }

    /// <summary>So many more of what it made were looked at.</summary>
    public void TakeBack(int undoneLeads, int keptLeads, int undonePeople, int keptPeople, Guid after)
    {
        UndoneLeads += undoneLeads;
        KeptLeads += keptLeads;
        UndonePeople += undonePeople;
        KeptPeople += keptPeople;
        UndoneAfter = after;
    }

    public void EndUndo(DateTimeOffset now) => End(LeadImportStatus.Undone, now);

    /// <summary>The file is to go now: somebody who is in it is nobody any more.</summary>
    public void Expire(DateTimeOffset now)
    {
        if (ExpiresAt > now)
            ExpiresAt = now;
    }

    /// <summary>The file is gone, and what was wrong with its rows. One that was never started goes as a whole.</summary>
    public void Forget() => Details = null;

    /// <exception cref="DomainException">The file is gone.</exception>
    public byte[] RequireFile() => Details ?? throw new DomainException(LeadImportErrors.FileGone);

    private void End(LeadImportStatus status, DateTimeOffset now) => (Status, EndedAt) = (status, now);
}

/// <param name="Sha256">In hex.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Signature">Of the header.</param>
/// <param name="Rows">Without the header and empty ones.</param>
public sealed record LeadSheetFacts(string Sha256, long Size, string Encoding, string Separator, string Signature, int Rows);

public enum LeadImportStatus
{
    /// <summary>Looked at; nothing was taken in.</summary>
    Uploaded,
    Running,
    Done,
    Cancelled,

    /// <summary>The file is gone, or does not open any more.</summary>
    Broken,
    Undoing,
    Undone,
}

/// <summary>A row of which no lead was made; what it says stays in the file.</summary>
public sealed class LeadImportProblem : TenantEntity
{
    private LeadImportProblem() { }

    public Guid ImportId { get; private init; }

    /// <summary>As a spreadsheet counts them.</summary>
    public int Line { get; private init; }

    /// <summary>What is wrong with it, as <c>RowReasons</c> writes it.</summary>
    public string Reasons { get; private init; } = "";

    /// <summary>Whom it is about, where that is known.</summary>
    public Guid? ContactId { get; private init; }

    public static LeadImportProblem Of(Guid id, Guid importId, int line, string reasons, Guid? contactId) =>
        new()
        {
            Id = id,
            ImportId = importId,
            Line = line,
            Reasons = reasons,
            ContactId = contactId,
        };
}

/// <summary>
/// Whom some rows of an import brought, until the leads of these rows are made: a process that was killed in between still knows who is new,
/// and an import that ended in between takes them back.
/// </summary>
public sealed class LeadImportNewcomers : TenantEntity
{
    private LeadImportNewcomers() { }

    public Guid ImportId { get; private init; }

    /// <summary>How many rows of the import are before theirs.</summary>
    public int FirstRow { get; private init; }
    public Guid[] ContactIds { get; private set; } = [];

    public static LeadImportNewcomers Of(Guid id, Guid importId, int firstRow) =>
        new()
        {
            Id = id,
            ImportId = importId,
            FirstRow = firstRow,
        };

    public void Add(IEnumerable<Guid> contactIds) => ContactIds = [.. ContactIds, .. contactIds];
}

/// <summary>What the columns of files with this header mean to the company.</summary>
public sealed class LeadMapping : TenantEntity
{
    private LeadMapping() { }

    public string Signature { get; private init; } = "";
    public string Columns { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }
}
