using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Contracts;

/// <param name="Kind">What it is: <c>text</c>, <c>image</c>, <c>template</c>, or Meta's word for what a customer sent.</param>
/// <param name="Text">What is to be read of it, whole.</param>
/// <param name="Content">Of ours, as it was sent; null for the customer's, of what was taken back, and once the person was anonymised.</param>
/// <param name="Name">What the customer calls themselves.</param>
/// <param name="QuotedId">Our id of the message it quotes, reacts to, edits or revokes, where that is known here.</param>
/// <param name="Removed">A reaction taken back.</param>
/// <param name="Erased">The person was anonymised.</param>
public sealed record MessageDetails(
    Guid Id,
    string Kind,
    string? Text,
    MessageContent? Content,
    string? Name,
    Guid? QuotedId,
    bool Removed,
    bool Erased,
    MessageFile? File,
    MessageFate? Fate
);

/// <summary>A message as it is stored.</summary>
/// <param name="IsTheirs">The customer's.</param>
/// <param name="Content">Sealed; null of what was taken back, and once the person was anonymised.</param>
/// <param name="QuotedLookup">Of theirs: the keyed hash of Meta's id of what it quotes, reacts to, edits or revokes.</param>
/// <param name="ReplyToId">Of ours.</param>
/// <param name="AssetId">Of ours: the file it carries.</param>
/// <param name="Fate">Of ours.</param>
public sealed record StoredMessage(
    Guid Id,
    Guid ChannelId,
    bool IsTheirs,
    string Kind,
    byte[]? Content,
    byte[]? QuotedLookup,
    Guid? ReplyToId,
    Guid? AssetId,
    MessageFate? Fate
);

/// <param name="State"><c>stored</c> when it can be opened.</param>
/// <param name="Reason">Why it waits, was refused or is gone.</param>
public sealed record MessageFile(MediaState State, string? Reason, string? MimeType, long? Size, string? Name, bool Voice);

/// <param name="Content">To be disposed of by who asked.</param>
/// <param name="MayBeShown">In a page: pictures, sound and film. Everything else is only saved.</param>
public sealed record OpenedFile(Stream Content, string MimeType, string FileName, bool MayBeShown);
