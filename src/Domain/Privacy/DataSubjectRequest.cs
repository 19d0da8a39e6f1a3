using CleanApp.Domain.Common;

namespace CleanApp.Domain.Privacy;

/// <summary>What a person may ask for (LGPD art. 18).</summary>
public enum DataSubjectRequestKind
{
    Access,
    Correction,
    Anonymisation,
    Portability,

    /// <summary>Of consent.</summary>
    Revocation,

    /// <summary>With whom data is shared, and what follows from refusing consent.</summary>
    Information,
}

public enum DataSubjectRequestStatus
{
    Received,

    /// <summary>It is known that whoever asks is the person.</summary>
    Identified,
    Done,
    Refused,
}

/// <summary>
/// A person's request about their own data. <code>received → identified → done;  received | identified → refused</code>
/// What the person wrote is sealed; every step is a line of history with who did it.
/// </summary>
public sealed class DataSubjectRequest : TenantEntity
{
    /// <summary>For the full answer (LGPD art. 19, II).</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromDays(15);
    private readonly List<DataSubjectRequestStep> _steps = [];

    private DataSubjectRequest() { }

    /// <summary>Told to the person: <c>20261122-40128375</c>.</summary>
    public string Protocol { get; private init; } = "";
    public DataSubjectRequestKind Kind { get; private init; }
    public DataSubjectRequestStatus Status { get; private set; }
    public DateTimeOffset ReceivedAt { get; private init; }
    public DateTimeOffset DueAt { get; private init; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Sealed, as the two below; null once the person is anonymised.</summary>
    public byte[]? Name { get; private set; }

    /// <summary>Where to answer to.</summary>
    public byte[]? Reach { get; private set; }
    public byte[]? Message { get; private set; }

    /// <summary>Whose data it is about, once known.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>The simplified answer: whether the company holds data of the person. Null until given.</summary>
    public bool? HoldsData { get; private set; }

    /// <summary>Who wrote it down; null when the person did.</summary>
    public Guid? ByUserId { get; private init; }

    /// <summary>Of the opaque token by which the person sees how it goes.</summary>
    public string StatusTokenHash { get; private init; } = "";
    public IReadOnlyList<DataSubjectRequestStep> Steps => _steps;
    private bool IsClosed => Status is DataSubjectRequestStatus.Done or DataSubjectRequestStatus.Refused;

    /// <param name="seal">Seals a text to this row; the first argument is its column.</param>
    public static DataSubjectRequest Receive(
        Guid id,
        string protocol,
        DataSubjectRequestKind kind,
        string name,
        string reach,
        string? message,
        string statusTokenHash,
        Func<string, string, byte[]> seal,
        Actor by,
        DateTimeOffset now
    )
    {
        var request = new DataSubjectRequest
        {
            Id = id,
            Protocol = protocol,
            Kind = kind,
            ReceivedAt = now,
            DueAt = now + Deadline,
            Name = seal("name", name),
            Reach = seal("reach", reach),
            Message = message is null ? null : seal("message", message),
            StatusTokenHash = statusTokenHash,
            ByUserId = by.UserId,
        };
        request.Note(DataSubjectRequestAction.Receive, by, now);
        return request;
    }

    /// <param name="note">How it was checked; sealed to the step with this id.</param>
    public void Identify(Func<Guid, byte[]> note, Actor by, DateTimeOffset now)
    {
        if (Status == DataSubjectRequestStatus.Identified)
            return;
        RequireOpen();
        Status = DataSubjectRequestStatus.Identified;
        Note(DataSubjectRequestAction.Identify, by, now, note);
    }

    public void AnswerShortly(bool holdsData, Actor by, DateTimeOffset now)
    {
        if (HoldsData == holdsData)
            return;
        RequireOpen();
        HoldsData = holdsData;
        Note(holdsData ? DataSubjectRequestAction.AnswerHolds : DataSubjectRequestAction.AnswerHoldsNot, by, now);
    }

    public void LinkTo(Guid contactId, Actor by, DateTimeOffset now)
    {
        if (ContactId == contactId)
            return;
        RequireOpen();
        ContactId = contactId;
        Note(DataSubjectRequestAction.Link, by, now);
    }

    public void NoteExport(Guid contactId, Actor by, DateTimeOffset now)
    {
        RequireIdentified(contactId);
        Note(DataSubjectRequestAction.Export, by, now);
    }

    public void NoteAnonymisation(Guid contactId, Actor by, DateTimeOffset now)
    {
        RequireIdentified(contactId);
        Note(DataSubjectRequestAction.Anonymise, by, now);
    }

    /// <param name="note">What was answered.</param>
    public void Finish(Func<Guid, byte[]> note, Actor by, DateTimeOffset now)
    {
        if (Status == DataSubjectRequestStatus.Done)
            return;
        RequireOpen();
        if (Status != DataSubjectRequestStatus.Identified)
            throw new DomainException(PrivacyErrors.RequestNotIdentified);
        Close(DataSubjectRequestStatus.Done, DataSubjectRequestAction.Finish, note, by, now);
    }

    /// <param name="note">Why, as it was told to the person.</param>
    public void Refuse(Func<Guid, byte[]> note, Actor by, DateTimeOffset now)
    {
        if (Status == DataSubjectRequestStatus.Refused)
            return;
        RequireOpen();
        Close(DataSubjectRequestStatus.Refused, DataSubjectRequestAction.Refuse, note, by, now);
    }

    /// <summary>The person was anonymised: what they wrote goes, that they asked and what came of it stays.</summary>
    public void Forget() => (Name, Reach, Message) = (null, null, null);

    private void Close(DataSubjectRequestStatus status, DataSubjectRequestAction action, Func<Guid, byte[]> note, Actor by, DateTimeOffset now)
    {
        Status = status;
        ClosedAt = now;
        Note(action, by, now, note);
    }

    private void RequireOpen()
    {
        if (IsClosed)
            throw new DomainException(PrivacyErrors.RequestClosed);
    }

    /// <summary>Nobody's data is handed out or erased for somebody who only says to be that person.</summary>
    private void RequireIdentified(Guid contactId)
    {
        RequireOpen();
        if (Status != DataSubjectRequestStatus.Identified)
            throw new DomainException(PrivacyErrors.RequestNotIdentified);
        if (ContactId != contactId)
            throw new DomainException(PrivacyErrors.RequestOfAnother);
    }

    private void Note(DataSubjectRequestAction action, Actor by, DateTimeOffset now, Func<Guid, byte[]>? note = null) =>
        _steps.Add(DataSubjectRequestStep.Of(Guid.CreateVersion7(now), Id, action, note, by, now));
}

public enum DataSubjectRequestAction
{
    Receive,
    AnswerHolds,
    AnswerHoldsNot,
    Identify,
    Link,
    Export,
    Anonymise,
    Finish,
    Refuse,
}

/// <summary>One line of a request's history; append-only, but for the words of a person who was anonymised.</summary>
public sealed class DataSubjectRequestStep : TenantEntity
{
    private DataSubjectRequestStep() { }

    public Guid RequestId { get; private init; }
    public DataSubjectRequestAction Action { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Guid? ByUserId { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[]? Note { get; private init; }

    internal static DataSubjectRequestStep Of(
        Guid id,
        Guid requestId,
        DataSubjectRequestAction action,
        Func<Guid, byte[]>? note,
        Actor by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            RequestId = requestId,
            Action = action,
            At = now,
            ByUserId = by.UserId,
            Note = note?.Invoke(id),
        };
}

/// <summary>A company's public page for requests, by its token. One per company.</summary>
public sealed class PrivacyForm : TenantEntity
{
    private PrivacyForm() { }

    /// <summary>Opaque; whoever has it may send a request to this company.</summary>
    public string Token { get; private init; } = "";

    public static PrivacyForm Open(Guid id, string token) => new() { Id = id, Token = token };
}
